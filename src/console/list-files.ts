import type { StaffActor } from "../platform/db/actor.ts";
import { CSV_TYPE, type CsvCell, toCsv } from "../platform/files/csv.ts";
import { toWorkbook, XLSX_TYPE } from "../platform/files/workbook.ts";
import type { Words } from "../platform/i18n/index.ts";
import { file, nothingHere } from "../platform/web/answer.ts";
import type { Route, StaffVisit } from "../platform/web/route.ts";
import { type Html, html } from "../ui/index.ts";

/** A whole list as it leaves the office. */
export type ListFile = {
  /** Of the file, without what follows the dot. */
  readonly name: string;
  /** Of the sheet, in the reader's words. */
  readonly title: string;
  /** Header first. */
  readonly rows: readonly (readonly CsvCell[])[];
  /** Columns of the workbook that stand hidden before the others, so that it can come back. */
  readonly hidden?: readonly (readonly string[])[];
};

const asWorkbookPath = (csv: string): string => csv.replace(/\.csv(?=\?|$)/, ".xlsx");

/**
 * The same list as CSV and as a workbook, each under its own address.
 * @param from.path of the CSV file; the workbook's differs in its last letters
 * @param from.list null for a list that is not there
 */
export function listFiles(from: {
  readonly path: string;
  readonly allow: (actor: StaffActor) => boolean;
  readonly list: (visit: StaffVisit) => Promise<ListFile | null>;
}): Route[] {
  const { allow } = from;
  return [
    {
      method: "GET",
      path: from.path,
      access: "staff",
      allow,
      async answer(visit) {
        const list = await from.list(visit);
        if (!list) return nothingHere;
        return file({ name: `${list.name}.csv`, type: CSV_TYPE, body: toCsv(list.rows) });
      },
    },
    {
      method: "GET",
      path: asWorkbookPath(from.path),
      access: "staff",
      allow,
      async answer(visit) {
        const list = await from.list(visit);
        if (!list) return nothingHere;
        const { hidden } = list;
        const rows = hidden
          ? list.rows.map((row, at): CsvCell[] => [...(hidden[at] ?? []), ...row])
          : list.rows;
        const body = await toWorkbook(list.title, rows, hidden?.[0]?.length ?? 0);
        return file({ name: `${list.name}.xlsx`, type: XLSX_TYPE, body });
      },
    },
  ];
}

/** Both files of a list, side by side. */
export const downloads = (words: Words, csv: string): Html =>
  html`<span class="app-downloads"><a class="govuk-link" href="${csv}">${words.t("site.download-csv")}</a> · <a class="govuk-link" href="${asWorkbookPath(csv)}">${words.t("site.download-xlsx")}</a></span>`;
