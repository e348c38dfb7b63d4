import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { ApplicantVisit, PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { townValue } from "../../stages/applications/answers.forms.ts";
import { savedFields } from "../../stages/applications/answers-in-boxes.ts";
import { pageTitle } from "../../stages/applications/answers-in-words.ts";
import type {
  Answers,
  FormPage,
  SchoolAnswer,
} from "../../stages/applications/application.forms.ts";
import type { Draft } from "../../stages/applications/draft.ts";
import { questionDrawing } from "../../stages/applications/question-drawing.ts";
import {
  countriesOfScheme,
  pagesOfDraft,
  permissionFor,
  readChoices,
  readDraft,
  readOwnNeeds,
  schoolsToPick,
  todayOf,
  unanswered,
} from "../../stages/applications/read-draft.ts";
import { saveAnswers, TRADES } from "../../stages/applications/save-answers.ts";
import { type Drawing, drawField } from "../../ui/application-form/index.ts";
import { type Html, html } from "../../ui/html.ts";
import { backLink, button, hidden, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { closedPage } from "./closed.ts";
import { answerForm, isClosed, leaveLink, namesOf, savedLine, slugOf, targetsOf } from "./frame.ts";

/** The boxes of a page: what was typed just now, else what was saved. */
export async function drawQuestion(
  visit: ApplicantVisit | PublicVisit,
  words: Words,
  question: FormPage,
  from: { readonly answers: Answers; readonly draft: Draft | null },
  problems: readonly Problem[],
): Promise<Html> {
  const asks = (kind: string) => question.fields.some((field) => field.kind === kind);
  const { tx, form: typed } = visit;
  const { draft } = from;
  const needs = draft && asks("needs") ? await readOwnNeeds(tx, draft) : undefined;
  const saved = savedFields(question, from.answers, TRADES, needs);
  const school = question.fields.find((field) => field.kind === "school");
  if (school && visit.query.has("town")) {
    delete saved[school.code];
    delete saved[`${school.code}-town`];
  }
  const boxOf = (name: string): readonly string[] =>
    typed.has(name) ? typed.all(name) : [saved[name] ?? []].flat();
  const schools = school ? await schoolsToPick(tx) : [];
  const drawing: Drawing = {
    ...questionDrawing(words),
    problems,
    text: (name) => boxOf(name)[0]?.trim() ?? "",
    all: boxOf,
    trades: TRADES,
    schools,
    countries: school ? await countriesOfScheme(tx) : [],
    flows: draft && asks("cities") ? await readChoices(tx, draft) : [],
    alone: question.fields.length === 1,
    unlisted:
      school !== undefined &&
      (visit.query.has("unlisted") ||
        typed.text(`${school.code}-unlisted`) !== "" ||
        isUnlisted(from.answers[school.code] as SchoolAnswer | undefined, schools)),
  };
  const fields = question.fields.map((field) => drawField(field, drawing));
  return drawing.alone
    ? html`${fields}`
    : html`<h1 class="govuk-heading-l">${pageTitle(words, question)}</h1>${fields}`;
}

/** A school that was written out in a town of which the list knows no school. */
const isUnlisted = (
  answer: SchoolAnswer | undefined,
  schools: readonly { country: string; city: string }[],
): boolean =>
  answer !== undefined &&
  answer.organisationId === null &&
  answer.name !== "" &&
  !schools.some(
    (each) => townValue(each.country, each.city) === townValue(answer.country, answer.town),
  );

/** Where the reader came from: the check page, or the question before. */
const toCheck = (visit: ApplicantVisit) =>
  visit.query.has("check") || visit.form.text("check") !== "";

async function show(
  visit: ApplicantVisit,
  draft: Draft,
  question: FormPage,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit, draft.call.audience);
  const slug = slugOf(visit);
  const pages = pagesOfDraft(draft, todayOf(visit.tx));
  const at = pages.findIndex((each) => each.code === question.code);
  const before = pages[at - 1];
  const back =
    toCheck(visit) || !before
      ? paths.applyCheck(visit.locale, slug)
      : paths.applyQuestion(visit.locale, slug, before.code);
  const action = paths.applyQuestion(visit.locale, slug, question.code);
  const boxes = await drawQuestion(
    visit,
    words,
    question,
    { answers: draft.answers, draft },
    problems,
  );
  const body = html`${problemSummary(words, problems, targetsOf(question), namesOf(words, question))}<span class="govuk-caption-l">${words.t("apply.question-of", { at: at + 1, all: pages.length })}</span>
${answerForm(
  words,
  {
    action,
    name: `${draft.code}:${question.code}`,
    isPrivate: question.fields.some((field) => field.kind === "needs"),
  },
  toCheck(visit) ? hidden("check", "yes") : null,
  boxes,
  button({ text: words.t("apply.continue"), classes: "app-button-wide" }),
)}${savedLine(words, draft)}${leaveLink(visit, words)}`;
  return portalShell(visit, {
    title: pageTitle(words, question),
    body,
    before: backLink({ words, href: back }),
    error: problems.length > 0,
    scripts: ["apply.js"],
    hideFromSearch: true,
  });
}

/** The next question that is not answered yet; else the page that shows all answers. */
export function nextStep(visit: ApplicantVisit, draft: Draft, after: FormPage): string {
  const slug = slugOf(visit);
  const today = todayOf(visit.tx);
  const open = unanswered(draft, today);
  // A town was chosen and not yet a school, or the answer to one question opened another.
  if (open.some((each) => each.code === after.code)) {
    const again = paths.applyQuestion(visit.locale, slug, after.code);
    return toCheck(visit) ? `${again}?check` : again;
  }
  if (toCheck(visit)) {
    const [missing] = open;
    return missing
      ? `${paths.applyQuestion(visit.locale, slug, missing.code)}?check`
      : paths.applyCheck(visit.locale, slug);
  }
  const pages = pagesOfDraft(draft, today);
  const next = pages[pages.findIndex((each) => each.code === after.code) + 1];
  return next
    ? paths.applyQuestion(visit.locale, slug, next.code)
    : paths.applyCheck(visit.locale, slug);
}

/** The draft and the question of this address; null for a question that this person is not asked. */
async function find(
  visit: ApplicantVisit,
): Promise<{ draft: Draft; question: FormPage | undefined } | null> {
  const draft = await readDraft(visit.tx, visit.tx.actor.draftId);
  if (!draft) return null;
  const code = visit.params.question;
  return {
    draft,
    question: pagesOfDraft(draft, todayOf(visit.tx)).find((each) => each.code === code),
  };
}

async function ask(visit: ApplicantVisit): Promise<Answer> {
  const found = await find(visit);
  if (!found?.question) return nothingHere;
  const { draft, question } = found;
  if (draft.state === "sent") return redirect(paths.applySent(visit.locale, slugOf(visit)));
  if (draft.state === "discarded")
    return redirect(paths.applyContinue(visit.locale, slugOf(visit)));
  const permitted = permissionFor(draft, visit.tx.now);
  if (!permitted.ok) return page(await closedPage(visit, draft.call, draft));
  return page(await show(visit, draft, question));
}

async function save(visit: ApplicantVisit): Promise<Answer> {
  const found = await find(visit);
  if (!found?.question) return nothingHere;
  const { draft, question } = found;
  const slug = slugOf(visit);
  if (draft.state === "sent") return redirect(paths.applySent(visit.locale, slug));
  const saved = await saveAnswers(visit.tx, draft.id, question.code, visit.form, visit.locale);
  if (saved.ok) return redirect(nextStep(visit, saved.value, question));
  if (isClosed(saved.problems)) return refusedPage(await closedPage(visit, draft.call, draft));
  if (saved.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, draft, question, saved.problems));
}

const path = paths.applyQuestion(":lang", ":scheme", ":question");

export const routes: Route[] = [
  { method: "GET", access: "applicant", purpose: "own-answers", path, answer: ask },
  // Repeatable: an answer saved twice is saved once, and the back button may bring another one.
  {
    method: "POST",
    access: "applicant",
    purpose: "own-answers",
    repeatable: true,
    path,
    answer: save,
  },
];
