import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { distributeCases } from "../../stages/selection/distribute-cases.ts";
import {
  addTeam,
  assignAssessor,
  prepareSelection,
  removeAssessor,
} from "../../stages/selection/prepare-selection.ts";
import {
  listSelections,
  readSelection,
  type SelectionOverview,
} from "../../stages/selection/read-selection.ts";
import { reopenSelection } from "../../stages/selection/record-minutes.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { type Html, html, problemSummary, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { assessorsPart } from "./assessors-part.ts";
import { selectionPage } from "./call-frame.ts";
import { missingLines } from "./missing.ts";
import { settingsForm, settingsTyped } from "./settings-form.ts";
import { stepsList } from "./steps.ts";

const slugOf = (visit: StaffVisit) => visit.tx.actor.scheme.slug;

async function list(visit: StaffVisit): Promise<Answer> {
  const words = wordsOf(visit);
  const rows = await listSelections(visit.tx);
  const title = words.t("selection.title");
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("selection.lead")}</p>
${
  rows.length === 0
    ? html`<p class="govuk-body">${words.t("selection.none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        head: [
          words.t("selection.call"),
          words.t("selection.state"),
          { text: words.t("selection.applicants"), format: "numeric" },
          { text: words.t("selection.scored"), format: "numeric" },
          { text: words.t("selection.open-objections"), format: "numeric" },
        ],
        rows: rows.map((row) => [
          html`<a class="govuk-link" href="${paths.selection(slugOf(visit), row.callId)}">${words.t("selection.call-number", { number: row.number })}: ${words.local(row.title)}</a>`,
          words.t(`selection.state-${row.state ?? "none"}` as MessageKey),
          words.number(row.people),
          words.t("selection.of", { count: row.scored, of: row.given }),
          words.number(row.openObjections),
        ]),
      })
}`;
  return page(consoleShell(visit, { title, section: "selection", body }));
}

function overviewPage(
  visit: StaffVisit,
  of: SelectionOverview,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const leads = can.lead(visit.tx.actor);
  const { call, selection } = of;
  const state = selection?.state ?? "none";
  return selectionPage(visit, call, {
    part: "overview",
    begun: selection !== null,
    title: words.t("selection.overview-title"),
    problems: problemSummary(words, problems),
    error: problems.length > 0,
    body: html`<p class="govuk-body"><strong>${words.t(`selection.state-${state}` as MessageKey)}</strong></p>
${stepsList(visit, of)}
${missingList(words, of)}
${leads && (state === "none" || state === "preparing") && settingsForm(visit, of, problems)}
${selection && assessorsPart(visit, of, problems)}`,
  });
}

function missingList(words: Words, { missing, call, thin }: SelectionOverview): Html | null {
  if (missing.length === 0 && thin === 0) return null;
  const few = thin > 0 ? [{ code: "cases-with-few-scores", params: { count: thin } }] : [];
  return html`<h2 class="govuk-heading-m">${words.t("selection.missing")}</h2>${missingLines(words, call, [...missing, ...few])}`;
}

const found = (visit: StaffVisit) => readSelection(visit.tx, visit.params.callId ?? "");

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  return of ? page(overviewPage(visit, of)) : nothingHere;
}

/** One act on the page and back to it; a refusal shows it again with what was typed. */
const act =
  (work: (visit: StaffVisit, callId: string) => Promise<Result<unknown>>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const of = await found(visit);
    if (!of) return nothingHere;
    const done = await work(visit, of.call.id);
    if (done.ok) return redirect(paths.selection(slugOf(visit), of.call.id));
    if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
    return refusedPage(overviewPage(visit, of, done.problems));
  };

const lead = { method: "POST", access: "staff", allow: can.lead } as const;
const part = (name: string) => paths.selectionPart(":scheme", ":callId", name);

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSelection,
    path: paths.selections(":scheme"),
    answer: list,
  },
  {
    method: "GET",
    access: "staff",
    allow: can.seeSelection,
    path: paths.selection(":scheme", ":callId"),
    answer: show,
  },
  {
    ...lead,
    path: part("settings"),
    answer: act((visit, callId) => prepareSelection(visit.tx, callId, settingsTyped(visit))),
  },
  {
    ...lead,
    path: part("teams"),
    answer: act((visit, callId) =>
      addTeam(visit.tx, callId, {
        name: visit.form.text("name"),
        country: visit.form.text("country") || null,
      }),
    ),
  },
  {
    ...lead,
    path: part("assessors"),
    answer: act((visit, callId) =>
      assignAssessor(visit.tx, callId, {
        userId: visit.form.text("userId"),
        teamId: visit.form.text("teamId") || null,
      }),
    ),
  },
  {
    ...lead,
    path: paths.assessorRemoval(":scheme", ":callId", ":assessorId"),
    answer: act((visit, callId) => removeAssessor(visit.tx, callId, visit.params.assessorId ?? "")),
  },
  {
    ...lead,
    path: part("distribution"),
    answer: act((visit, callId) => distributeCases(visit.tx, callId)),
  },
  {
    ...lead,
    path: part("reopening"),
    answer: act((visit, callId) => reopenSelection(visit.tx, callId)),
  },
];
