import { fold } from "../../shared/fold.ts";

/** What stands where a word was that could tell who wrote it. */
export const MASK = "•••";

/** Shorter words are left: "Ana" is a name and three letters of many others. */
const LEAST = 3;
/** Words of school names that every school has. */
const EVERYDAY = new Set(
  "school shkolla shkollës profesionale škola škole srednja tehnička stručna gimnazija učilište centar center middle vocational technical mesme teknike example com org net mail gmail"
    .split(" ")
    .map(fold),
);

/**
 * A text without the words that name the writer, the school or the town, whichever script and case
 * they stand in: Đorđević, Ђорђевићу and Djordjevic are one. It cannot find everything that gives
 * somebody away ("my father is the mayor"), so a conflict can still be declared.
 */
export function masked(text: string, naming: readonly string[]): string {
  const words = new Set(
    naming
      .flatMap((name) => fold(name).split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word.length >= LEAST && !EVERYDAY.has(word)),
  );
  if (words.size === 0) return text;
  // Cases and vowels at the end change: Ana, Ane, Anu; Tirana, Tiranë, Tiranës.
  const stems = [...words].map((word) => (word.length > 4 ? word.slice(0, -1) : word));
  const names = (found: string): boolean => {
    const folded = fold(found);
    return stems.some(
      (stem) => folded.startsWith(stem) && folded.length <= stem.length + (stem.length > 3 ? 5 : 1),
    );
  };
  return text
    .replace(/[^\s@]+@[^\s@]+\.[^\s@]+/g, MASK)
    .replace(/\+?\d[\d\s/-]{6,}\d/g, MASK)
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (names(word) ? MASK : word));
}
