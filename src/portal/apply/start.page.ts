import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirectAsApplicant,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { pageTitle } from "../../stages/applications/answers-in-words.ts";
import { pagesFor, pagesOf } from "../../stages/applications/application.forms.ts";
import { beginApplication, type ClassFacts } from "../../stages/applications/begin-application.ts";
import { readDraft } from "../../stages/applications/read-draft.ts";
import { readFormOfCall } from "../../stages/applications/standard-forms.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { mayApply } from "../../stages/calls/may-apply.rules.ts";
import { callByPublicCode } from "../../stages/calls/read-call-sheet.ts";
import { type Html, html } from "../../ui/html.ts";
import {
  backLink,
  button,
  form,
  hidden,
  input,
  insetText,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { classByCode } from "./class-code.ts";
import { closedPage } from "./closed.ts";
import { answerForm, isClosed, namesOf, slugOf, targetsOf } from "./frame.ts";
import { drawQuestion } from "./question.page.ts";

/** Minutes that the questions take, measured by the journey's test; said before anybody starts. */
const MINUTES = { learners: 6, staff: 5 } as const;

const withClass = (path: string, ofClass: ClassFacts | null): string =>
  ofClass ? `${path}?class=${encodeURIComponent(ofClass.code)}` : path;

async function findCall(visit: PublicVisit): Promise<CallSheet | null> {
  return callByPublicCode(visit.tx, visit.params.call ?? "");
}

async function start(visit: PublicVisit): Promise<Answer> {
  const call = await findCall(visit);
  if (!call) return nothingHere;
  const now = visit.tx.now;
  const permitted = mayApply({ call, extension: null, startedAt: null, now });
  if (!permitted.ok) return page(await closedPage(visit, call, null));
  const words = await portalWords(visit, call.audience);
  const { t } = words;
  const slug = slugOf(visit);
  const typed = visit.query.get("class")?.trim() ?? "";
  const ofClass = typed === "" ? null : await classByCode(visit.tx, call.id, typed);
  const problems: Problem[] =
    typed !== "" && !ofClass ? [{ code: "class-code-unknown", field: "class" }] : [];
  const definition = await readFormOfCall(visit.tx, call);
  const known = {
    audience: call.audience,
    answers: {},
    today: wallTimeOf(now).day,
  };
  const questions = pagesFor(definition, known).length;
  const title = t("apply.start-title");
  const body = html`${problemSummary(words, problems)}<span class="govuk-caption-l">${words.local(call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
<ul class="govuk-list govuk-list--bullet">
<li>${t("apply.start-questions", { count: questions })}</li>
<li>${t("apply.start-minutes", { minutes: MINUTES[call.audience] })}</li>
<li>${t("apply.start-no-papers")}</li>
<li>${t("apply.start-code")}</li>
<li>${t("apply.start-until", { when: words.deadline(call.closesAt) })}</li>
</ul>
<h2 class="govuk-heading-m">${t("apply.start-need-title")}</h2>
<p class="govuk-body">${t(`apply.start-need-${call.audience}`)}</p>
<h2 class="govuk-heading-m">${t("apply.start-who-title")}</h2>
<p class="govuk-body">${t(`apply.start-who-${call.audience}`)}</p>
${
  ofClass
    ? insetText({
        text: t("apply.class-found", {
          class: [ofClass.school, ofClass.trade && words.trade(ofClass.trade)]
            .filter(Boolean)
            .join(", "),
        }),
      })
    : form(
        { action: paths.apply(visit.locale, slug, call.publicCode), method: "get" },
        input({
          words,
          name: "class",
          label: { text: t("apply.class-code"), classes: "govuk-label--s" },
          hint: t("apply.class-code-hint"),
          value: typed,
          problems,
          classes: "govuk-input--width-10",
          autocomplete: "off",
          autocapitalize: "characters",
          spellcheck: false,
        }),
        button({ text: t("apply.class-use"), kind: "secondary" }),
      )
}
${button({
  text: t("apply.start"),
  href: withClass(paths.applyFirst(visit.locale, slug, call.publicCode), ofClass),
  isStartButton: true,
})}
<p class="govuk-body"><a class="govuk-link" href="${paths.applyContinue(visit.locale, slug)}">${t("apply.have-code")}</a></p>`;
  return page(await portalShell(visit, { title, body, error: problems.length > 0 }));
}

/** The first question: before it is answered there is nothing to come back to. */
async function first(
  visit: PublicVisit,
  call: CallSheet,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit, call.audience);
  const slug = slugOf(visit);
  const definition = await readFormOfCall(visit.tx, call);
  const today = wallTimeOf(visit.tx.now).day;
  const pages = pagesFor(definition, { audience: call.audience, answers: {}, today });
  const question = pagesOf(definition)[0]!;
  const ofClass = visit.query.get("class") ?? visit.form.text("class");
  const action = paths.applyFirst(visit.locale, slug, call.publicCode);
  const boxes = await drawQuestion(visit, words, question, { answers: {}, draft: null }, problems);
  const body = html`${problemSummary(words, problems, targetsOf(question), namesOf(words, question))}<span class="govuk-caption-l">${words.t("apply.question-of", { at: 1, all: pages.length })}</span>
${answerForm(
  words,
  { action, name: "", key: visit.form.text("_key") || newId(), keep: "apply-first" },
  ofClass === "" ? null : hidden("class", ofClass),
  boxes,
  button({ text: words.t("apply.continue"), classes: "app-button-wide" }),
)}`;
  return portalShell(visit, {
    title: pageTitle(words, question),
    body,
    before: backLink({ words, href: paths.apply(visit.locale, slug, call.publicCode) }),
    error: problems.length > 0,
    scripts: ["apply.js"],
    hideFromSearch: true,
  });
}

async function ask(visit: PublicVisit): Promise<Answer> {
  const call = await findCall(visit);
  if (!call) return nothingHere;
  const now = visit.tx.now;
  const permitted = mayApply({ call, extension: null, startedAt: null, now });
  return page(permitted.ok ? await first(visit, call) : await closedPage(visit, call, null));
}

async function begin(visit: PublicVisit): Promise<Answer> {
  const call = await findCall(visit);
  if (!call) return nothingHere;
  const typedClass = visit.form.text("class");
  const begun = await beginApplication(visit.tx, {
    call,
    key: visit.form.text("_key"),
    locale: visit.locale,
    typed: visit.form,
    ofClass: typedClass === "" ? null : await classByCode(visit.tx, call.id, typedClass),
  });
  if (!begun.ok) {
    if (isClosed(begun.problems)) return refusedPage(await closedPage(visit, call, null));
    if (begun.problems.some((problem) => problem.code === "not-found")) return nothingHere;
    return refusedPage(await first(visit, call, begun.problems));
  }
  const { schemeId } = visit.tx.actor;
  if (!schemeId) return nothingHere;
  const applicant = { kind: "applicant", schemeId, draftId: begun.value.draftId } as const;
  const draft = await readDraft({ ...visit.tx, actor: applicant }, applicant.draftId);
  const second = draft && pagesOf(draft.definition)[1];
  const slug = slugOf(visit);
  return redirectAsApplicant(
    second
      ? paths.applyQuestion(visit.locale, slug, second.code)
      : paths.applyCheck(visit.locale, slug),
    applicant,
  );
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    path: paths.apply(":lang", ":scheme", ":call"),
    answer: start,
  },
  {
    method: "GET",
    access: "public",
    path: paths.applyFirst(":lang", ":scheme", ":call"),
    answer: ask,
  },
  {
    method: "POST",
    access: "public",
    // The page's key begins one application however often it is sent, and each sending needs the cookie.
    repeatable: true,
    path: paths.applyFirst(":lang", ":scheme", ":call"),
    answer: begin,
  },
];
