import type { Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import type { Call, Criterion } from "../../stages/calls/call.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import { CRITERION_KINDS } from "../../stages/calls/criterion.ts";
import { mayVeto, mostPoints } from "../../stages/calls/selection-rule.rules.ts";
import {
  anchorLines,
  capLine,
  criterionSentence,
  type ShowNumber,
  tableLines,
} from "../../ui/call-sheet/index.ts";
import { attributes, classes, errorMessage, type Html, html, select } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { type PartVisit, partRoutes } from "./part-page.ts";
import { shown, typedNumber } from "./typed.ts";

const TIES = 3;

/** The rule with the numbers and ticks that were typed into its sentences. */
function typedRule(form: Form, call: Call): Pick<Call, "criteria" | "ties"> {
  const number = (name: string, saved: number) =>
    form.has(name) ? typedNumber(form, name) : saved;
  const criteria = call.criteria.map((criterion): Criterion => {
    const { code } = criterion;
    const veto = form.all(`veto-${code}`).includes("yes");
    return {
      ...criterion,
      maximum: number(`maximum-${code}`, criterion.maximum),
      ...(criterion.table && {
        table: criterion.table.map((row, at) => ({
          ...row,
          points: number(`points-${code}-${at}`, row.points),
        })),
      }),
      ...(mayVeto(kindOf(criterion)) && { veto }),
    };
  });
  const ties = Array.from({ length: TIES }, (_, at) => form.text(`tie-${at}`));
  return { criteria, ties: ties.filter((tie) => tie !== "") };
}

/** The selection rule as sentences whose numbers are boxes; the words stand on pages of their own. */
export const routes = partRoutes({
  name: "rule",
  save: ({ tx, form }, call) => changeDraft(tx, call.id, typedRule(form, call)),
  labels: ({ visit, call }) => {
    const words = wordsOf(visit);
    return Object.fromEntries(
      call.criteria.flatMap((criterion) => {
        const name = words.local(criterion.name);
        return [
          [`maximum-${criterion.code}`, name],
          ...(criterion.table ?? []).map((row, at) => [
            `points-${criterion.code}-${at}`,
            `${name}, ${words.local(row.label)}`,
          ]),
        ];
      }),
    );
  },
  body: (of) => {
    const { visit, call } = of;
    const words = wordsOf(visit);
    const { slug } = visit.tx.actor.scheme;
    const rule = of.typed.names().length > 0 ? typedRule(of.typed, call) : call;
    const total = mostPoints(rule.criteria);
    return html`${
      Number.isFinite(total) &&
      html`<p class="govuk-body"><strong>${words.t("call-sheet.rule-total", { maximum: total })}</strong></p>`
    }
<ol class="app-rule">${call.criteria.map((criterion) => criterionBox(words, of, slug, criterion))}</ol>
<h2 class="govuk-heading-m">${words.t("calls.add-criterion")}</h2>
<ul class="govuk-list">${CRITERION_KINDS.map(
      (kind) =>
        html`<li><a class="govuk-link" href="${paths.criterion(slug, call.id, "new")}?kind=${kind}">${words.t(`calls.kind-${kind}`)}</a></li>`,
    )}</ul>
<h2 class="govuk-heading-m">${words.t("call-sheet.rule-equal")}</h2>
<p class="govuk-body">${words.t("calls.ties-intro")}</p>
<div class="app-row-of-fields">${Array.from({ length: TIES }, (_, at) => tieChoice(words, of, at))}</div>`;
  },
});

function criterionBox(
  words: Words,
  { call, typed, problems }: PartVisit,
  slug: string,
  criterion: Criterion,
): Html {
  const { code } = criterion;
  const name = words.local(criterion.name);
  const own = problems.filter(({ field }) => field && isOf(field, criterion));
  const sent = typed.names().length > 0;
  const show: ShowNumber = (field, value) => numberBox(words, own, typed, field, value, name);
  const cap = capLine(words, criterion);
  const veto = sent ? typed.all(`veto-${code}`).includes("yes") : criterion.veto === true;
  return html`<li class="${classes(own.length > 0 && "govuk-form-group--error")}"><h2 class="govuk-heading-s">${name} <a class="govuk-link app-rule__change" href="${paths.criterion(slug, call.id, code)}">${words.t("calls.change-words")}<span class="govuk-visually-hidden"> ${name}</span></a></h2>
${own.map((problem) => errorMessage(words, words.problem(problem), `${problem.field}-error`))}
<p class="govuk-body">${criterionSentence(words, criterion, show)}</p>
${tableLines(words, criterion, show)}${anchorLines(words, criterion)}
${cap !== null && html`<p class="govuk-hint">${cap}</p>`}
${
  mayVeto(kindOf(criterion)) &&
  html`<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="veto-${code}" name="veto-${code}" value="yes"${attributes({ checked: veto })}><label class="govuk-label govuk-checkboxes__label" for="veto-${code}">${words.t("call-sheet.rule-veto")}</label></div></div>`
}</li>`;
}

/** The fields of a criterion end in its code, or in its code and a row. */
const isOf = (field: string, { code }: Criterion): boolean =>
  new RegExp(`^[a-z]+-${code}(-\\d+)?$`).test(field);

function numberBox(
  words: Words,
  problems: readonly Problem[],
  typed: Form,
  field: string,
  value: number,
  name: string,
): Html {
  const wrong = problems.some((problem) => problem.field === field);
  return html`<input${attributes({
    class: classes("govuk-input app-inline-number", wrong && "govuk-input--error"),
    id: field,
    name: field,
    value: shown(typed, field, value),
    inputmode: "numeric",
    autocomplete: "off",
    "aria-label": words.t("calls.points-of", { name }),
    "aria-describedby": wrong ? `${field}-error` : undefined,
  })}>`;
}

const tieChoice = (words: Words, { call, typed, problems }: PartVisit, at: number): Html =>
  select({
    words,
    problems,
    name: `tie-${at}`,
    label: words.t("calls.tie", { number: at + 1 }),
    value: shown(typed, `tie-${at}`, call.ties[at] ?? ""),
    items: [
      { value: "", text: words.t("calls.tie-none") },
      ...call.criteria.map((criterion) => ({
        value: criterion.code,
        text: words.local(criterion.name),
      })),
    ],
  });
