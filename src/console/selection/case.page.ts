import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import { readCase, type WholeCase } from "../../stages/selection/read-case.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  backLink,
  details,
  type Html,
  html,
  lines,
  problemSummary,
  summaryList,
  table,
} from "../../ui/index.ts";
import { writtenBy } from "../entries/boxes.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { decideForms } from "./case-decisions.ts";
import { factForms } from "./case-facts.ts";
import { interviewPart } from "./case-interview.ts";

/** One case with everything that counts for it; what may be decided now stands as forms below. */
export function casePage(
  visit: StaffVisit,
  of: WholeCase,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { one, call } = of;
  const title = `${one.givenNames} ${one.familyName}`;
  const labels = Object.fromEntries(
    call.criteria.map((each) => [each.code, words.local(each.name)]),
  );
  const targets = { at: "at-day", ...reasonTargets(visit) };
  return consoleShell(visit, {
    title,
    section: "selection",
    error: problems.length > 0,
    before: backLink({
      words,
      href: paths.selectionPart(slug, call.id, "cases"),
      text: words.t("selection.back-to-cases"),
    }),
    body: html`${problemSummary(words, problems, targets, labels)}<span class="govuk-caption-l">${words.t("selection.call-number", { number: call.number })}: ${words.local(call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${summaryList({
  rows: [
    {
      key: words.t("selection.person"),
      value: html`<a class="govuk-link" href="${paths.person(slug, one.personId)}">${title}</a>`,
    },
    { key: words.t("selection.school"), value: `${one.school}, ${words.country(one.country)}` },
    { key: words.t("selection.trade"), value: words.trade(one.trade) },
    { key: words.t("selection.birth"), value: words.day(day(one.birthDate)) },
    of.word && {
      key: words.t("school.preselection-title"),
      value: html`<strong>${words.t("school.preselection-mark")}: ${words.t(of.word.putForward ? "school.preselection-yes" : "school.preselection-no")}</strong><br>${of.word.reason} <span class="govuk-hint">${words.day(of.word.decidedAt)}</span>`,
    },
    of.writing && {
      key: words.t("entries.by"),
      value: writtenBy(words, of.writing.by, of.writing.at),
    },
    of.writing?.correctedBy && {
      key: words.t("entries.corrected"),
      value: writtenBy(words, of.writing.correctedBy, of.writing.correctedAt ?? undefined),
    },
    {
      key: words.t("selection.pseudonym"),
      value: html`<code class="app-code">${one.pseudonym}</code>`,
    },
  ],
})}
${eligibilityPart(words, of)}
<h2 class="govuk-heading-m">${words.t("selection.points-title", { points: one.total })}</h2>
${pointsTable(words, of)}
${historyPart(words, of)}
${notesPart(words, of)}
${answersPart(words, of)}
${interviewPart(visit, of, problems)}
${factForms(visit, of, problems)}
${decideForms(visit, of, problems)}`,
  });
}

/** Several forms of this page ask for a reason; the box that is meant is that of the form that was sent. */
function reasonTargets(visit: StaffVisit): Record<string, string> {
  const sent = visit.path.split("/").at(-1) ?? "";
  if (sent === "facts") return { reason: `reason-${visit.form.text("criterion")}` };
  if (sent === "interview-scores") return { reason: "interview-reason" };
  return { reason: `${sent}-reason`, note: `${sent}-note` };
}

/** The decision and every rule that speaks against the person, each with its figures. */
function eligibilityPart(words: Words, { one }: WholeCase): Html {
  const { eligible, reasons, unknown, decided, note } = one.eligible;
  return html`<h2 class="govuk-heading-m">${words.t("selection.eligibility")}</h2><p class="govuk-body"><strong>${words.t(one.eligible.undecided ? "selection.to-decide" : eligible ? "selection.eligible" : "selection.not-eligible")}</strong>${decided && html` ${words.t("selection.decided-by-hand")}`}</p>${
    reasons.length > 0 &&
    html`<ul class="govuk-list govuk-list--bullet">${reasons.map((reason) => html`<li>${words.problem(reason)}</li>`)}</ul>`
  }${
    unknown.length > 0 &&
    html`<p class="govuk-body">${words.t("eligibility.unknown-lead")}</p><ul class="govuk-list govuk-list--bullet">${unknown.map((reason) => html`<li>${words.problem(reason)}</li>`)}</ul>`
  }${note && html`<p class="govuk-body">${words.t("selection.note-text", { note })}</p>`}${
    one.veto &&
    html`<p class="govuk-body"><strong>${words.t("selection.vetoed")}</strong> ${one.veto.reason}</p>`
  }`;
}

function pointsTable(words: Words, { one, call }: WholeCase): Html {
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("selection.points-by-criterion"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("selection.criterion"),
      words.t("selection.from"),
      { text: words.t("selection.points"), format: "numeric" },
      { text: words.t("selection.maximum"), format: "numeric" },
    ],
    rows: call.criteria.map((criterion) => {
      const own = one.inputs.filter((input) => input.criterion === criterion.code);
      const rows = new Map((criterion.table ?? []).map((row) => [row.value, row.label]));
      const said = own
        .filter((input) => input.source !== "veto")
        .map((input) => {
          if (input.source === "assessor") return `${input.by}: ${input.value}`;
          if (input.source === "table") {
            const label = rows.get(input.value);
            return label ? words.local(label) : words.t("selection.no-row");
          }
          return words.t(`selection.source-${input.source}`, { value: input.value });
        });
      const points = one.points[criterion.code] ?? null;
      return [
        words.local(criterion.name),
        said.length > 0 ? words.list(said) : words.t(`selection.waits-for-${kindOf(criterion)}`),
        points === null ? "–" : words.number(points),
        words.number(criterion.maximum),
      ];
    }),
  });
}

/** Every score that ever stood here: a correction does not hide what it corrects. */
function historyPart(words: Words, { history, call }: WholeCase): Html | null {
  const changed = history.filter((score) => score.version > 1 || score.source === "committee");
  if (changed.length === 0) return null;
  const name = (code: string) =>
    words.local(call.criteria.find((one) => one.code === code)?.name ?? { en: code });
  return details({
    summary: words.t("selection.history", { count: changed.length }),
    text: html`<ul class="govuk-list govuk-list--spaced">${history.map(
      (score) =>
        html`<li><strong>${name(score.criterion)}</strong> ${score.mark ? `A${score.mark}: ` : ""}${score.value ?? words.list(score.choices ?? [])}<br><span class="govuk-hint">${words.dayTime(score.givenAt)}${score.reason && html` · ${score.reason}`}</span></li>`,
    )}</ul>`,
  });
}

function notesPart(words: Words, { notes }: WholeCase): Html | null {
  if (notes.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${words.t("selection.notes")}</h2><ul class="govuk-list govuk-list--spaced">${notes.map(
    (note) => html`<li><strong>A${note.mark}</strong><br>${lines(note.body)}</li>`,
  )}</ul>`;
}

function answersPart(words: Words, { answers }: WholeCase): Html | null {
  if (answers.length === 0) return null;
  return details({
    summary: words.t("selection.answers"),
    text: html`<dl class="app-answers">${answers.map(
      (one) =>
        html`<dt lang="${one.locale}">${one.question}</dt><dd lang="${one.locale}">${lines(one.answer)}</dd>`,
    )}</dl>`,
  });
}

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await readCase(visit.tx, visit.params.applicationId ?? "");
  return of ? page(casePage(visit, of)) : nothingHere;
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSelection,
    path: paths.selectionCase(":scheme", ":applicationId"),
    answer: show,
  },
];
