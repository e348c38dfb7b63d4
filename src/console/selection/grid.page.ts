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
import type { Problem } from "../../shared/result.ts";
import type { Criterion } from "../../stages/calls/criterion.ts";
import { type GridView, readGrid } from "../../stages/selection/read-grid.ts";
import type { QueueCase } from "../../stages/selection/read-queue.ts";
import { allowedScores, assessedCriteria } from "../../stages/selection/rubric.rules.ts";
import { saveGrid } from "../../stages/selection/save-grid.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  lines,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { STAFF_WROTE, writtenBy } from "../entries/boxes.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { progressLine } from "./queue.page.ts";

const fieldOf = (assessmentId: string, code: string) => `${assessmentId}:${code}`;

function chosenIn(visit: StaffVisit, view: GridView, one: QueueCase, code: string): string {
  if (visit.form.has("_key")) return visit.form.text(fieldOf(one.id, code));
  const saved = view.scores.find(
    (score) => score.applicationId === one.applicationId && score.criterion === code,
  );
  return saved?.value === null || saved?.value === undefined ? "" : String(saved.value);
}

function gridPage(visit: StaffVisit, view: GridView, problems: readonly Problem[] = []): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { call, cases, selection } = view.queue;
  const criteria = assessedCriteria(call.criteria);
  const title = words.t("selection.grid-title");
  const number = (id: string) => cases.findIndex((one) => one.id === id) + 1;
  const labels = Object.fromEntries(
    cases.flatMap((one) =>
      criteria.map((criterion) => [
        fieldOf(one.id, criterion.code),
        `${words.t("selection.case-number", { number: number(one.id) })}, ${words.local(criterion.name)}`,
      ]),
    ),
  );
  const body = html`${problemSummary(words, problems, {}, labels)}<span class="govuk-caption-l">${words.local(call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${progressLine(words, view.queue)}
<p class="govuk-body">${words.t("selection.grid-lead")}</p>
${criteria.map((criterion) => scaleWords(words, criterion))}
${form(
  { action: paths.scoreGrid(slug, call.id), key: newId() },
  html`<table class="govuk-table app-grid"><caption class="govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${words.t("selection.case")}</th>${criteria.map((one) => html`<th scope="col" class="govuk-table__header">${words.local(one.name)}</th>`)}</tr></thead>${cases.map((one) => row(visit, words, view, one, criteria, problems, labels))}</table>`,
  view.queue.done > 0
    ? input({
        words,
        name: "reason",
        label: words.t("selection.change-reason"),
        hint: words.t("selection.grid-reason-hint"),
        value: visit.form.text("reason"),
        problems,
      })
    : null,
  selection.state === "assessing" && cases.length > 0
    ? button({ text: words.t("selection.grid-save"), preventDoubleClick: true })
    : null,
)}`;
  return consoleShell(visit, {
    title,
    section: "assessment",
    body,
    before: backLink({
      words,
      href: paths.queue(slug, call.id),
      text: words.t("selection.back-to-queue"),
    }),
    error: problems.length > 0,
  });
}

/** The words of each score once above the table: there is no room for them in every row. */
const scaleWords = (words: Words, criterion: Criterion): Html | null =>
  criterion.anchors && criterion.anchors.length > 0
    ? html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${words.t("selection.words-of", { criterion: words.local(criterion.name) })}</span></summary><div class="govuk-details__text"><ul class="govuk-list">${criterion.anchors.map((anchor) => html`<li><strong>${words.number(anchor.score)}</strong> ${words.local(anchor.words)}</li>`)}</ul></div></details>`
    : null;

/** A row and, while the focus is in it, the beginning of the longest answer below. */
function row(
  visit: StaffVisit,
  words: Words,
  view: GridView,
  one: QueueCase,
  criteria: readonly Criterion[],
  problems: readonly Problem[],
  labels: Readonly<Record<string, string>>,
): Html {
  const { slug } = visit.tx.actor.scheme;
  const number = view.queue.cases.indexOf(one) + 1;
  const writing = view.writings.get(one.applicationId);
  const glance = view.glances.get(one.applicationId);
  return html`<tbody class="app-grid__case"><tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="${paths.ownCase(slug, one.id)}">${words.t("selection.case-number", { number })}</a> <span class="govuk-hint">${words.trade(one.trade)}${one.shared && html`, ${words.t("selection.shared")}`}${writing && STAFF_WROTE.has(writing.by.kind) && html`<br>${words.t("entries.by")}: ${writtenBy(words, writing.by)}`}</span></th>${criteria.map(
    (criterion) => {
      const field = fieldOf(one.id, criterion.code);
      return html`<td class="govuk-table__cell">${select({
        words,
        name: field,
        label: { text: labels[field] ?? "", classes: "govuk-visually-hidden" },
        value: chosenIn(visit, view, one, criterion.code),
        problems,
        items: [
          { value: "", text: "–" },
          ...allowedScores(criterion).map((score) => ({
            value: String(score),
            text: words.number(score),
          })),
        ],
      })}</td>`;
    },
  )}</tr>${
    glance &&
    html`<tr class="govuk-table__row app-grid__glance"><td class="govuk-table__cell" colspan="${criteria.length + 1}">${lines(glance)}</td></tr>`
  }</tbody>`;
}

async function show(visit: StaffVisit): Promise<Answer> {
  const view = await readGrid(visit.tx, visit.params.callId ?? "");
  return view ? page(gridPage(visit, view)) : nothingHere;
}

async function save(visit: StaffVisit): Promise<Answer> {
  const callId = visit.params.callId ?? "";
  const view = await readGrid(visit.tx, callId);
  if (!view) return nothingHere;
  const criteria = assessedCriteria(view.queue.call.criteria);
  const grid = Object.fromEntries(
    view.queue.cases.map((one) => [
      one.id,
      Object.fromEntries(
        criteria.map(({ code }) => {
          const typed = visit.form.text(fieldOf(one.id, code));
          return [code, /^\d{1,3}$/.test(typed) ? Number(typed) : null];
        }),
      ),
    ]),
  );
  const done = await saveGrid(visit.tx, callId, grid, visit.form.text("reason"));
  if (!done.ok) return refusedPage(gridPage(visit, view, done.problems));
  return redirect(paths.queue(visit.tx.actor.scheme.slug, callId));
}

const own = { access: "staff", allow: can.assess } as const;
export const routes: Route[] = [
  { ...own, method: "GET", path: paths.scoreGrid(":scheme", ":callId"), answer: show },
  { ...own, method: "POST", path: paths.scoreGrid(":scheme", ":callId"), answer: save },
];
