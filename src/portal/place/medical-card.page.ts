import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readOwnCard, writeOwnCard } from "../../stages/preparation/write-card.ts";
import { backLink, type Html, html, problemSummary } from "../../ui/index.ts";
import { portalShell, portalWords } from "../shell.ts";
import { cardForm, typedCard } from "./card-form.ts";
import { taskPaths } from "./task-paths.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

/** Four boxes, all of which may stay empty; who reads them, until when, and who has. */
async function show(
  visit: LearnerVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const own = await readOwnCard(visit.tx);
  if (!own) return undefined;
  const words = await portalWords(visit, own.audience);
  const { t } = words;
  const title = t("tasks.kind-medical-card");
  return portalShell(visit, {
    title,
    error: problems.length > 0,
    before: backLink({ words, href: taskPaths.list(visit.locale, slugOf(visit)) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
${cardForm(visit, words, own, { problems, writer: "learner" })}`,
  });
}

async function write(visit: LearnerVisit): Promise<Answer> {
  const done = await writeOwnCard(visit.tx, typedCard(visit.form));
  if (done.ok) return redirect(`${taskPaths.list(visit.locale, slugOf(visit))}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await show(visit, done.problems);
  return shown ? refusedPage(shown) : nothingHere;
}

const shared = { access: "learner", purpose: "own-answers" } as const;

export const routes: LearnerRoute[] = [
  {
    ...shared,
    method: "GET",
    path: taskPaths.card(":lang", ":scheme"),
    answer: async (visit) => {
      const shown = await show(visit);
      return shown ? page(shown) : redirect(taskPaths.list(visit.locale, slugOf(visit)));
    },
  },
  { ...shared, method: "POST", path: taskPaths.card(":lang", ":scheme"), answer: write },
];
