import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import type { ShownCall, ShownCriterion } from "./shown.ts";

/**
 * How a number of the rule is shown: as it is, or as a box to change it in. The sentence is the
 * same, so that what is edited is what will be read.
 */
export type ShowNumber = (name: string, value: number, label: string) => Html;
const plain: ShowNumber = (_, __, label) => html`<strong>${label}</strong>`;

const kindOf = (criterion: ShownCriterion) => criterion.kind ?? "entered";
const sumOf = (criterion: ShownCriterion): number =>
  (criterion.table ?? []).reduce((sum, row) => sum + row.points, 0);

/** The sentence that says who gives the points of a criterion, how, and up to how many. */
export function criterionSentence(
  words: Words,
  criterion: ShownCriterion,
  show: ShowNumber = plain,
): Html {
  const kind = kindOf(criterion);
  const by =
    kind === "entered" || kind === "table" ? `${kind}-${criterion.source ?? "school"}` : kind;
  return html`${words.rich<Html>(
    `call-sheet.rule-${by}` as MessageKey,
    { maximum: criterion.maximum },
    {
      n: (text) => show(`maximum-${criterion.code}`, criterion.maximum, text.map(String).join("")),
    },
  )}`;
}

/** The lines of a table, each with its points. */
export function tableLines(
  words: Words,
  criterion: ShownCriterion,
  show: ShowNumber = plain,
): Html | null {
  const { table = [] } = criterion;
  if (kindOf(criterion) !== "table" || table.length === 0) return null;
  return html`<ul class="govuk-list app-rule__lines">${table.map(
    (row, at) =>
      html`<li>${words.rich<Html>(
        "call-sheet.rule-row",
        { label: words.local(row.label), points: row.points },
        {
          n: (text) =>
            show(`points-${criterion.code}-${at}`, row.points, text.map(String).join("")),
        },
      )}</li>`,
  )}</ul>`;
}

/** Marks with what each stands for. */
export function anchorLines(words: Words, criterion: ShownCriterion): Html | null {
  const { anchors = [] } = criterion;
  if (anchors.length === 0) return null;
  return html`<ul class="govuk-list app-rule__lines">${anchors.map(
    (anchor) =>
      html`<li>${words.t("call-sheet.rule-anchor", {
        score: anchor.score,
        words: words.local(anchor.words),
      })}</li>`,
  )}</ul>`;
}

/** That a table's lines could make more than counts; null where they cannot. */
export const capLine = (words: Words, criterion: ShownCriterion): string | null =>
  kindOf(criterion) === "table" && sumOf(criterion) > criterion.maximum
    ? words.t("call-sheet.rule-cap", { sum: sumOf(criterion), maximum: criterion.maximum })
    : null;

/** One criterion as it is read: name, sentence, lines, cap, and the right to say no. */
export function criterionWords(words: Words, criterion: ShownCriterion): Html {
  const cap = capLine(words, criterion);
  return html`<li><h3 class="govuk-heading-s">${words.local(criterion.name)}</h3>
<p class="govuk-body">${criterionSentence(words, criterion)}</p>
${tableLines(words, criterion)}${anchorLines(words, criterion)}
${cap !== null && html`<p class="govuk-body">${cap}</p>`}
${criterion.veto && html`<p class="govuk-body">${words.t("call-sheet.rule-veto")}</p>`}</li>`;
}

/** In which order criteria part equal points, before the draw. */
export function tieSentence(words: Words, call: Pick<ShownCall, "criteria" | "ties">): string {
  const names = call.ties.flatMap((code) => {
    const found = call.criteria.find((criterion) => criterion.code === code);
    return found ? [words.local(found.name)] : [];
  });
  if (names.length === 0) return words.t("call-sheet.rule-draw");
  return words.t("call-sheet.rule-ties", { list: names.join(" › ") });
}

/** The whole selection rule in words. */
export function callRule(words: Words, call: ShownCall): Html {
  const most = call.criteria.reduce((sum, criterion) => sum + criterion.maximum, 0);
  return html`<p class="govuk-body">${words.t("call-sheet.rule-total", { maximum: most })}</p>
<ol class="app-rule">${call.criteria.map((criterion) => criterionWords(words, criterion))}</ol>
<h3 class="govuk-heading-s">${words.t("call-sheet.rule-equal")}</h3>
<p class="govuk-body">${tieSentence(words, call)}</p>
<p class="govuk-body">${words.t("call-sheet.rule-seed")} <strong class="app-call__seed">${call.drawSeed}</strong></p>
${
  call.kept.some((kept) => kept.seats > 0) &&
  html`<h3 class="govuk-heading-s">${words.t("call-sheet.rule-reserved")}</h3>
<ul class="govuk-list govuk-list--bullet">${call.kept
    .filter((kept) => kept.seats > 0)
    .map(
      (kept) =>
        html`<li>${words.t("call-sheet.rule-reserved-seats", { name: words.local(kept.name), seats: kept.seats })}</li>`,
    )}</ul><p class="govuk-body">${words.t("call-sheet.rule-reserved-open")}</p>`
}
${
  call.preselection &&
  html`<h3 class="govuk-heading-s">${words.t("call-sheet.rule-preselection")}</h3>
<p class="govuk-body">${words.t(call.preselection.onlyThose ? "call-sheet.rule-preselection-only" : "call-sheet.rule-preselection-read", { until: words.day(call.preselection.until) })}</p>`
}
${
  call.needsList &&
  html`<h3 class="govuk-heading-s">${words.t("call-sheet.rule-lists")}</h3>
<p class="govuk-body">${words.t("call-sheet.rule-lists-body", { days: call.objectionDays })}</p>`
}`;
}
