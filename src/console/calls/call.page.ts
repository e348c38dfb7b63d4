import { WRITTEN } from "../../platform/i18n/catalogues.ts";
import { localeFacts, type Words } from "../../platform/i18n/index.ts";
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
import { ensureStandardForms } from "../../stages/applications/standard-forms.ts";
import { can } from "../../stages/calls/call.policy.ts";
import { nextCall } from "../../stages/calls/call.rules.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { textsOf } from "../../stages/calls/call-words.rules.ts";
import { closeCall } from "../../stages/calls/close-call.ts";
import { nextRound } from "../../stages/calls/copy-call.ts";
import { openCall, openingProblems } from "../../stages/calls/open-call.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import { overTarget } from "../../stages/calls/read-target.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import { readPreselectionRule, takeOverPreselection } from "../../stages/schools/preselect.ts";
import { can as ofSchools } from "../../stages/schools/school.policy.ts";
import { callName, callSheet } from "../../ui/call-sheet/index.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  warningText,
} from "../../ui/index.ts";
import { historyList } from "../history.ts";
import { paths } from "../paths.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { draftTasks } from "./draft-tasks.ts";
import { callStateTag } from "./state.ts";

const sheetOf = (visit: StaffVisit) => readCallSheet(visit.tx, visit.params.callId ?? "");

/** One step of the call's life as a form of its own, refused on the call's page. */
const step = (
  name: string,
  act: (visit: StaffVisit, sheet: CallSheet) => Promise<Result<string | null>>,
): Route => ({
  method: "POST",
  path: paths.callPart(":scheme", ":callId", name),
  access: "staff",
  allow: can.changeCall,
  answer: async (visit): Promise<Answer> => {
    const sheet = await sheetOf(visit);
    if (!sheet) return nothingHere;
    const done = await act(visit, sheet);
    if (!done.ok) return refusedPage(await callPage(visit, sheet, done.problems));
    return redirect(`${paths.call(visit.tx.actor.scheme.slug, done.value ?? sheet.id)}?${name}`);
  },
});

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.call(":scheme", ":callId"),
    access: "staff",
    allow: can.seeCalls,
    answer: async (visit) => {
      const sheet = await sheetOf(visit);
      return sheet ? page(await callPage(visit, sheet, [])) : nothingHere;
    },
  },
  step("opening", (visit, sheet) => openCall(visit.tx, sheet.id)),
  step("closing", (visit, sheet) => closeCall(visit.tx, sheet.id)),
  step("rounds", async (visit, sheet) => {
    await ensureStandardForms(visit.tx);
    const drafted = await nextRound(visit.tx, sheet.id);
    if (drafted.ok) await takeOverPreselection(visit.tx, sheet.id, drafted.value);
    return drafted;
  }),
];

const NOTES = ["made", "saved", "opening", "closing", "rounds"] as const;

/** Where a problem of opening is put right: a part of the call. */
const PART_OF_FIELD: Readonly<Record<string, string>> = {
  places: "places",
  owners: "owners",
  formVersionId: "form",
  closesAt: "dates",
};

async function callPage(
  visit: StaffVisit,
  sheet: CallSheet,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const history = await readHistory(visit.tx, sheet.id);
  const note = NOTES.find((each) => visit.query.has(each));
  const targets = Object.fromEntries(
    problems.flatMap(({ field = "" }) => [[field, `part-${PART_OF_FIELD[field] ?? "rule"}`]]),
  );
  const draft = sheet.state === "draft";
  return consoleShell(visit, {
    title: callName(words, sheet),
    section: "calls",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: words.t("calls.title"), href: paths.calls(slug) },
        { text: callName(words, sheet) },
      ],
    }),
    body: html`${problemSummary(words, problems, targets)}${
      note && notificationBanner({ words, type: "success", text: words.t(`calls.note-${note}`) })
    }
${draft && html`<span class="govuk-caption-l">${callName(words, sheet)}</span><h1 class="govuk-heading-l">${words.local(sheet.title)}</h1>`}
${draft ? await draftBody(visit, words, sheet) : await openedBody(visit, words, sheet)}
<h2 class="govuk-heading-m">${words.t("history.title")}</h2>
${historyList(words, history)}`,
  });
}

async function draftBody(visit: StaffVisit, words: Words, sheet: CallSheet): Promise<Html> {
  const { slug } = visit.tx.actor.scheme;
  const mayChange = can.changeCall(visit.tx.actor);
  const missing = await openingProblems(visit.tx, sheet);
  const over = mayChange ? await overTarget(visit.tx, sheet.id) : undefined;
  return html`<p class="govuk-body">${callStateTag(words, sheet.state)} <a class="govuk-link" href="${paths.callPart(slug, sheet.id, "preview")}">${words.t("calls.preview")}</a>${mayChange && html` · <a class="govuk-link" href="${paths.callPart(slug, sheet.id, "trial")}">${words.t("trial.title")}</a> · <a class="govuk-link" href="${schoolPaths.preselection(slug, sheet.id)}">${words.t("school.preselection-title")}</a>`}</p>
${draftTasks(words, slug, sheet, missing, mayChange)}
${translations(visit, words, sheet)}
${
  mayChange &&
  html`<h2 class="govuk-heading-m">${words.t("calls.open-title")}</h2>
${missing.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${missing.map((problem) => html`<li>${words.problem(problem)}</li>`)}</ul>`}
${over && html`<p class="govuk-body">${words.problem(over)}</p>`}
${warningText({ words, text: words.t("calls.open-warning") })}
${form(
  { action: paths.callPart(slug, sheet.id, "opening"), key: newId() },
  button({ text: words.t("calls.open"), preventDoubleClick: true }),
)}`
}`;
}

/** Languages that the reader may write, each with how much of the call stands there already. */
function translations(visit: StaffVisit, words: Words, sheet: CallSheet): Html | null {
  const mine = WRITTEN.filter((locale) => can.translateInto(visit.tx.actor, locale));
  if (mine.length === 0) return null;
  const texts = textsOf(
    sheet,
    sheet.kept.map((kept, at) => ({ ...kept, code: String(at) })),
  );
  return html`<h2 class="govuk-heading-m">${words.t("calls.translations")}</h2>
<ul class="govuk-list">${mine.map((locale) => {
    const { ownName, htmlLang } = localeFacts(locale);
    const there = texts.filter(({ text }) => (text[locale] ?? "") !== "").length;
    return html`<li><a class="govuk-link" lang="${htmlLang}" href="${paths.callWords(visit.tx.actor.scheme.slug, sheet.id, locale)}">${ownName}</a>: ${words.t("calls.translated", { count: there, of: texts.length })}</li>`;
  })}</ul>`;
}

/** A country's people are put forward only where the call said so before it opened. */
const preselects = async (visit: StaffVisit, callId: string): Promise<boolean> =>
  ofSchools.preselect(visit.tx.actor) && (await readPreselectionRule(visit.tx, callId)) !== null;

async function openedBody(visit: StaffVisit, words: Words, sheet: CallSheet): Promise<Html> {
  const { slug } = visit.tx.actor.scheme;
  const mayChange = can.changeCall(visit.tx.actor);
  const link = (href: string, text: string) =>
    html`<li><a class="govuk-link" href="${href}">${text}</a></li>`;
  const mayClose = mayChange && nextCall(sheet.state, "close").ok && visit.tx.now >= sheet.closesAt;
  return html`<p class="govuk-body">${callStateTag(words, sheet.state)} ${words.t("calls.frozen")}</p>
<ul class="app-choices">${link(`${paths.applicants(slug)}?call=${sheet.number}`, words.t("calls.to-applicants"))}
${link(`${paths.flows(slug)}?call=${sheet.number}`, words.t("calls.to-flows"))}
${link(paths.workbench(slug, sheet.id), words.t("calls.to-workbench"))}
${link(paths.callPart(slug, sheet.id, "preview"), words.t("calls.preview"))}
${(await preselects(visit, sheet.id)) && link(schoolPaths.preselection(slug, sheet.id), words.t("school.preselection-title"))}
${link(paths.callPart(slug, sheet.id, "extensions"), words.t("calls.part-extensions"))}
${mayChange && link(paths.callPart(slug, sheet.id, "owners"), words.t("calls.part-owners"))}</ul>
${
  mayClose &&
  form(
    { action: paths.callPart(slug, sheet.id, "closing"), key: newId() },
    html`<p class="govuk-body">${words.t("calls.close-intro")}</p>`,
    button({ text: words.t("calls.close"), preventDoubleClick: true }),
  )
}
${
  mayChange &&
  sheet.state === "published" &&
  form(
    { action: paths.callPart(slug, sheet.id, "rounds"), key: newId() },
    html`<p class="govuk-body">${words.t("calls.round-intro")}</p>`,
    button({ text: words.t("calls.round"), kind: "secondary", preventDoubleClick: true }),
  )
}
<div class="app-text">${callSheet(words, sheet)}</div>`;
}
