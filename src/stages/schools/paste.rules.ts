import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import { tidied } from "./confirmation.rules.ts";
import type { FactColumn } from "./confirmation.ts";

/** Longer than any class list; a whole workbook pasted by mistake is cut off with a word. */
export const MOST_LINES = 400;

export type PastedPerson = {
  readonly applicationId: string;
  readonly code: string;
  readonly givenNames: string;
  readonly familyName: string;
};
export type Pasted = {
  /** Application to column to the text of the cell. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What was not understood, with the line as an editor counts it. */
  readonly warnings: readonly Problem[];
};

/** Letters and figures only, so that "Gashi, Besa" and "gashi besa" are the same words. */
const key = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Who is meant by a text: everybody of that name, in either order of the names, or of that code. */
function finder(people: readonly PastedPerson[]): (text: string) => readonly PastedPerson[] {
  const found = new Map<string, PastedPerson[]>();
  const add = (name: string, person: PastedPerson) => {
    const known = found.get(name) ?? [];
    if (!known.includes(person)) found.set(name, [...known, person]);
  };
  for (const person of people) {
    add(key(person.code), person);
    add(key(`${person.givenNames} ${person.familyName}`), person);
    add(key(`${person.familyName} ${person.givenNames}`), person);
  }
  return (text) => (key(text) === "" ? [] : (found.get(key(text)) ?? []));
}

type Line = { readonly number: number; readonly cells: readonly string[]; readonly split: boolean };

/** A spreadsheet separates its cells by tabs; what was typed by hand has only spaces. */
function linesOf(text: string): Line[] {
  return text
    .normalize("NFC")
    .split(/\r\n|\r|\n/)
    .map((line, at) => {
      const mark = ["\t", ";"].find((each) => line.includes(each));
      return {
        number: at + 1,
        split: mark !== undefined,
        cells: (mark ? line.split(mark) : line.trim().split(/\s+/)).map((cell) => cell.trim()),
      };
    })
    .filter((line) => line.cells.some((cell) => cell !== ""));
}

type Match = { readonly people: readonly PastedPerson[]; readonly rest: readonly string[] };

/** The first cells that name somebody, and the cells after them. */
function match(line: Line, find: ReturnType<typeof finder>): Match | null {
  const { cells } = line;
  for (let from = 0; from < cells.length; from += 1) {
    // A name may stand in two columns; typed by hand, in as many words as it has.
    const longest = Math.min(cells.length, from + (line.split ? 2 : 8));
    for (let to = longest; to > from; to -= 1) {
      const people = find(cells.slice(from, to).join(" "));
      if (people.length > 0) return { people, rest: cells.slice(to) };
    }
    // Before a name only a running number may stand.
    if (!/^\d{0,3}\.?$/.test(cells[from] ?? "")) return null;
  }
  return null;
}

/** Which column each heading means, if the first line is one of headings. */
function headings(
  line: Line | undefined,
  columns: readonly FactColumn[],
  labels: Readonly<Record<string, readonly string[]>>,
): readonly (FactColumn | undefined)[] | null {
  const means = (cell: string) =>
    columns.find((column) =>
      [column.code, ...(labels[column.code] ?? []), ...Object.values(column.name)].some(
        (label) => key(label) !== "" && key(label) === key(cell),
      ),
    );
  const found = line?.cells.map(means) ?? [];
  return found.some((column) => column !== undefined) ? found : null;
}

/**
 * What somebody copied out of a spreadsheet, laid over the pupils of the table. Nobody is guessed:
 * a name that fits two pupils, or none, is told and left alone.
 * @param labels words of the columns as this reader sees them
 */
export function readPaste(
  text: string,
  people: readonly PastedPerson[],
  columns: readonly FactColumn[],
  labels: Readonly<Record<string, readonly string[]>> = {},
): Pasted {
  const warnings: Problem[] = [];
  const warn = (code: string, params: Problem["params"] = {}) => warnings.push({ code, params });
  const all = linesOf(text);
  if (all.length > MOST_LINES) warn("paste-too-long", { max: MOST_LINES });
  const lines = all.slice(0, MOST_LINES);
  const find = finder(people);
  const values = new Map<string, Record<string, string>>();
  const lay = (
    person: PastedPerson,
    line: number,
    cells: readonly string[],
    order: readonly (FactColumn | undefined)[],
  ) => {
    if (values.has(person.applicationId)) {
      warn("paste-twice", { line, name: `${person.givenNames} ${person.familyName}` });
      return;
    }
    const laid = cells.flatMap((cell, at) => {
      const column = order[at];
      return column && cell !== "" ? [[column.code, tidied(cell)] as const] : [];
    });
    const left = cells.filter((cell, at) => cell !== "" && at >= order.length).length;
    if (left > 0) warn("paste-too-many", { line, count: left });
    values.set(person.applicationId, Object.fromEntries(laid));
  };

  const head = lines[0] && !match(lines[0], find) ? headings(lines[0], columns, labels) : null;
  const body = head ? lines.slice(1) : lines;
  const nameless = body.length > 0 && body.every((line) => !match(line, find));
  if (nameless && body.length === people.length && body.every(({ cells }) => cells.length === 1)) {
    warn("paste-by-order", { count: people.length });
    for (const [at, line] of body.entries())
      lay(people[at]!, line.number, line.cells, head ?? columns);
    return { values, warnings };
  }
  for (const line of body) {
    const found = match(line, find);
    const shown = line.cells.join(" ").slice(0, 60);
    const [person, another] = found?.people ?? [];
    if (!found || !person) warn("paste-nobody", { line: line.number, text: shown });
    else if (another) warn("paste-two-alike", { line: line.number, text: shown });
    // Under headings a cell means what stands above it, wherever the name is.
    else if (head) lay(person, line.number, line.cells, head);
    else lay(person, line.number, found.rest, columns);
  }
  return { values, warnings };
}
