import { csvLine } from "./csv.ts";

/** A file of the folder by its name, as text; its bytes are the UTF-8 spelling of it. */
export type FolderFiles = Readonly<Record<string, string>>;

type Cell = string | number;

/** A problem as rows, before it is frozen. Extra keys of `attributes` become columns. */
export interface ProblemRows {
  readonly applicants: readonly {
    readonly applicant: string;
    readonly points?: number;
    /** Who comes first among equal points; the column stands only where somebody has one. */
    readonly tie?: number;
    readonly attributes?: Readonly<Record<string, Cell>>;
  }[];
  readonly places: readonly {
    readonly place: string;
    readonly capacity: number;
    readonly attributes?: Readonly<Record<string, Cell>>;
  }[];
  readonly options: readonly {
    readonly applicant: string;
    readonly place: string;
    readonly rank: number;
    readonly priority?: number;
  }[];
  readonly rules: RulesRows;
}

type Wanted = Readonly<Record<string, Cell | readonly Cell[]>>;

/** rules.json for the rule `stable`; leaving a key out means what it means in the file. */
export interface RulesRows {
  readonly rule: "stable";
  readonly seed?: string;
  readonly quotas?: readonly {
    readonly name: string;
    readonly applicants?: Wanted;
    readonly places?: Wanted;
    readonly max: number;
  }[];
  readonly reserves?: readonly {
    readonly name: string;
    readonly applicants?: Wanted;
    readonly places?: Wanted;
    readonly seats: number;
  }[];
  readonly pins?: readonly {
    readonly applicant: string;
    readonly place: string;
    readonly reason?: string;
  }[];
}

/**
 * The folder of a problem in canonical bytes: rows sorted by id (options by applicant, then rank),
 * attribute columns by name, keys of rules.json in a fixed order; so the same problem has the same
 * hash whatever order its rows came in. Reserves, quotas and pins keep their order: it has a
 * meaning. Nothing is checked here; `parseProblem` says what is wrong.
 */
export function writeProblem(rows: ProblemRows): FolderFiles {
  const applicants = [...rows.applicants].sort((a, b) => compare(a.applicant, b.applicant));
  const places = [...rows.places].sort((a, b) => compare(a.place, b.place));
  const options = [...rows.options].sort(
    (a, b) => compare(a.applicant, b.applicant) || a.rank - b.rank || compare(a.place, b.place),
  );
  const ties = applicants.some(({ tie }) => tie !== undefined);
  const ownOrder = options.some(({ priority }) => priority !== undefined);
  return {
    "applicants.csv": table(
      ["applicant", "points", ...(ties ? ["tie"] : [])],
      applicants,
      (row) => [row.applicant, row.points ?? 0, ...(ties ? [row.tie ?? 0] : [])],
    ),
    "options.csv": [
      csvLine(["applicant", "place", "rank", ...(ownOrder ? ["priority"] : [])]),
      ...options.map((row) =>
        csvLine([row.applicant, row.place, row.rank, ...(ownOrder ? [row.priority ?? ""] : [])]),
      ),
    ].join(""),
    "places.csv": table(["place", "capacity"], places, (row) => [row.place, row.capacity]),
    "rules.json": rulesText(rows.rules),
  };
}

function table<Row extends { readonly attributes?: Readonly<Record<string, Cell>> }>(
  columns: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => Cell[],
): string {
  const names = [
    ...new Set(rows.flatMap(({ attributes }) => Object.keys(attributes ?? {}))),
  ].sort();
  const lines = rows.map((row) =>
    csvLine([...cells(row), ...names.map((name) => row.attributes?.[name] ?? "")]),
  );
  return [csvLine([...columns, ...names]), ...lines].join("");
}

function rulesText({ rule, seed, quotas, reserves, pins }: RulesRows): string {
  const wanted = (filter: Wanted | undefined) =>
    filter && Object.fromEntries(Object.entries(filter).sort(([a], [b]) => compare(a, b)));
  const ordered = {
    rule,
    seed,
    quotas: quotas?.map(({ name, applicants, places, max }) => {
      return { name, applicants: wanted(applicants), places: wanted(places), max };
    }),
    reserves: reserves?.map(({ name, applicants, places, seats }) => {
      return { name, applicants: wanted(applicants), places: wanted(places), seats };
    }),
    pins: pins?.map(({ applicant, place, reason }) => ({ applicant, place, reason })),
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
