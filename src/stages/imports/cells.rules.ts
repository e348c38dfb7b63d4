import { type Day, isDay } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";

/**
 * What people write into cells, read without guessing: a value that could mean two things is a
 * problem with words, never a silent choice.
 */
export type Cell<T> = Result<T>;
const no = (code: string, params?: Problem["params"]): Result<never> =>
  refuse(params ? { code, params } : { code });

/** `2009-03-12`, `12.3.2009.`, `12/03/2009`, `12-3-2009`: the day comes first unless the year does. */
export function readDay(text: string): Cell<Day> {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?(?:[ T].*)?$/.exec(text);
  const local = /^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d+)\.?$/.exec(text);
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : undefined;
  if (!parts) return no("not-a-day");
  const [year = "", month = "", date = ""] = parts;
  if (year.length !== 4) return no("year-four-digits");
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? ok(day) : no("not-a-day");
}

/** `12` and `12,0`; `1.200` and `1.000` are refused: a thousand to one reader is one to another. */
export function readWhole(text: string): Cell<number> {
  if (/^-?\d+(?:[.,]0{1,2})?$/.test(text)) return ok(Number.parseInt(text, 10));
  return no(/^-?\d+[.,]\d+$/.test(text) ? "not-whole" : "not-a-number");
}

const YES = new Set(["yes", "y", "po", "da", "1", "true", "x", "✓"]);
const NO = new Set(["no", "n", "jo", "ne", "0", "false", "-", ""]);

export function readYes(text: string): Cell<boolean> {
  const word = fold(text);
  if (YES.has(word)) return ok(true);
  return NO.has(word) ? ok(false) : no("not-yes-or-no");
}

/** One of several words, each known under several names (folded). */
export function readChoice<T>(text: string, words: ReadonlyMap<string, T>): Cell<T> {
  const found = words.get(fold(text).replace(/\*$/, "").trim());
  return found === undefined ? no("not-a-choice") : ok(found);
}

/** `2027-01-03/2027-01-20; 2027-03-01 - 2027-03-05 permit`: days already spent or planned. */
export function readStays(text: string): Cell<{ entry: Day; exit: Day; permit: boolean }[]> {
  const stays: { entry: Day; exit: Day; permit: boolean }[] = [];
  for (const part of text.split(/[;\n]/).map((p) => p.trim())) {
    if (part === "") continue;
    const permit = /\b(?:permit|visa|leje|dozvola|viza)\b/.test(fold(part));
    const dates = part.match(/\d+[-./]\d+[-./]\d+/g) ?? [];
    if (dates.length !== 2) return no("not-stays", { value: part.slice(0, 60) });
    const entry = readDay(dates[0]!);
    const exit = readDay(dates[1]!);
    if (!entry.ok) return entry;
    if (!exit.ok) return exit;
    if (exit.value < entry.value) return no("days-reversed");
    stays.push({ entry: entry.value, exit: exit.value, permit });
  }
  return ok(stays);
}

/** Codes in one cell, however they are kept apart. */
export const readCodes = (text: string): string[] =>
  text
    .split(/[\s,;|>]+/)
    .map((code) => code.trim())
    .filter(Boolean);
