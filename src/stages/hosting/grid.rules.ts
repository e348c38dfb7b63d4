import { type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { BED_GENDERS, type Beds, type Capacity, LEVELS } from "./hosting.ts";

export const CAPACITY_COLUMNS = [
  "trade",
  "starts",
  "ends",
  "places",
  "age",
  "language",
  "level",
  "accessible",
  "tasks",
] as const;
export const BED_COLUMNS = [
  "name",
  "street",
  "beds",
  "gender",
  "accessible",
  "starts",
  "ends",
  "rooms",
] as const;
export type GridColumn = (typeof CAPACITY_COLUMNS)[number] | (typeof BED_COLUMNS)[number];
export type GridKind = "places" | "beds";
export const MOST_GRID_ROWS = 200;

/** What the reader calls things, folded: a column's names, trades, yes and no, for whom beds are. */
export type GridWords = {
  readonly columns: Readonly<Record<string, GridColumn>>;
  readonly trades: Readonly<Record<string, string>>;
  readonly everyTrade: readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly genders: Readonly<Record<string, Beds["gender"]>>;
};
export type GridLine = { readonly line: number; readonly cells: readonly string[] };

export const columnsOf = (kind: GridKind): readonly GridColumn[] =>
  kind === "places" ? CAPACITY_COLUMNS : BED_COLUMNS;

/**
 * Rows of a spreadsheet as typed: the first line may name the columns in the reader's language, else
 * they stand in our order. Every cell that cannot be read is a problem at `line:column`, all at once.
 */
export function readGrid<Kind extends GridKind>(
  kind: Kind,
  lines: readonly GridLine[],
  words: GridWords,
  fold: (text: string) => string,
): Result<Kind extends "places" ? Capacity[] : Beds[]> {
  const filled = lines.filter((line) => line.cells.some((cell) => cell.trim() !== ""));
  const own = columnsOf(kind);
  const named = (filled[0]?.cells ?? []).map((cell) => {
    const column = words.columns[fold(cell.trim())];
    return column && own.includes(column) ? column : null;
  });
  const hasHeader = named.filter((column) => column !== null).length >= 2;
  const order = hasHeader ? named : own;
  const rows = hasHeader ? filled.slice(1) : filled;
  if (rows.length === 0) return refuse({ code: "host-paste-empty", field: "rows" });
  if (rows.length > MOST_GRID_ROWS) {
    return refuse({ code: "host-paste-long", params: { max: MOST_GRID_ROWS }, field: "rows" });
  }
  const problems: Problem[] = [];
  const read = rows.map(({ line, cells }) => {
    const cell = (column: GridColumn) => (cells[order.indexOf(column)] ?? "").trim();
    const wrong = (column: GridColumn, code: string, params?: Problem["params"]) => {
      problems.push({ code, field: `${line}:${column}`, ...(params ? { params } : {}) });
    };
    return kind === "places"
      ? capacityFrom(cell, wrong, words, fold)
      : bedsFrom(cell, wrong, words, fold);
  });
  return problems.length > 0 ? refuse(...problems) : (ok(read) as never);
}

type Cell = (column: GridColumn) => string;
type Wrong = (column: GridColumn, code: string, params?: Problem["params"]) => void;
type Fold = (text: string) => string;

/** 2027-07-01, and the ways in which spreadsheets of Europe write it. */
export function typedDay(text: string): Day | null {
  if (isDay(text)) return text;
  const [, d = "", m = "", y = ""] =
    /^(\d{1,2})[./ -]\s?(\d{1,2})[./ -]\s?(\d{4})\.?$/.exec(text) ?? [];
  const iso = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  return isDay(iso) ? iso : null;
}

function days(cell: Cell, wrong: Wrong): { starts: string; ends: string } {
  const read = (["starts", "ends"] as const).map((column) => {
    const day = typedDay(cell(column));
    if (!day) wrong(column, cell(column) === "" ? "required" : "not-a-day");
    return day ?? "";
  });
  const [starts = "", ends = ""] = read;
  if (starts && ends && ends < starts) wrong("ends", "host-ends-before");
  return { starts, ends };
}

function whole(cell: Cell, wrong: Wrong, column: GridColumn, min: number, max: number): number {
  const text = cell(column);
  const number = Number(text);
  if (text === "") wrong(column, "required");
  else if (!/^\d+$/.test(text)) wrong(column, "not-whole");
  else if (number < min || number > max) wrong(column, "host-number", { min, max });
  return number;
}

function yesOrNo(cell: Cell, wrong: Wrong, words: GridWords, fold: Fold): boolean {
  const text = fold(cell("accessible"));
  if (text === "" || words.no.includes(text)) return false;
  if (!words.yes.includes(text)) wrong("accessible", "not-yes-or-no");
  return true;
}

function capacityFrom(cell: Cell, wrong: Wrong, words: GridWords, fold: Fold): Capacity {
  const tradeText = fold(cell("trade"));
  const every = tradeText === "" || words.everyTrade.includes(tradeText);
  const trade = every ? null : (words.trades[tradeText] ?? null);
  if (!every && trade === null) {
    wrong("trade", "host-not-a-trade", { value: cell("trade").slice(0, 60) });
  }
  const language = cell("language").toLowerCase() || null;
  const level = cell("level").toUpperCase() || null;
  if ((language === null) !== (level === null)) {
    wrong(language === null ? "language" : "level", "host-language-and-level");
  } else if (language !== null && !/^[a-z]{2}$/.test(language)) {
    wrong("language", "host-language-and-level");
  } else if (level !== null && !(LEVELS as readonly string[]).includes(level)) {
    wrong("level", "host-language-and-level");
  }
  const tasks = cell("tasks");
  if (tasks.length > 500) wrong("tasks", "too-long", { max: 500 });
  return {
    trade,
    ...days(cell, wrong),
    places: whole(cell, wrong, "places", 1, 500),
    minimumAge: cell("age") === "" ? null : whole(cell, wrong, "age", 14, 30),
    language,
    level,
    accessible: yesOrNo(cell, wrong, words, fold),
    tasks,
  };
}

function bedsFrom(cell: Cell, wrong: Wrong, words: GridWords, fold: Fold): Beds {
  for (const [column, max] of [
    ["name", 100],
    ["street", 200],
  ] as const) {
    if (cell(column) === "") wrong(column, "required");
    else if (cell(column).length > max) wrong(column, "too-long", { max });
  }
  const text = fold(cell("gender"));
  const gender = text === "" ? "any" : words.genders[text];
  if (!gender) wrong("gender", "not-a-choice");
  const beds = whole(cell, wrong, "beds", 1, 500);
  // One line is one room unless it says otherwise; no room is without a bed.
  const rooms = cell("rooms") === "" ? 1 : whole(cell, wrong, "rooms", 1, Math.min(200, beds || 1));
  return {
    name: cell("name"),
    street: cell("street"),
    beds,
    rooms,
    gender: gender ?? BED_GENDERS[0],
    accessible: yesOrNo(cell, wrong, words, fold),
    ...days(cell, wrong),
  };
}
