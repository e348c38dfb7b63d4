import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import { chosenRows } from "../../stages/schools/confirmation.rules.ts";
import {
  ATTENDANCE,
  ENROLLED,
  type FactColumn,
  factField,
  type TypedFacts,
} from "../../stages/schools/confirmation.ts";
import type { Pupil } from "../../stages/schools/pupil.ts";
import { type Html, html, input, select, table } from "../../ui/index.ts";
import { meanwhilePart } from "./facts-meanwhile.ts";

/** The name a column has for this reader. */
export const columnName = (words: Words, column: FactColumn): string =>
  column.code === ATTENDANCE ? words.t("school.attendance") : words.local(column.name);

/** A row a pupil, a column a fact of the school; what is wrong stands in its cell. */
export function factTable(
  words: Words,
  {
    pupils,
    columns,
    rows,
    problems = [],
  }: {
    readonly pupils: readonly Pupil[];
    readonly columns: readonly FactColumn[];
    readonly rows: readonly TypedFacts[];
    readonly problems?: readonly Problem[];
  },
): Html {
  const { t } = words;
  const hiddenLabel = (text: string) => ({ text, classes: "govuk-visually-hidden" });
  const cell = (pupil: Pupil, column: FactColumn, value: string): Html => {
    const name = factField(pupil.applicationId, column.code);
    const label = hiddenLabel(
      `${pupil.givenNames} ${pupil.familyName}, ${columnName(words, column)}`,
    );
    if (column.kind !== "choice") {
      return input({
        words,
        name,
        label,
        value,
        inputmode: "numeric",
        autocomplete: "off",
        classes: "govuk-input--width-3",
        problems,
      });
    }
    const chosen = chosenRows(column, value) ?? [];
    // Rows of a table add up: somebody speaks two languages.
    const boxes = Math.min(column.choices.length, Math.max(2, chosen.length));
    return html`${Array.from({ length: boxes }, (_, at) =>
      select({
        words,
        name,
        id: at === 0 ? name : `${name}-${at + 1}`,
        label,
        value: chosen[at]?.value ?? "",
        problems: at === 0 ? problems : [],
        items: [
          { value: "", text: at === 0 ? t("site.choose") : t("school.fact-another") },
          ...column.choices.map((row) => ({ value: row.value, text: words.local(row.label) })),
        ],
      }),
    )}`;
  };
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("school.facts-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("school.pupil"),
      ...columns.map((column) =>
        column.kind === "choice"
          ? columnName(words, column)
          : t(column.kind === "percent" ? "school.column-percent" : "school.column-points", {
              name: columnName(words, column),
              max: column.maximum,
            }),
      ),
      t("school.enrolled"),
    ],
    rows: pupils.map((pupil, at) => [
      html`${pupil.familyName}, ${pupil.givenNames}<br><span class="govuk-hint app-code">${pupil.code}</span>${pupil.confirmedAt && html`<br><span class="govuk-hint">${t("school.confirmed-by", { name: pupil.confirmedBy ?? "", day: words.shortDay(pupil.confirmedAt) })}</span>`}${meanwhilePart(words, pupil, rows[at], columns, problems)}`,
      ...columns.map((column) => cell(pupil, column, rows[at]?.values[column.code] ?? "")),
      select({
        words,
        name: factField(pupil.applicationId, ENROLLED),
        label: hiddenLabel(`${pupil.givenNames} ${pupil.familyName}, ${t("school.enrolled")}`),
        value: rows[at]?.enrolled ?? "",
        problems,
        items: [
          { value: "", text: t("site.choose") },
          { value: "yes", text: t("site.yes") },
          { value: "no", text: t("site.no") },
        ],
      }),
    ]),
  });
}
