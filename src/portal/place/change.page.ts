import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  redirectAsApplicant,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { reopenForCorrection } from "../../stages/applications/end-draft.ts";
import {
  readOwnAudience,
  readOwnStatus,
  withdrawOwnApplication,
} from "../../stages/applications/own-application.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/html.ts";
import { backLink, button, form, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { contactLine } from "./contact.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

/** What was sent is taken up again, in the pages it was written in. */
async function correct(visit: LearnerVisit): Promise<Answer> {
  const { tx } = visit;
  const begun = await reopenForCorrection(tx, tx.actor.applicationId);
  if (begun.ok) {
    return redirectAsApplicant(paths.applyCheck(visit.locale, slugOf(visit)), {
      kind: "applicant",
      schemeId: tx.actor.schemeId,
      draftId: begun.value.draftId,
    });
  }
  if (begun.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await withdrawalPage(visit, begun.problems));
}

async function withdrawalPage(
  visit: LearnerVisit,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit, await readOwnAudience(visit.tx));
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  const title = t("apply.withdraw-title");
  const body = html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("apply.withdraw-what")}</p>${contactLine(words, scheme?.settings.contact)}
${form(
  { action: paths.placeWithdrawal(visit.locale, slugOf(visit)), key: newId() },
  button({ text: t("apply.withdraw-yes"), kind: "warning", preventDoubleClick: true }),
)}`;
  return portalShell(visit, {
    title,
    body,
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    error: problems.length > 0,
  });
}

async function ask(visit: LearnerVisit): Promise<Answer> {
  const own = await readOwnStatus(visit.tx);
  return own?.changeableUntil
    ? page(await withdrawalPage(visit))
    : redirect(paths.placeResult(visit.locale, slugOf(visit)));
}

async function withdraw(visit: LearnerVisit): Promise<Answer> {
  const done = await withdrawOwnApplication(visit.tx);
  if (done.ok) return redirect(paths.placeResult(visit.locale, slugOf(visit)));
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await withdrawalPage(visit, done.problems));
}

export const routes: Route[] = [
  {
    method: "POST",
    access: "learner",
    // Taking it up twice is taking it up once, and each time the browser needs its cookie.
    repeatable: true,
    path: paths.placeCorrection(":lang", ":scheme"),
    answer: correct,
  },
  {
    method: "GET",
    access: "learner",
    path: paths.placeWithdrawal(":lang", ":scheme"),
    answer: ask,
  },
  {
    method: "POST",
    access: "learner",
    path: paths.placeWithdrawal(":lang", ":scheme"),
    answer: withdraw,
  },
];
