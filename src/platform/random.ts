/**
 * The only place chance comes from. Seeds are drawn here once and then kept with the run they
 * belong to, so that a draw can be repeated by anyone.
 */
import { randomBytes, randomInt, randomUUID } from "node:crypto";

/** A version 4 uuid. Branded by the caller, which knows what the id stands for. */
export function newId<T extends string = string>(): T {
  return randomUUID() as string as T;
}

/** 128 bits as 32 hexadecimal digits: enough that nobody can search for a seed they like. */
export function newSeed(): string {
  return randomBytes(16).toString("hex");
}

/** A secret that fits in a URL: 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

// Without 0/O, 1/I/L and U: a code is read aloud on the telephone and typed on a small keyboard.
const FIGURES = "23456789";
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LETTERS = `${FIGURES}${LETTERS}`;

/**
 * The code a learner types to see a result, such as `KLF-7M4-2QX`. Six letters of thirty are some
 * hundred million codes: weak alone, so the page also asks for the birth date and counts failures.
 */
export function resultCode(): string {
  return codeOf(FIGURES);
}

/**
 * The same kind of code for an application that its own applicant begins. It starts with a letter
 * where the office's codes start with a figure: two tables hold codes, row-level security hides other
 * schemes' rows from both, and yet no code can be given twice.
 */
export function draftCode(): string {
  return codeOf(LETTERS);
}

const codeOf = (first: string): string =>
  `KLF-${first[randomInt(first.length)]}${codeLetters(2)}-${codeLetters(3)}`;

/**
 * What a poster shows for a call, such as `K7M4QX`. It tells calls apart and opens nothing. A figure
 * comes second: two letters and four figures would be read as the code of a class.
 */
export function callCode(): string {
  return `K${FIGURES[randomInt(FIGURES.length)]}${codeLetters(4)}`;
}

/** What stands on an agreement and is typed to check it, such as `KLA-7M42-Q8XD`. */
export function agreementCode(): string {
  return `KLA-${codeLetters(4)}-${codeLetters(4)}`;
}

/** What stands on a certificate and is typed to check it, such as `KLC-7M42-Q8XD`. */
export function certificateCode(): string {
  return `KLC-${codeLetters(4)}-${codeLetters(4)}`;
}

/** What a stay is called that somebody writes down without a reference of the own, such as `ST-7M42Q8XD`. */
export function stayReference(): string {
  return `ST-${codeLetters(8)}`;
}

/** What a poster of one class shows, such as `PR-4711`: letters first, so nobody takes it for a call. */
export function classCode(): string {
  const letters = Array.from({ length: 2 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return `${letters}-${String(randomInt(10_000)).padStart(4, "0")}`;
}

/** Six figures to say at a door: they open nothing, and whoever stands there looks the name up. */
export const ticketCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

const codeLetters = (count: number): string =>
  Array.from({ length: count }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join("");
