/**
 * The search key of a name, the same as `ref.fold` in the database: Cyrillic to Latin, letters of
 * our languages to their plain neighbours, no marks. For finding only, never for merging people:
 * Nada and Nadja collide.
 */
const GROUPS: readonly (readonly [string, string])[] = [
  ["љ", "lj"],
  ["њ", "nj"],
  ["џ", "dz"],
  ["ѓ", "gj"],
  ["ќ", "kj"],
  ["ѕ", "dz"],
  ["ß", "ss"],
];
const FROM = [..."абвгдђежзијклмнопрстћуфхцчшđłħıø"];
const TO = [..."abvgddezzijklmnoprstcufhccsdlhio"];
const LETTERS = new Map(FROM.map((letter, at) => [letter, TO[at] ?? letter]));

/**
 * How the same sound is written without its mark: Djordjevic, and Petrushevski as passports of
 * North Macedonia have it. Last, because Cyrillic letters make such pairs too (Надја).
 */
const SOUNDS: readonly (readonly [string, string])[] = [
  ["dj", "d"],
  ["sh", "s"],
  ["ch", "c"],
  ["zh", "z"],
];

const replaced = (text: string, pairs: typeof GROUPS): string =>
  pairs.reduce((folded, [from, to]) => folded.replaceAll(from, to), text);

export function fold(text: string): string {
  // Composed first, because ѓ typed as г with an accent is the same letter and not г.
  const plain = replaced(text.toLowerCase().normalize("NFC"), GROUPS)
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
  return replaced([...plain].map((letter) => LETTERS.get(letter) ?? letter).join(""), SOUNDS);
}
