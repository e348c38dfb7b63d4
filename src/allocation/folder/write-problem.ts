import type { RuleName } from "../problem.ts";
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
    /** Seats this applicant takes; the column stands only where somebody has one. So with `group`. */
    readonly size?: number;
    readonly group?: string;
    readonly attributes?: Readonly<Record<string, Cell>>;
  }[];
  readonly places: readonly {
    readonly place: string;
    readonly capacity: number;
    /** Seats that must be taken for the place to run; the column stands only where a place has one. */
    readonly minimum?: number;
    readonly attributes?: Readonly<Record<string, Cell>>;
  }[];
  readonly options: readonly {
    readonly applicant: string;
    readonly place: string;
    /** Left out only under `best-total`, where the option has a weight. */
    readonly rank?: number;
    readonly priority?: number;
    /** What this placement is worth, for `best-total`; by default it follows from rank and points. */
    readonly weight?: number;
    /** Cents, for a budget. */
    readonly cost?: number;
  }[];
  readonly rules: RulesRows;
}

type Wanted = Readonly<Record<string, Cell | readonly Cell[]>>;

/** rules.json; leaving a key out means what it means in the file. */
export interface RulesRows {
  readonly rule: RuleName;
  readonly seed?: string;
  readonly quotas?: readonly {
    readonly name: string;
    readonly applicants?: Wanted;
    readonly places?: Wanted;
    readonly min?: number;
    readonly max?: number;
    readonly minShare?: number;
    readonly maxShare?: number;
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
  readonly budget?: { readonly max: number };
  readonly groups?: {
    readonly together?: string | readonly string[];
    readonly allOrNothing?: boolean;
  };
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
    (a, b) =>
      compare(a.applicant, b.applicant) ||
      (a.rank ?? 0) - (b.rank ?? 0) ||
      compare(a.place, b.place),
  );
  // A folder without any option still names the column of ranks, as `stable` wants it.
  const ranked = options.length === 0 || options.some(({ rank }) => rank !== undefined);
  const optional = (["rank", "priority", "weight", "cost"] as const).filter((column) =>
    column === "rank" ? ranked : options.some((row) => row[column] !== undefined),
  );
  return {
    "applicants.csv": table(
      ["applicant", "points", ...filled(applicants, ["tie", "size", "group"])],
      applicants,
      (row) => [row.applicant, row.points ?? 0],
    ),
    "options.csv": [
      csvLine(["applicant", "place", ...optional]),
      ...options.map((row) =>
        csvLine([row.applicant, row.place, ...optional.map((column) => row[column] ?? "")]),
      ),
    ].join(""),
    "places.csv": table(["place", "capacity", ...filled(places, ["minimum"])], places, (row) => [
      row.place,
      row.capacity,
    ]),
    "rules.json": rulesText(rows.rules),
  };
}

/** Columns that at least one row fills. */
function filled<Row extends object, Column extends keyof Row & string>(
  rows: readonly Row[],
  columns: readonly Column[],
): Column[] {
  return columns.filter((column) => rows.some((row) => row[column] !== undefined));
}

/** `first` gives the cells of the first columns; further ones are read from the row by their name. */
function table<Row extends { readonly attributes?: Readonly<Record<string, Cell>> }>(
  columns: readonly string[],
  rows: readonly Row[],
  first: (row: Row) => Cell[],
): string {
  const names = [
    ...new Set(rows.flatMap(({ attributes }) => Object.keys(attributes ?? {}))),
  ].sort();
  const lines = rows.map((row) => {
    const cells = first(row);
    const further = columns.slice(cells.length).map((column) => {
      const cell = (row as Readonly<Record<string, unknown>>)[column] as Cell | undefined;
      return cell ?? MISSING[column] ?? "";
    });
    return csvLine([...cells, ...further, ...names.map((name) => row.attributes?.[name] ?? "")]);
  });
  return [csvLine([...columns, ...names]), ...lines].join("");
}

/** What a row says that leaves a number out, as the folder format has it. */
const MISSING: Readonly<Record<string, number>> = { tie: 0, size: 1, minimum: 0 };

function rulesText({ rule, seed, quotas, reserves, pins, budget, groups }: RulesRows): string {
  const wanted = (filter: Wanted | undefined) =>
    filter && Object.fromEntries(Object.entries(filter).sort(([a], [b]) => compare(a, b)));
  const ordered = {
    rule,
    seed,
    quotas: quotas?.map(({ name, applicants, places, min, max, minShare, maxShare }) => {
      const bounds = { min, max, minShare, maxShare };
      return { name, applicants: wanted(applicants), places: wanted(places), ...bounds };
    }),
    reserves: reserves?.map(({ name, applicants, places, seats }) => {
      return { name, applicants: wanted(applicants), places: wanted(places), seats };
    }),
    pins: pins?.map(({ applicant, place, reason }) => ({ applicant, place, reason })),
    budget: budget && { max: budget.max },
    groups: groups && { together: groups.together, allOrNothing: groups.allOrNothing },
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
