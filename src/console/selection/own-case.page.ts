import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import type { Criterion } from "../../stages/calls/criterion.ts";
import {
  nextCase,
  type OpenCase,
  readOpenCase,
  readQueue,
} from "../../stages/selection/read-queue.ts";
import { allowedScores, assessedCriteria } from "../../stages/selection/rubric.rules.ts";
import { saveScores, skipCase } from "../../stages/selection/save-scores.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  lines,
  problemSummary,
  radios,
  textarea,
} from "../../ui/index.ts";
import { STAFF_WROTE, writtenBy } from "../entries/boxes.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { orderOf, progressLine, withOrder } from "./queue.page.ts";

const slugOf = (visit: StaffVisit) => visit.tx.actor.scheme.slug;

async function casePage(
  visit: StaffVisit,
  open: OpenCase,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { call } = open.queue;
  const title = words.t("selection.case-title", {
    number: open.number,
    all: open.queue.cases.length,
  });
  const criteria = assessedCriteria(call.criteria);
  const labels = Object.fromEntries(criteria.map((one) => [one.code, words.local(one.name)]));
  const closed = open.queue.selection.state !== "assessing";
  const body = html`${problemSummary(words, problems, {}, labels)}<span class="govuk-caption-l">${words.local(call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${progressLine(words, open.queue)}
<div class="app-review"><section aria-labelledby="answers" class="app-review__answers"><h2 class="govuk-heading-m" id="answers">${words.t("selection.answers")}</h2>${answers(words, open)}</section>
<section aria-labelledby="rubric" class="app-review__rubric"><h2 class="govuk-heading-m" id="rubric">${words.t("selection.rubric")}</h2>${
    closed
      ? html`<p class="govuk-body">${words.t(`selection.closed-${open.queue.selection.state}`)}</p>`
      : rubric(visit, words, open, criteria, problems)
  }</section></div>
${open.one.state === "scored" && afterwards(words, open, criteria)}`;
  return consoleShell(visit, {
    title,
    section: "assessment",
    body,
    before: backLink({
      words,
      href: withOrder(paths.queue(slugOf(visit), call.id), orderOf(visit)),
      text: words.t("selection.back-to-queue"),
    }),
    error: problems.length > 0,
  });
}

/** What was asked and answered; never who answered. */
function answers(words: Words, open: OpenCase): Html {
  return html`<dl class="app-answers">${
    // The form asks for it, where there was one.
    open.answers.length === 0 &&
    html`<dt>${words.t("selection.trade")}</dt><dd>${words.trade(open.one.trade)}</dd>`
  }${open.answers.map(
    (one) =>
      html`<dt lang="${one.locale}">${one.question}</dt><dd lang="${one.locale}">${lines(one.answer)}</dd>`,
  )}</dl>${open.answers.length === 0 && html`<p class="govuk-body">${words.t("selection.no-answers")}</p>`}${writtenForThem(words, open)}`;
}

/** That a school or an office typed it belongs to judging it; which one, and who, does not. */
function writtenForThem(words: Words, { writing }: OpenCase): Html | null {
  if (!writing) return null;
  const { by, at, correctedBy, correctedAt } = writing;
  return html`${
    STAFF_WROTE.has(by.kind) &&
    insetText({ text: words.t("entries.assessor-note", { who: writtenBy(words, by, at) }) })
  }${
    correctedBy &&
    STAFF_WROTE.has(correctedBy.kind) &&
    html`<p class="govuk-body app-muted">${words.t("entries.corrected")}: ${writtenBy(words, correctedBy, correctedAt ?? undefined)}</p>`
  }`;
}

function rubric(
  visit: StaffVisit,
  words: Words,
  open: OpenCase,
  criteria: readonly Criterion[],
  problems: readonly Problem[],
): Html {
  const slug = slugOf(visit);
  const saved = open.one.state === "scored";
  const chosen = (code: string): string => {
    if (visit.form.has("order")) return visit.form.text(code);
    const own = open.scores.find((score) => score.criterion === code)?.value;
    return own === undefined || own === null ? "" : String(own);
  };
  const actions = html`<div class="govuk-button-group">${button({
    text: words.t(saved ? "selection.save-change" : "selection.save-next"),
    attributes: { "data-key-save": "" },
  })}${
    !saved &&
    button({
      text: words.t("selection.skip"),
      kind: "secondary",
      attributes: {
        formaction: paths.ownSkip(slug, open.one.id),
        "data-key": "s",
        "aria-keyshortcuts": "s",
      },
    })
  }<a class="govuk-link" data-key="c" aria-keyshortcuts="c" href="${withOrder(paths.ownConflict(slug, open.one.id), orderOf(visit))}">${words.t("selection.conflict-link")}</a></div>`;
  return html`${form(
    {
      action: paths.ownScores(slug, open.one.id),
      key: newId(),
      keep: `case-${open.one.id}`,
      attributes: { "data-score-keys": "" },
    },
    hidden("order", orderOf(visit)),
    ...criteria.map((criterion) => scale(words, criterion, chosen(criterion.code), problems)),
    // A case that came back after a conflict waits again and has scores to change.
    open.scores.length > 0
      ? input({
          words,
          name: "reason",
          label: words.t("selection.change-reason"),
          hint: words.t("selection.change-reason-hint"),
          value: visit.form.text("reason"),
          problems,
        })
      : null,
    textarea({
      words,
      name: "note",
      label: words.t("selection.note"),
      hint: words.t("selection.note-hint"),
      value: visit.form.text("note"),
      rows: 2,
      problems,
      attributes: { "data-key": "n", "aria-keyshortcuts": "n" },
    }),
    checkboxes({
      words,
      name: "panel",
      classes: "govuk-checkboxes--small",
      values: visit.form.all("panel"),
      items: [{ value: "yes", text: words.t("selection.note-for-panel") }],
    }),
    actions,
  )}<p class="govuk-body app-muted">${words.t("selection.keys")}</p>`;
}

/** One criterion with its anchors in words; the digit beside each is its key. */
function scale(
  words: Words,
  criterion: Criterion,
  value: string,
  problems: readonly Problem[],
): Html {
  const anchored = new Map((criterion.anchors ?? []).map((one) => [one.score, one.words]));
  return radios({
    words,
    name: criterion.code,
    classes: "govuk-radios--small",
    legend: { text: words.local(criterion.name), classes: "govuk-fieldset__legend--s" },
    value,
    problems,
    items: allowedScores(criterion).map((score) => {
      const said = anchored.get(score);
      return {
        value: String(score),
        text: said
          ? html`<strong>${words.number(score)}</strong> ${words.local(said)}`
          : words.number(score),
        attributes: { "data-score": String(score) },
      };
    }),
  });
}

/** What others gave, now that one's own scores are saved. */
function afterwards(words: Words, open: OpenCase, criteria: readonly Criterion[]): Html {
  const name = (code: string) => {
    const criterion = criteria.find((one) => one.code === code);
    return criterion ? words.local(criterion.name) : code;
  };
  return html`<h2 class="govuk-heading-m">${words.t("selection.others-title")}</h2>${
    open.others.length === 0
      ? html`<p class="govuk-body">${words.t("selection.others-none")}</p>`
      : html`<ul class="govuk-list">${open.others.map(
          (score) =>
            html`<li>${words.t("selection.score-by", { who: `A${score.mark}`, criterion: name(score.criterion), score: score.value ?? 0 })}</li>`,
        )}</ul>`
  }${
    open.notes.length > 0 &&
    html`<h2 class="govuk-heading-m">${words.t("selection.notes")}</h2><ul class="govuk-list govuk-list--spaced">${open.notes.map(
      (note) =>
        html`<li><strong>A${note.mark}</strong> ${words.t(note.forPanel ? "selection.note-panel" : "selection.note-private")}<br>${lines(note.body)}</li>`,
    )}</ul>`
  }`;
}

export const openCaseOf = (visit: StaffVisit) =>
  readOpenCase(visit.tx, visit.params.assessmentId ?? "");

async function show(visit: StaffVisit): Promise<Answer> {
  const open = await openCaseOf(visit);
  return open ? page(await casePage(visit, open)) : nothingHere;
}

/** Where to go from a case that is done: the next one, or the queue when there is none. */
export async function onward(visit: StaffVisit, callId: string, from: string): Promise<Answer> {
  const queue = await readQueue(visit.tx, callId);
  const order = orderOf(visit);
  const next = queue && nextCase(queue, from, order);
  const slug = slugOf(visit);
  return redirect(
    withOrder(next ? paths.ownCase(slug, next.id) : paths.queue(slug, callId), order),
  );
}

async function refusedCase(visit: StaffVisit, result: Result<unknown>): Promise<Answer> {
  const open = await openCaseOf(visit);
  if (!open || result.ok) return nothingHere;
  return refusedPage(await casePage(visit, open, result.problems));
}

async function save(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.assessmentId ?? "";
  const open = await openCaseOf(visit);
  if (!open) return nothingHere;
  const values = Object.fromEntries(
    assessedCriteria(open.queue.call.criteria).map(({ code }) => {
      const typed = visit.form.text(code);
      return [code, /^\d{1,3}$/.test(typed) ? Number(typed) : null];
    }),
  );
  const done = await saveScores(visit.tx, id, {
    values,
    reason: visit.form.text("reason"),
    note: visit.form.text("note"),
    forPanel: visit.form.has("panel"),
  });
  return done.ok ? onward(visit, done.value.callId, id) : refusedCase(visit, done);
}

async function skip(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.assessmentId ?? "";
  const done = await skipCase(visit.tx, id);
  return done.ok ? onward(visit, done.value.callId, id) : refusedCase(visit, done);
}

const own = { access: "staff", allow: can.assess } as const;
export const routes: Route[] = [
  { ...own, method: "GET", path: paths.ownCase(":scheme", ":assessmentId"), answer: show },
  { ...own, method: "POST", path: paths.ownScores(":scheme", ":assessmentId"), answer: save },
  { ...own, method: "POST", path: paths.ownSkip(":scheme", ":assessmentId"), answer: skip },
];
