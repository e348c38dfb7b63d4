/** Wrong tries for one code from one client before the page says whom to call instead. */
export const MOST_TRIES = 5;
/** Codes that one client may get wrong before the page says so and counts no more tries down. */
export const MOST_CODES = 30;
/** Of these, codes that exist: whoever has a list of them is shut out, even with a right date. */
export const MOST_REAL_CODES = 10;
/** Minutes after the first wrong try when counting begins again. */
export const TRY_MINUTES = 60;

/**
 * The code as it is kept, from how a person typed it: lower case, without dashes, with spaces,
 * without the first three letters. Letters that the code never holds are read as their twins, the
 * Cyrillic ones too, because a Serbian keyboard writes К, Л and Ф for the same finger.
 */
export function codeFrom(typed: string): string | null {
  const letters = [...typed.toUpperCase().replace(/[\s\-–—_.]/g, "")]
    .map((letter) => TWINS[letter] ?? letter)
    .join("");
  const body = letters.length === 9 && letters.startsWith("KLF") ? letters.slice(3) : letters;
  return /^[0-9A-Z]{6}$/.test(body) ? `KLF-${body.slice(0, 3)}-${body.slice(3)}` : null;
}

const TWINS: Readonly<Record<string, string>> = {
  А: "A",
  Б: "B",
  В: "V",
  Ц: "C",
  Д: "D",
  Е: "E",
  Ф: "F",
  Г: "G",
  Х: "H",
  Ј: "J",
  К: "K",
  Л: "L",
  М: "M",
  Н: "N",
  П: "P",
  Р: "R",
  С: "S",
  Т: "T",
  З: "Z",
  Џ: "X",
  Љ: "Q",
  Њ: "W",
};
