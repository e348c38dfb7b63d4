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
import { answerOf, fieldsOf, pagesOf } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { correctOnBehalf, readForCorrection } from "../../stages/applications/correct-on-behalf.ts";
import type { Draft } from "../../stages/applications/draft.ts";
import { discardDraft } from "../../stages/applications/end-draft.ts";
import { enterAnswers } from "../../stages/applications/enter-application.ts";
import { questionDrawing } from "../../stages/applications/question-drawing.ts";
import { readApplication } from "../../stages/applications/read-application.ts";
import { permissionFor, readChoices, readDraft } from "../../stages/applications/read-draft.ts";
import { boxNames } from "../../ui/application-form/index.ts";
import {
  backLink,
  button,
  buttonGroup,
  checkboxes,
  details,
  form,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { entryBoxes, writtenBy } from "./boxes.ts";
import { sectionOf } from "./entries.page.ts";

type Shown = { readonly draft: Draft; readonly back: string; readonly action: string };

/** Every question of the form on one page, as a sheet of paper has them. */
async function show(
  visit: StaffVisit,
  { draft, back, action }: Shown,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const isCorrection = draft.sent !== null;
  const names = answerOf<{ givenNames: string; familyName: string }>(
    draft.definition,
    draft.answers,
    "names",
  );
  const name = names ? `${names.givenNames} ${names.familyName}` : draft.code;
  const title = t(isCorrection ? "entries.correct-title" : "entries.form-title", { name });
  const pages = pagesOf(draft.definition);
  const flows = await readChoices(visit.tx, draft);
  const boxes = await entryBoxes(visit, words, pages, { answers: draft.answers, flows }, problems);
  const targets = Object.fromEntries(
    fieldsOf(pages)
      .filter((field) => field.kind === "birth-date")
      .map((field) => [field.code, `${field.code}-day`]),
  );
  const called = boxNames({ ...questionDrawing(words), alone: false }, fieldsOf(pages));
  const isAlike = problems.some(({ code }) => code === "maybe-already-applied");
  // Who is in the call already is told at the name, wherever the form keeps it.
  const placed = problems.map((problem) =>
    problem.field === "familyName" ? { ...problem, field: "name-family" } : problem,
  );
  const buttons = isCorrection
    ? button({ text: t("entries.correct-send"), preventDoubleClick: true })
    : buttonGroup(
        button({
          text: t("entries.send"),
          name: "act",
          value: "send",
          preventDoubleClick: true,
        }),
        button({ text: t("entries.later"), name: "act", value: "later", kind: "secondary" }),
      );
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    error: problems.length > 0,
    before: backLink({ words, href: back }),
    body: html`${problemSummary(words, placed, targets, called)}${
      visit.query.has("saved") && notificationBanner({ words, text: t("entries.saved") })
    }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t(isCorrection ? "entries.correct-lead" : "entries.form-lead")}</p>
<p class="govuk-body-s">${t("people.code")}: <span class="app-key">${draft.code}</span> · ${t("entries.by")}: ${writtenBy(words, draft.enteredBy, draft.startedAt)}</p>
${
  permissionFor(draft, visit.tx.now).ok
    ? html`${isCorrection && draft.state === "open" && insetText({ text: t("entries.correct-open") })}${form(
        { action, key: newId(), keep: isCorrection ? undefined : `entry-${draft.id}` },
        boxes,
        isAlike || visit.form.text("other-person") !== ""
          ? checkboxes({
              words,
              name: "other-person",
              values: visit.form.all("other-person"),
              items: [{ value: "yes", text: t("entries.other-person") }],
            })
          : null,
        buttons,
      )}`
    : insetText({ text: t("entries.closed") })
}${
  !isCorrection &&
  details({
    summary: t("entries.throw-away"),
    text: form(
      { action: paths.entryRemoval(slug, draft.id), key: newId() },
      html`<p class="govuk-body">${t("entries.throw-away-what")}</p>`,
      button({ text: t("entries.throw-away"), kind: "warning" }),
    ),
  })
}`,
  });
}

/** Where a sent application is looked at: the person's page, or the own list of a teacher. */
async function afterSending(visit: StaffVisit, applicationId: string): Promise<Answer> {
  const { slug } = visit.tx.actor.scheme;
  if (!can.seeApplicants(visit.tx.actor)) return redirect(paths.entries(slug));
  const application = await readApplication(visit.tx, applicationId);
  return redirect(application ? paths.person(slug, application.personId) : paths.entries(slug));
}

async function ofEntry(visit: StaffVisit): Promise<Shown | null> {
  const { slug } = visit.tx.actor.scheme;
  const draft = await readDraft(visit.tx, visit.params.draftId ?? "");
  return draft && draft.sent === null && draft.state === "open"
    ? { draft, back: paths.entries(slug), action: paths.entry(slug, draft.id) }
    : null;
}

async function ofCorrection(visit: StaffVisit): Promise<Shown | null> {
  const { slug } = visit.tx.actor.scheme;
  const id = visit.params.applicationId ?? "";
  const found = await readForCorrection(visit.tx, id);
  if (!found) return null;
  const back = can.seeApplicants(visit.tx.actor)
    ? paths.person(slug, found.personId)
    : schoolPaths.pupils(slug);
  return { draft: found.draft, back, action: paths.correction(slug, id) };
}

const missing = (problems: readonly Problem[]) => problems.some(({ code }) => code === "not-found");

async function save(visit: StaffVisit): Promise<Answer> {
  const { form: typed, tx } = visit;
  const send = typed.text("act") !== "later";
  const done = await enterAnswers(tx, visit.params.draftId ?? "", typed, {
    send,
    isOtherPerson: typed.text("other-person") !== "",
  });
  if (done.ok) {
    if (done.value) return afterSending(visit, done.value.applicationId);
    return redirect(`${paths.entry(tx.actor.scheme.slug, visit.params.draftId ?? "")}?saved`);
  }
  const shown = await ofEntry(visit);
  if (missing(done.problems) || !shown) return nothingHere;
  return refusedPage(await show(visit, shown, done.problems));
}

async function correct(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.applicationId ?? "";
  const done = await correctOnBehalf(visit.tx, id, visit.form);
  if (done.ok) return afterSending(visit, id);
  const shown = await ofCorrection(visit);
  if (missing(done.problems) || !shown) return nothingHere;
  return refusedPage(await show(visit, shown, done.problems));
}

async function discard(visit: StaffVisit): Promise<Answer> {
  const done = await discardDraft(visit.tx, visit.params.draftId ?? "");
  return done.ok ? redirect(paths.entries(visit.tx.actor.scheme.slug)) : nothingHere;
}

const shownOr404 =
  (find: (visit: StaffVisit) => Promise<Shown | null>) => async (visit: StaffVisit) => {
    const shown = await find(visit);
    return shown ? page(await show(visit, shown)) : nothingHere;
  };
const staff = {
  access: "staff",
  // Needs are written here and sealed; the page never shows them.
  purpose: "own-answers",
  allow: ((actor) =>
    can.enterFor(actor, { country: null, organisationId: null })) satisfies Extract<
    Route,
    { access: "staff" }
  >["allow"],
} as const;
const entry = paths.entry(":scheme", ":draftId");
const correction = paths.correction(":scheme", ":applicationId");

export const routes: Route[] = [
  { ...staff, method: "GET", path: entry, answer: shownOr404(ofEntry) },
  { ...staff, method: "POST", path: entry, answer: save },
  {
    ...staff,
    method: "POST",
    path: paths.entryRemoval(":scheme", ":draftId"),
    answer: discard,
  },
  { ...staff, method: "GET", path: correction, answer: shownOr404(ofCorrection) },
  { ...staff, method: "POST", path: correction, answer: correct },
];
