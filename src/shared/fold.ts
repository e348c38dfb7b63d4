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
  ["ђ", "d"],
  ["dj", "d"],
];
const FROM = [..."абвгдежзијклмнопрстћуфхцчшđ"];
const TO = [..."abvgdezzijklmnoprstcufhccsd"];
const LETTERS = new Map(FROM.map((letter, at) => [letter, TO[at] ?? letter]));

export function fold(text: string): string {
  let folded = text.toLowerCase();
  for (const [from, to] of GROUPS) folded = folded.replaceAll(from, to);
  return [...folded]
    .map((letter) => LETTERS.get(letter) ?? letter)
    .join("")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}
