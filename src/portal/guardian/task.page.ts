import { MOST_BYTES } from "../../platform/files/upload.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { keepExitScan, readExitScans } from "../../stages/consents/exit-scan.ts";
import { asGuardian, type GuardianVisit } from "../../stages/consents/guardian-link.ts";
import { changeTask } from "../../stages/preparation/change-task.ts";
import { readGuardianTasks } from "../../stages/preparation/read-preparation.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { readOwnCard, writeOwnCard } from "../../stages/preparation/write-card.ts";
import {
  backLink,
  button,
  fileUpload,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { cardForm, typedCard } from "../place/card-form.ts";
import { actionOf, taskBody } from "../place/task-body.ts";
import { ownTaskName } from "../place/task-list.page.ts";
import { reviewed } from "../reviewed.ts";
import { portalShell, portalWords } from "../shell.ts";

const CARD = "medical-card";
const BORDER = "exit-authorisation";

type Found = { readonly guardian: GuardianVisit; readonly task: StayTask };

/** One task of the guardian whose link this is; anything else is not there. */
async function find(visit: PublicVisit): Promise<Found | undefined> {
  const guardian = await asGuardian(visit.tx, visit.params.secret ?? "");
  const own = guardian && (await readGuardianTasks(guardian.tx));
  const task = own?.tasks.find(({ code }) => code === visit.params.task);
  return guardian && task && { guardian, task };
}

const home = (visit: PublicVisit): string =>
  paths.guardian(visit.locale, visit.params.scheme ?? "", visit.params.secret ?? "");

/** Parents are spoken to politely; what is handed in is sent. */
const pressOf = (task: StayTask): MessageKey => {
  if (task.code === "rules-read") return "guardian.rules-read";
  return task.proof ? "guardian.border-send" : "tasks.act-finish";
};

async function show(
  visit: PublicVisit,
  found: Found,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { task } = found;
  const title = ownTaskName(words, task);
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    hideFromSearch: true,
    before: backLink({ words, href: `${home(visit)}#tasks` }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
${!isOver(task) && html`<p class="govuk-body">${t("tasks.by", { day: words.day(task.due) })}</p>`}
${await bodyOf(visit, words, found, problems)}`,
  });
}

async function bodyOf(
  visit: PublicVisit,
  words: Words,
  { guardian, task }: Found,
  problems: readonly Problem[],
): Promise<Html | null> {
  if (task.code === CARD) {
    const card = await readOwnCard(guardian.tx);
    return card ? cardForm(visit, words, card, { problems, writer: "guardian" }) : null;
  }
  return task.code === BORDER
    ? borderForm(visit, words, guardian, problems)
    : taskBody(visit, words, task, {
        problems,
        hint: "guardian.task-proof-hint",
        press: pressOf(task),
        more: task.code === "rules-read" ? rules(words) : null,
      });
}

const RULES = ["adult", "evening", "alone", "work", "home", "emergency"] as const;

const rules = (words: Words): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${RULES.map((rule) => html`<li>${words.t(`guardian.rule-${rule}` as MessageKey)}</li>`)}</ul>`;

/** The signed form as a photograph or a PDF: whoever signed it sends it, the office looks at it. */
async function borderForm(
  visit: PublicVisit,
  words: Words,
  { tx, link }: GuardianVisit,
  problems: readonly Problem[],
): Promise<Html> {
  const { t } = words;
  const scans = await readExitScans(tx, link.applicationId);
  return html`<p class="govuk-body">${t("guardian.border-lead")}</p>
${
  scans.length > 0 &&
  insetText({
    text: html`${scans.map(({ name, at }) => html`${t("guardian.border-sent", { day: words.shortDay(at) })} <span lang="">${name}</span><br>`)}${t("tasks.with-office")}`,
  })
}
${form(
  { action: visit.path, key: newId(), multipart: true },
  fileUpload({
    words,
    name: "scan",
    label: t("guardian.border-field"),
    hint: t("uploads.exit-hint", { megabytes: MOST_BYTES.pdf / 1_048_576 }),
    accept: "image/jpeg,image/png,image/webp,application/pdf",
    problems,
  }),
  button({ text: t("guardian.border-send"), preventDoubleClick: true, classes: "app-button-wide" }),
)}`;
}

function act(visit: PublicVisit, { guardian, task }: Found): Promise<Result<unknown>> {
  const { tx, link } = guardian;
  if (task.code === CARD) return writeOwnCard(tx, typedCard(visit.form));
  if (task.code === BORDER) return keepExitScan(tx, link.applicationId, visit.form.file("scan"));
  return changeTask(tx, task.id, actionOf(task), { note: visit.form.text("note") });
}

/** A task that is not there any more leads to those that are; a link that is over, nowhere. */
async function gone(visit: PublicVisit, to = `${home(visit)}#tasks`): Promise<Answer> {
  const guardian = await asGuardian(visit.tx, visit.params.secret ?? "");
  return guardian ? redirect(to) : nothingHere;
}

async function send(visit: PublicVisit): Promise<Answer> {
  // To the top of the page, where it stands that nothing was saved.
  const unsaved = () => gone(visit, `${home(visit)}?unsaved`);
  const found = await find(visit);
  if (!found) return unsaved();
  const done = await act(visit, found);
  if (done.ok) return redirect(`${home(visit)}#tasks`);
  if (done.problems.some(({ code }) => code === "not-found")) return unsaved();
  return refusedPage(await show(visit, found, done.problems));
}

const PATH = paths.guardianTask(":lang", ":scheme", ":secret", ":task");
const shared = { access: "public", path: PATH, purpose: "own-answers" } as const;
const GUARDED: readonly PublicRoute[] = [
  {
    ...shared,
    method: "GET",
    answer: async (visit) => {
      const found = await find(visit);
      return found ? page(await show(visit, found)) : gone(visit);
    },
  },
  { ...shared, method: "POST", limit: MOST_BYTES.picture, answer: send },
];
export const routes = GUARDED.map((route) => reviewed("consent", route));
