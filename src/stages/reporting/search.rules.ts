import { fold } from "../../shared/fold.ts";
import type { Sought } from "./search.ts";

/** Nobody types more words of a name; each costs a comparison a row. */
const MOST_WORDS = 6;
/** A shorter run of letters is a word and no code. */
const SHORTEST_CODE = 4;

/** What to look for, or null for nothing but spaces and signs. */
export function soughtOf(text: string): Sought | null {
  const typed = text.normalize("NFC").trim();
  const words = fold(typed)
    .split(/[\s,;]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const code = typed.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
  return {
    words,
    code: code.length >= SHORTEST_CODE && !/[^\x20-\x7e]/.test(typed) ? code : null,
    email: /^[^\s@]+@[^\s@]+$/.test(typed) ? typed.toLowerCase() : null,
  };
}
