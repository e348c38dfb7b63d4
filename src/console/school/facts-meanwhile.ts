import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import {
  chosenRows,
  confirmedText,
  enrolledText,
} from "../../stages/schools/confirmation.rules.ts";
import {
  ENROLLED,
  type FactColumn,
  factField,
  type TypedFacts,
} from "../../stages/schools/confirmation.ts";
import type { Pupil } from "../../stages/schools/pupil.ts";
import { type Html, hidden, html } from "../../ui/index.ts";

/** What a cell holds now, as it would be typed, and in words. */
const nowOf = (
  words: Words,
  pupil: Pupil,
  column: FactColumn | null,
): readonly [string, string] => {
  if (!column) {
    const text = enrolledText(pupil);
    return [text, text === "" ? "" : words.t(text === "yes" ? "site.yes" : "site.no")];
  }
  const text = confirmedText(column, pupil);
  const rows = column.kind === "choice" ? (chosenRows(column, text) ?? []) : [];
  return [text, rows.length > 0 ? words.list(rows.map((row) => words.local(row.label))) : text];
};

/**
 * What the page showed in each cell goes along with what is typed. Where a colleague confirmed
 * something else meanwhile, that stands beside the name, and counts as shown from now on.
 */
export function meanwhilePart(
  words: Words,
  pupil: Pupil,
  row: TypedFacts | undefined,
  columns: readonly FactColumn[],
  problems: readonly Problem[],
): Html {
  const cells = [...columns, null].map((column) => {
    const code = column?.code ?? ENROLLED;
    const field = factField(pupil.applicationId, code);
    const told = problems.some((each) => each.code === "changed-meanwhile" && each.field === field);
    const [text, said] = nowOf(words, pupil, column);
    return {
      kept: hidden(
        factField(pupil.applicationId, `was-${code}`),
        told ? text : (row?.was?.[code] ?? text),
      ),
      said: told && said !== "" ? said : null,
    };
  });
  const said = cells.flatMap((cell) => cell.said ?? []);
  const by =
    said.length > 0 && pupil.confirmedAt ? html`<br><strong>${words.list(said)}</strong>` : null;
  return html`${by}${cells.map((cell) => cell.kept)}`;
}
