import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import { refuse } from "../../shared/result.ts";
import { atWall, wallTimeOf } from "../../shared/wall-time.ts";
import type { Call } from "../../stages/calls/call.ts";
import { firstStart } from "../../stages/calls/call-sheet.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { listFlows } from "../../stages/calls/read-flows.ts";
import { type Advice, scheduleAdvice } from "../../stages/calls/schedule.rules.ts";
import { button, type Html, html, input, tag } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { type PartVisit, partRoutes } from "./part-page.ts";
import { dayInput, shown, typedClock, typedDay, typedNumber } from "./typed.ts";

const MOMENTS = ["opensAt", "closesAt", "decideBy", "answerBy"] as const;
type Moment = (typeof MOMENTS)[number];
const hasClock = (field: Moment): boolean => field !== "decideBy";

/** The dates as typed; a box that cannot be read keeps the saved date and says so at the field. */
function typedDates(form: Form, call: Call) {
  const problems: Problem[] = [];
  const moment = (field: "opensAt" | "closesAt" | "answerBy"): Date => {
    const { day, problems: ofDay } = typedDay(form, field);
    const { time, problems: ofClock } = typedClock(form, field);
    problems.push(...ofDay, ...ofClock);
    return day && ofClock.length === 0 ? atWall(day, time) : call[field];
  };
  const opensAt = moment("opensAt");
  const closesAt = moment("closesAt");
  const decided = typedDay(form, "decideBy");
  problems.push(...decided.problems);
  const answerBy = moment("answerBy");
  const graceMinutes = typedNumber(form, "graceMinutes");
  const objectionDays = typedNumber(form, "objectionDays");
  const decideBy = decided.day ?? call.decideBy;
  return {
    problems,
    dates: { opensAt, closesAt, decideBy, answerBy, graceMinutes, objectionDays },
  };
}

/** When it opens and closes, when places are given and answered; with the check of good time. */
export const routes = partRoutes({
  name: "dates",
  save: async (visit, call) => {
    const { dates, problems } = typedDates(visit.form, call);
    const saved = await changeDraft(visit.tx, call.id, dates);
    if (problems.length === 0) return saved;
    // What could not be read and what does not fit the rest are said together.
    const at = new Set(problems.map((problem) => problem.field));
    const more = saved.ok ? [] : saved.problems.filter((problem) => !at.has(problem.field));
    return refuse(...problems, ...more);
  },
  targets: Object.fromEntries(MOMENTS.map((field) => [field, `${field}-day`])),
  labels: ({ visit }) => {
    const words = wordsOf(visit);
    return Object.fromEntries(
      MOMENTS.flatMap((field) => [
        [field, words.t(`calls.date-${field}` as MessageKey)],
        [`${field}-time`, words.t(`calls.date-${field}` as MessageKey)],
      ]),
    );
  },
  body: async (of) => {
    const { visit, call, typed, problems } = of;
    const words = wordsOf(visit);
    return html`<p class="govuk-body">${words.t("calls.zone", { zone: words.t("site.zone") })}</p>
${MOMENTS.map((field) => momentInput(words, of, field))}
${input({
  words,
  problems,
  name: "graceMinutes",
  label: words.t("calls.grace"),
  hint: words.t("calls.grace-hint"),
  value: shown(typed, "graceMinutes", call.graceMinutes),
  classes: "govuk-input--width-4",
  inputmode: "numeric",
})}
${input({
  words,
  problems,
  name: "objectionDays",
  label: words.t("calls.objections"),
  hint: words.t("calls.objections-hint"),
  value: shown(typed, "objectionDays", call.objectionDays),
  classes: "govuk-input--width-4",
  inputmode: "numeric",
})}
${await adviceLines(of)}
${button({
  text: words.t("calls.check-dates"),
  kind: "secondary",
  attributes: { formmethod: "get", "data-check-button": true },
})}`;
  },
});

function momentInput(words: Words, { call, typed, problems }: PartVisit, field: Moment): Html {
  const saved = field === "decideBy" ? null : wallTimeOf(call[field]);
  return html`<div class="app-moment">${dayInput({
    words,
    problems,
    form: typed,
    name: field,
    legend: words.t(`calls.date-${field}` as MessageKey),
    saved: saved?.day ?? call.decideBy,
  })}${
    hasClock(field) &&
    input({
      words,
      problems,
      name: `${field}-time`,
      label: words.t("calls.clock"),
      value: shown(typed, `${field}-time`, saved?.time ?? ""),
      classes: "govuk-input--width-5",
      inputmode: "numeric",
      autocomplete: "off",
    })
  }</div>`;
}

/** The dates against what the European co-operation platform advises, with the day to change to. */
async function adviceLines({ visit, call, typed }: PartVisit): Promise<Html> {
  const words = wordsOf(visit);
  const starts = firstStart(await listFlows(visit.tx, call.id));
  const dates = typed.has("opensAt-day") ? typedDates(typed, call).dates : call;
  return html`<div class="app-card" id="advice" data-check-result><h2 class="govuk-heading-m">${words.t("calls.advice")}</h2>
<p class="govuk-body">${words.t("calls.advice-intro")}</p>
<ul class="govuk-list app-advice">${scheduleAdvice(dates, starts).map((line) => html`<li>${adviceLine(words, line)}</li>`)}</ul>
${starts === null && html`<p class="govuk-body">${words.t("calls.advice-no-flows")}</p>`}</div>`;
}

export const adviceLine = (words: Words, line: Advice): Html =>
  html`${tag({
    text: words.t(line.good ? "calls.advice-good" : "calls.advice-change"),
    colour: line.good ? "green" : "orange",
  })} ${
    // The evening has no figure: what is good is said, or what to change.
    (line.good || line.code !== "evening") &&
    words.t(`calls.advice-${line.code}`, { have: line.have, need: line.need })
  }${
    !line.good &&
    html` <strong>${words.t(`calls.advice-${line.code}-change`, { day: words.day(line.change) })}</strong>`
  }`;
