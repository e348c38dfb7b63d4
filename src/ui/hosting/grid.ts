import type { Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import { type Html, html } from "../html.ts";
import { button, form, hidden, problemSummary, table, textarea } from "../index.ts";

/** Where the words stand: `host` in the languages of hosts, `hosting` in the console's. */
export type GridRoom = "host" | "hosting";
type Column = string;
type CapacityRow = {
  readonly trade: string | null;
  readonly starts: string;
  readonly ends: string;
  readonly places: number;
  readonly minimumAge: number | null;
  readonly language: string | null;
  readonly level: string | null;
  readonly accessible: boolean;
  readonly tasks: string;
};
type BedRow = {
  readonly name: string;
  readonly street: string;
  readonly beds: number;
  readonly rooms: number;
  readonly gender: "any" | "women" | "men";
  readonly accessible: boolean;
  readonly starts: string;
  readonly ends: string;
};

/** A trade of a question: by its name, or to be agreed where nobody wrote one down. */
export const tradeWords = (words: Words, room: GridRoom, trade: string): string =>
  trade === "open" ? words.t(`${room}.trade-open`) : words.trade(trade);

/** What this reader calls columns, trades, yes and no, folded: how a pasted table is understood. */
export function gridWords<Name extends string>(
  words: Words,
  room: GridRoom,
  columns: readonly Name[],
) {
  const { t } = words;
  const trades = words.names("trade");
  const named = (column: Name) => fold(t(`${room}.column-${column}`));
  const genders = (["any", "women", "men"] as const).map(
    (gender) => [fold(t(`${room}.gender-${gender}`)), gender] as const,
  );
  return {
    columns: Object.fromEntries(columns.map((column) => [named(column), column])),
    trades: Object.fromEntries(
      Object.entries(trades).flatMap(([code, name]) => [
        [fold(name), code],
        [fold(code), code],
      ]),
    ),
    everyTrade: [fold(t(`${room}.grid-every-trade`))],
    yes: [fold(t("site.yes")), "yes", "x", "1"],
    no: [fold(t("site.no")), "no", "0", "-"],
    genders: Object.fromEntries(genders) as Readonly<Record<string, "any" | "women" | "men">>,
  };
}

/** Cells as a spreadsheet puts them on the clipboard: tabs, else semicolons, else commas. */
export function pastedLines(
  text: string,
): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const lines = text.replace(/\r\n?/g, "\n").replaceAll("\u0000", "").normalize("NFC").split("\n");
  const all = lines.join("\n");
  const delimiter = all.includes("\t") ? "\t" : all.includes(";") ? ";" : ",";
  return lines.map((line, at) => ({
    line: at + 1,
    cells: line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")),
  }));
}

/** Where a problem of a pasted table stands: "Line 3, Places". */
export function gridLabels(
  words: Words,
  room: GridRoom,
  problems: readonly Problem[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    problems.flatMap(({ field = "" }) => {
      const [line = "", column] = field.split(":");
      return column ? [[field, `${line}, ${words.t(`${room}.column-${column}`)}`]] : [];
    }),
  );
}

export function capacityTable(
  words: Words,
  room: GridRoom,
  rows: readonly CapacityRow[],
): Html | null {
  if (rows.length === 0) return null;
  const { t } = words;
  const columns = ["trade", "starts", "ends", "places", "age", "language", "accessible", "tasks"];
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t(`${room}.grid-places`),
    captionClasses: "govuk-table__caption--m",
    head: columns.map((column) => t(`${room}.column-${column}`)),
    rows: rows.map((row) => [
      row.trade === null ? t(`${room}.grid-every-trade`) : words.trade(row.trade),
      words.shortDay(row.starts as Day),
      words.shortDay(row.ends as Day),
      words.number(row.places),
      row.minimumAge === null ? "–" : words.number(row.minimumAge),
      row.language === null ? "–" : `${row.language} ${row.level}`,
      t(row.accessible ? "site.yes" : "site.no"),
      row.tasks || "–",
    ]),
  });
}

export function bedTable(words: Words, room: GridRoom, rows: readonly BedRow[]): Html | null {
  if (rows.length === 0) return null;
  const { t } = words;
  const columns = ["name", "street", "beds", "rooms", "gender", "accessible", "starts", "ends"];
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t(`${room}.grid-beds`),
    captionClasses: "govuk-table__caption--m",
    head: columns.map((column) => t(`${room}.column-${column}`)),
    rows: rows.map((row) => [
      row.name,
      row.street,
      words.number(row.beds),
      words.number(row.rooms),
      t(`${room}.gender-${row.gender}`),
      t(row.accessible ? "site.yes" : "site.no"),
      words.shortDay(row.starts as Day),
      words.shortDay(row.ends as Day),
    ]),
  });
}

export type GridForm = {
  readonly room: GridRoom;
  readonly kind: "places" | "beds";
  readonly columns: readonly Column[];
  readonly action: string;
  readonly key: string;
  readonly typed: string;
  readonly problems: readonly Problem[];
  /** What was read, as it would be kept; null before anything was pasted. */
  readonly read: Html | null;
};

/** Paste, look at what was read, keep it. Two presses, because the new rows replace the old ones. */
export function gridForm(words: Words, of: GridForm): Html {
  const { t } = words;
  const { room, kind } = of;
  const columns = of.columns.map((column) => t(`${room}.column-${column}`)).join(", ");
  const targets = Object.fromEntries(of.problems.map(({ field = "" }) => [field, "rows"]));
  return html`${problemSummary(words, of.problems, targets, gridLabels(words, room, of.problems))}
${form(
  { action: of.action, key: of.key },
  hidden("kind", kind),
  textarea({
    words,
    name: "rows",
    rows: 8,
    spellcheck: false,
    value: of.typed,
    label: t(`${room}.grid-paste`),
    hint: t(`${room}.grid-order`, { columns }),
  }),
  of.read,
  html`<div class="govuk-button-group">${
    of.read && button({ text: t(`${room}.grid-save`), name: "do", value: "save" })
  }${button({
    text: t(`${room}.grid-check`),
    name: "do",
    value: "check",
    kind: of.read ? "secondary" : "primary",
  })}</div>`,
)}`;
}
