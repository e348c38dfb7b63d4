import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { declareConflict } from "../../stages/selection/declare-conflict.ts";
import type { OpenCase } from "../../stages/selection/read-queue.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { CONFLICT_GROUNDS } from "../../stages/selection/selection.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  problemSummary,
  radios,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { onward, openCaseOf } from "./own-case.page.ts";
import { orderOf, withOrder } from "./queue.page.ts";

async function conflictPage(
  visit: StaffVisit,
  open: OpenCase,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const title = words.t("selection.conflict-title", { number: open.number });
  return consoleShell(visit, {
    title,
    section: "assessment",
    before: backLink({
      words,
      href: withOrder(paths.ownCase(visit.tx.actor.scheme.slug, open.one.id), orderOf(visit)),
    }),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("selection.conflict-lead")}</p>
${form(
  { action: paths.ownConflict(visit.tx.actor.scheme.slug, open.one.id), key: newId() },
  hidden("order", orderOf(visit)),
  radios({
    words,
    name: "ground",
    legend: words.t("selection.conflict-ground"),
    value: visit.form.text("ground"),
    problems,
    items: CONFLICT_GROUNDS.map((ground) => ({
      value: ground,
      text: words.t(`selection.ground-${ground}`),
    })),
  }),
  button({ text: words.t("selection.conflict-declare"), preventDoubleClick: true }),
)}`,
  });
}

async function conflict(visit: StaffVisit): Promise<Answer> {
  const open = await openCaseOf(visit);
  return open ? page(await conflictPage(visit, open)) : nothingHere;
}

async function declare(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.assessmentId ?? "";
  const open = await openCaseOf(visit);
  if (!open) return nothingHere;
  const done = await declareConflict(visit.tx, id, visit.form.text("ground"));
  if (done.ok) return onward(visit, done.value.callId, id);
  return refusedPage(await conflictPage(visit, open, done.problems));
}

const own = { access: "staff", allow: can.assess } as const;
export const routes: Route[] = [
  { ...own, method: "GET", path: paths.ownConflict(":scheme", ":assessmentId"), answer: conflict },
  { ...own, method: "POST", path: paths.ownConflict(":scheme", ":assessmentId"), answer: declare },
];
