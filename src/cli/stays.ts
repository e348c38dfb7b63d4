import { readFile } from "node:fs/promises";
import { toPlainCsv } from "../platform/files/csv.ts";
import { readTable, type Table } from "../platform/files/table.ts";
import { isDay } from "../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../shared/result.ts";
import { type DeclaredStay, presenceOf } from "../stages/travel/presence.rules.ts";
import { EXIT } from "./commands.ts";
import { InOut } from "./folders.ts";

const COLUMNS = ["person", "entry", "exit", "permit"] as const;

type Params = NonNullable<Problem["params"]>;

/** What is wrong with the table and what to do, by code. */
const FAULTS: Readonly<Record<string, (p: Params) => string>> = {
  "file-empty": () => "The file is empty.",
  "file-header-only": () => "There is no line below the header.",
  "stays-column": (p) => `The first line has no column "${p.column}".`,
  "stays-person": (p) => `Line ${p.line}: the person is missing.`,
  "stays-day": (p) =>
    `Line ${p.line}: "${p.value}" in ${p.column} is no day; write it like 2027-03-14.`,
  "stays-order": (p) => `Line ${p.line}: the exit is before the entry.`,
  "stays-permit": (p) => `Line ${p.line}: permit is "${p.value}"; write yes, or leave it empty.`,
};

const words = ({ code, params = {} }: Problem): string =>
  FAULTS[code]?.(params) ?? `${code} ${JSON.stringify(params)}`;

/** Everybody's stays in the order of the file, or everything that is wrong with it. */
function staysOf(table: Table): Result<ReadonlyMap<string, readonly DeclaredStay[]>> {
  const at = Object.fromEntries(
    COLUMNS.map((column) => [
      column,
      table.header.findIndex((name) => name.trim().toLowerCase() === column),
    ]),
  ) as Record<(typeof COLUMNS)[number], number>;
  const problems: Problem[] = COLUMNS.filter((column) => at[column] < 0).map((column) => ({
    code: "stays-column",
    params: { column },
  }));
  if (problems.length > 0) return refuse(...problems);
  const people = new Map<string, DeclaredStay[]>();
  for (const { line, cells } of table.rows) {
    const [person, from, to, permit] = COLUMNS.map((column) =>
      (cells[at[column]] ?? "").trim(),
    ) as [string, string, string, string];
    if (person === "") problems.push({ code: "stays-person", params: { line } });
    for (const [column, value] of [
      ["entry", from],
      ["exit", to],
    ] as const) {
      if (!isDay(value)) problems.push({ code: "stays-day", params: { line, column, value } });
    }
    const isPermit = permit.toLowerCase() === "yes";
    if (!isPermit && permit !== "") {
      problems.push({ code: "stays-permit", params: { line, value: permit } });
    }
    if (!isDay(from) || !isDay(to)) continue;
    if (to < from) problems.push({ code: "stays-order", params: { line } });
    const stays = people.get(person) ?? [];
    stays.push({ from, to, permit: isPermit });
    people.set(person, stays);
  }
  return problems.length > 0 ? refuse(...problems) : ok(people);
}

/** Prints for each person the most days in any window, and the first day above what is allowed. */
export async function runStays(file: string): Promise<number> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new InOut(file, error);
  });
  const table = await readTable(bytes, Number.POSITIVE_INFINITY);
  const read = table.ok ? staysOf(table.value) : table;
  if (!read.ok) {
    const count = read.problems.length;
    process.stderr.write(`${count} ${count === 1 ? "thing is" : "things are"} wrong:\n`);
    for (const problem of read.problems) process.stderr.write(`  ${words(problem)}\n`);
    return EXIT.wrong;
  }
  const rows = [...read.value].map(([person, stays]) => {
    const { mostDays, firstDayOver } = presenceOf(stays);
    return [person, mostDays, firstDayOver];
  });
  process.stdout.write(toPlainCsv([["person", "most_days", "first_day_over"], ...rows]));
  return EXIT.done;
}
