/**
 * What a list carries on its way out so that it can come back: whose row it is, and a short mark of
 * every value as it was, so that a change made here meanwhile is told from one made in the file.
 */

/** Headings of the two hidden columns; the same in every language, because nobody reads them. */
export const ID_COLUMN = "kalfa-id";
export const MARKS_COLUMN = "kalfa-marks";

/** 32 bits of FNV-1a: enough to notice that a value is another, useless to guess it by. */
function markOf(value: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(value.normalize("NFC"))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

/** @param values by column, in the form in which they are kept here, never in a language's words */
export const marksOf = (values: ReadonlyMap<string, string>): string =>
  [...values].map(([column, value]) => `${column}=${markOf(value)}`).join(";");

const marksIn = (marks: string): Map<string, string> =>
  new Map(marks.split(";").map((part) => part.split("=", 2) as [string, string]));

/** Of values that a cell may mean the one that stood there when the list went out. */
export const asItWentOut = (
  marks: string,
  column: string,
  values: readonly string[],
): string | undefined => {
  const was = marksIn(marks).get(column);
  return values.find((value) => markOf(value) === was);
};

export type FieldChange = {
  readonly column: string;
  readonly before: string;
  readonly after: string;
};

/**
 * Tells the changes of a row from what only looks like one: a value that the file still has as it
 * went out was not touched there, whatever happened to it here; a value changed on both sides is a
 * conflict for a person to settle.
 */
export function compare(
  marks: string,
  here: ReadonlyMap<string, string>,
  file: ReadonlyMap<string, string>,
): { readonly changes: readonly FieldChange[]; readonly conflicts: readonly FieldChange[] } {
  const was = marksIn(marks);
  const changes: FieldChange[] = [];
  const conflicts: FieldChange[] = [];
  for (const [column, after] of file) {
    const before = here.get(column) ?? "";
    if (before === after || was.get(column) === markOf(after)) continue;
    const isConflict = was.has(column) && was.get(column) !== markOf(before);
    (isConflict ? conflicts : changes).push({ column, before, after });
  }
  return { changes, conflicts };
}
