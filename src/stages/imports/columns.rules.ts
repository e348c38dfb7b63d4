import { fold } from "../../shared/fold.ts";

/** A column we know: its name, whether a file must have it, and the words people head it with. */
export type Column = {
  readonly name: string;
  readonly required: boolean;
  readonly words: readonly string[];
  /** What the column is called on the screen when the catalogue has no name for it (criteria). */
  readonly label?: string;
};

/** `Datum rođenja *` and `DATUM_RODJENJA` are the same heading. */
export const headingKey = (text: string): string =>
  fold(text)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * Our column for each column of a file, or null. A heading that is exactly one of our words is
 * taken; `wish 1`, `wish 2` are one column twice. Nothing is matched by likeness: a wrong match
 * that nobody notices is worse than one question more.
 */
export function matchColumns(
  header: readonly string[],
  columns: readonly Column[],
): (string | null)[] {
  const known = new Map<string, string>();
  for (const column of columns) {
    for (const word of [column.name, ...column.words]) {
      const key = headingKey(word);
      if (key !== "" && !known.has(key)) known.set(key, column.name);
    }
  }
  const taken = new Set<string>();
  return header.map((heading) => {
    const key = headingKey(heading);
    const numbered = key.replace(/\s*\d+$/, "");
    const name = known.get(key) ?? (numbered !== key ? known.get(numbered) : undefined);
    if (name === undefined) return null;
    const repeats = MANY.has(name);
    if (taken.has(name) && !repeats) return null;
    taken.add(name);
    return name;
  });
}

/** Columns a file may have several times, read from left to right. */
export const MANY: ReadonlySet<string> = new Set(["wishes", "stays", "reserved"]);

export type MappingProblem = {
  readonly code: "column-missing" | "column-twice";
  readonly column: string;
};

/** Required columns nobody was matched to, and columns matched twice. */
export function mappingProblems(
  columns: readonly Column[],
  chosen: readonly (string | null)[],
): MappingProblem[] {
  const times = (name: string) => chosen.filter((each) => each === name).length;
  return columns.flatMap(({ name, required }): MappingProblem[] => {
    if (required && times(name) === 0) return [{ code: "column-missing", column: name }];
    if (times(name) > 1 && !MANY.has(name)) return [{ code: "column-twice", column: name }];
    return [];
  });
}
