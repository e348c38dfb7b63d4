import type { Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import type { Criterion } from "../../stages/calls/call.ts";
import { kindOf, sourceOf } from "../../stages/calls/criterion.rules.ts";
import type { CriterionKind, CriterionSource } from "../../stages/calls/criterion.ts";
import { mayVeto, needsAnchors, SOURCES_OF } from "../../stages/calls/selection-rule.rules.ts";
import { checkboxes, fieldset, type Html, html, input, radios } from "../../ui/index.ts";
import { shown, textsInput, typedNumber, typedTexts } from "./typed.ts";

const SPARE = 2;
const MOST = 60;

/** What a new criterion begins as; its words and lines are still to be written. */
export const blankCriterion = (kind: CriterionKind): Criterion => ({
  code: "",
  name: {},
  maximum: 10,
  kind,
  source: SOURCES_OF[kind][0] ?? "school",
  ...(kind === "table" && { table: [] }),
  ...(needsAnchors(kind) && {
    anchors: [1, 2, 3, 4].map((score) => ({ score, words: {} })),
  }),
});

const rowsOf = (form: Form, name: string): number[] => {
  const rows: number[] = [];
  for (let at = 0; form.has(`${name}-${at}`) && at < MOST; at += 1) rows.push(at);
  return rows;
};

/** A short name out of an English one, different from all the others of the call. */
function codeFor(name: string, taken: readonly string[], fallback: string): string {
  const short = fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 30);
  const base = short || fallback;
  for (let count = 1; ; count += 1) {
    const code = count === 1 ? base : `${base}-${count}`;
    if (!taken.includes(code)) return code;
  }
}

/** The criterion as its form describes it. Rows and marks without words are left out. */
export function typedCriterion(
  form: Form,
  was: Criterion,
  others: readonly Criterion[],
): Criterion {
  const kind = kindOf(was);
  const name = typedTexts(form, "name");
  const taken = others.map((other) => other.code);
  const code = was.code || codeFor(name.en ?? "", taken, "part");
  return {
    code,
    name,
    maximum: typedNumber(form, "maximum"),
    kind,
    source:
      SOURCES_OF[kind].length > 1
        ? (form.text("source") as CriterionSource)
        : (SOURCES_OF[kind][0] ?? "school"),
    ...(kind === "table" && { table: typedRows(form, was) }),
    ...(needsAnchors(kind) && { anchors: typedAnchors(form) }),
    ...(mayVeto(kind) && { veto: form.all("veto").includes("yes") }),
  };
}

function typedRows(form: Form, was: Criterion) {
  const values: string[] = [];
  return rowsOf(form, "label").flatMap((at) => {
    const label = typedTexts(form, `label-${at}`);
    if (Object.keys(label).length === 0 && form.text(`points-${at}`) === "") return [];
    // What was answered under a value stays under it: only a new row gets a new one.
    const value = was.table?.[at]?.value ?? codeFor(label.en ?? "", values, "line");
    values.push(value);
    return [{ value, label, points: typedNumber(form, `points-${at}`) }];
  });
}

const typedAnchors = (form: Form) =>
  rowsOf(form, "score").flatMap((at) => {
    const words = typedTexts(form, `words-${at}`);
    if (Object.keys(words).length === 0 && form.text(`score-${at}`) === "") return [];
    return [{ score: typedNumber(form, `score-${at}`), words }];
  });

type Fields = {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly form: Form;
  readonly criterion: Criterion;
};

const numberInput = (of: Fields, name: string, label: string, saved: number | string): Html =>
  input({
    words: of.words,
    problems: of.problems,
    name,
    label,
    value: shown(of.form, name, saved),
    classes: "govuk-input--width-4",
    inputmode: "numeric",
    autocomplete: "off",
  });

/** Name, who gives it, how many points at most, and its lines or marks. */
export function criterionFields(of: Fields): Html {
  const { words, problems, form, criterion } = of;
  const kind = kindOf(criterion);
  const sources = SOURCES_OF[kind];
  const sent = form.names().length > 0;
  const veto = sent ? form.all("veto").includes("yes") : criterion.veto === true;
  return html`${textsInput({ words, problems, form, name: "name", label: words.t("calls.criterion-name"), saved: criterion.name })}
${
  sources.length > 1 &&
  radios({
    words,
    problems,
    name: "source",
    legend: { text: words.t("calls.criterion-source"), classes: "govuk-fieldset__legend--s" },
    classes: "govuk-radios--inline",
    value: shown(form, "source", sourceOf(criterion)),
    items: sources.map((value) => ({ value, text: words.t(`calls.source-${value}`) })),
  })
}
${numberInput(of, "maximum", words.t(kind === "table" ? "calls.criterion-cap" : "calls.criterion-maximum"), criterion.maximum)}
${kind === "table" && tableRows(of)}
${needsAnchors(kind) && anchorRows(of)}
${
  mayVeto(kind) &&
  checkboxes({
    words,
    problems,
    name: "veto",
    items: [{ value: "yes", text: words.t("call-sheet.rule-veto"), checked: veto }],
  })
}`;
}

const rowNumbers = (form: Form, name: string, saved: number): number[] => {
  const typed = rowsOf(form, name);
  return typed.length > 0 ? typed : Array.from({ length: saved + SPARE }, (_, at) => at);
};

const tableRows = (of: Fields): Html =>
  html`<h2 class="govuk-heading-m" id="table">${of.words.t("calls.table-lines")}</h2>
<p class="govuk-hint">${of.words.t("calls.table-hint")}</p>
${rowNumbers(of.form, "label", of.criterion.table?.length ?? 0).map((at) => {
  const row = of.criterion.table?.[at];
  return fieldset(
    {
      legend: of.words.t("calls.table-line", { number: at + 1 }),
      classes: "app-set",
    },
    html`${textsInput({ ...of, name: `label-${at}`, label: of.words.t("calls.table-label"), saved: row?.label ?? {} })}${numberInput(of, `points-${at}`, of.words.t("calls.table-points"), row?.points ?? "")}`,
  );
})}`;

const anchorRows = (of: Fields): Html =>
  html`<h2 class="govuk-heading-m" id="anchors">${of.words.t("calls.anchors")}</h2>
<p class="govuk-hint">${of.words.t("calls.anchors-hint")}</p>
${rowNumbers(of.form, "score", of.criterion.anchors?.length ?? 0).map((at) => {
  const anchor = of.criterion.anchors?.[at];
  return fieldset(
    { legend: of.words.t("calls.anchor", { number: at + 1 }), classes: "app-set" },
    html`${numberInput(of, `score-${at}`, of.words.t("calls.anchor-score"), anchor?.score ?? "")}${textsInput({ ...of, name: `words-${at}`, label: of.words.t("calls.anchor-words"), saved: anchor?.words ?? {} })}`,
  );
})}`;
