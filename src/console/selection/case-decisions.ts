import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { WholeCase } from "../../stages/selection/read-case.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { CONFLICT_GROUNDS } from "../../stages/selection/selection.ts";
import {
  button,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  radios,
  select,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

type Part = {
  readonly visit: StaffVisit;
  readonly words: Words;
  readonly of: WholeCase;
  /** Problems of the form that was sent, none for the others on the page. */
  readonly problemsOf: (name: string) => readonly Problem[];
  readonly typed: (name: string, field: string) => string;
};

/** What the committee and the office may decide about a case before there is a list. */
export function decideForms(
  visit: StaffVisit,
  of: WholeCase,
  problems: readonly Problem[],
): Html | null {
  const words = wordsOf(visit);
  if (!can.lead(visit.tx.actor)) return null;
  const { state } = of.selection;
  const sent = visit.form.text("form");
  const part: Part = {
    visit,
    words,
    of,
    problemsOf: (name) => (sent === name ? problems : []),
    typed: (name, field) => (sent === name ? visit.form.text(field) : ""),
  };
  const before = state === "preparing" || state === "assessing" || state === "decided";
  if (!before && state !== "provisional") return null;
  const scoring = state === "preparing" || state === "assessing";
  return html`<h2 class="govuk-heading-m">${words.t("selection.decisions-here")}</h2>
${block(part, "eligibility", eligibilityForm(part))}
${before && of.call.criteria.some((criterion) => criterion.veto) && block(part, "veto", vetoForm(part))}
${before && block(part, "correction", correctionForm(part))}
${scoring && of.assessors.length > 0 && block(part, "conflicts", conflictForm(part))}`;
}

const block = ({ words, problemsOf }: Part, name: string, text: Html): Html =>
  details({
    summary: words.t(`selection.decide-${name}` as `selection.${string}`),
    open: problemsOf(name).length > 0,
    text,
  });

const action = ({ visit, of }: Part, name: string) => ({
  action: paths.casePart(visit.tx.actor.scheme.slug, of.one.id, name),
  key: newId(),
});

const reasonBox = (part: Part, name: string, field = "reason"): Html =>
  textarea({
    words: part.words,
    name: field,
    id: `${name}-${field}`,
    label: part.words.t("selection.decision-reason"),
    hint: part.words.t("selection.decision-reason-hint"),
    value: part.typed(name, field),
    rows: 3,
    problems: part.problemsOf(name),
  });

function eligibilityForm(part: Part): Html {
  const { words, of } = part;
  return form(
    action(part, "eligibility"),
    hidden("form", "eligibility"),
    radios({
      words,
      name: "eligible",
      classes: "govuk-radios--small",
      legend: words.t("selection.eligibility-question"),
      value: part.typed("eligibility", "eligible") || (of.one.eligible.eligible ? "yes" : "no"),
      items: [
        { value: "yes", text: words.t("selection.eligible") },
        { value: "no", text: words.t("selection.not-eligible") },
      ],
    }),
    reasonBox(part, "eligibility", "note"),
    button({ text: words.t("selection.decide"), kind: "secondary" }),
  );
}

function vetoForm(part: Part): Html {
  const { words, of } = part;
  const standing = of.one.veto !== null;
  const criteria = of.call.criteria.filter(
    (criterion) => criterion.veto && (!standing || criterion.code === of.one.veto?.criterion),
  );
  return html`<p class="govuk-body">${words.t(standing ? "selection.veto-stands" : "selection.veto-lead")}</p>${form(
    action(part, "veto"),
    hidden("form", "veto"),
    hidden("standing", standing ? "no" : "yes"),
    select({
      words,
      name: "criterion",
      id: "veto-criterion",
      label: words.t("selection.criterion"),
      value: part.typed("veto", "criterion"),
      problems: part.problemsOf("veto"),
      items: criteria.map((one) => ({ value: one.code, text: words.local(one.name) })),
    }),
    reasonBox(part, "veto"),
    button({
      text: words.t(standing ? "selection.veto-lift" : "selection.veto-set"),
      kind: standing ? "secondary" : "warning",
    }),
  )}`;
}

function correctionForm(part: Part): Html {
  const { words, of } = part;
  return html`<p class="govuk-body">${words.t("selection.correction-lead")}</p>${form(
    action(part, "correction"),
    hidden("form", "correction"),
    select({
      words,
      name: "criterion",
      id: "correction-criterion",
      label: words.t("selection.criterion"),
      value: part.typed("correction", "criterion"),
      problems: part.problemsOf("correction"),
      items: of.call.criteria.map((one) => ({
        value: one.code,
        text: words.t("selection.criterion-up-to", {
          name: words.local(one.name),
          max: one.maximum,
        }),
      })),
    }),
    input({
      words,
      name: "points",
      label: words.t("selection.points"),
      value: part.typed("correction", "points"),
      inputmode: "numeric",
      classes: "govuk-input--width-4",
      problems: part.problemsOf("correction"),
    }),
    reasonBox(part, "correction"),
    button({ text: words.t("selection.correct"), kind: "secondary" }),
  )}`;
}

function conflictForm(part: Part): Html {
  const { words, of, visit } = part;
  const { slug } = visit.tx.actor.scheme;
  const stands = new Set(of.conflicts.map((one) => one.assessorId));
  const others = of.assessors.filter((one) => one.removedAt === null && !stands.has(one.id));
  return html`${
    of.conflicts.length > 0 &&
    html`<ul class="govuk-list">${of.conflicts.map(
      (one) =>
        html`<li>${one.name}: ${words.t(`selection.ground-${one.ground}`)} (${words.t(one.own ? "selection.conflict-own" : "selection.conflict-office")}) ${form(
          { action: paths.conflictLifting(slug, of.one.id, one.id), key: newId() },
          html`<button class="app-link-button" type="submit">${words.t("selection.conflict-lift")}<span class="govuk-visually-hidden"> ${one.name}</span></button>`,
        )}</li>`,
    )}</ul>`
  }${
    others.length > 0 &&
    form(
      action(part, "conflicts"),
      hidden("form", "conflicts"),
      select({
        words,
        name: "assessorId",
        label: words.t("selection.assessor"),
        value: part.typed("conflicts", "assessorId"),
        problems: part.problemsOf("conflicts"),
        items: others.map((one) => ({ value: one.id, text: one.name })),
      }),
      select({
        words,
        name: "ground",
        label: words.t("selection.conflict-ground"),
        value: part.typed("conflicts", "ground"),
        problems: part.problemsOf("conflicts"),
        items: CONFLICT_GROUNDS.map((ground) => ({
          value: ground,
          text: words.t(`selection.ground-${ground}`),
        })),
      }),
      button({ text: words.t("selection.conflict-bar"), kind: "secondary" }),
    )
  }`;
}
