import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { readOwnAudience } from "../../stages/applications/own-application.ts";
import { askForCheck } from "../../stages/mobilities/ask-for-check.ts";
import { type Html, html } from "../../ui/html.ts";
import { backLink, button, form, problemSummary, textarea } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

/** A person, not the program, looks again; the page says what that can and cannot change. */
async function ask(visit: LearnerVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = await portalWords(visit, await readOwnAudience(visit.tx));
  const { t } = words;
  const title = t("place-result.check-page-title");
  const body = html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("place-result.check-what")}</p>
<p class="govuk-body">${t("place-result.check-place-stays")}</p>
${form(
  { action: paths.placeCheck(visit.locale, slugOf(visit)), key: newId(), keep: "check-request" },
  textarea({
    words,
    name: "message",
    label: { text: t("place-result.check-message"), classes: "govuk-label--m" },
    hint: t("place-result.check-message-hint"),
    value: visit.form.text("message"),
    rows: 5,
    problems,
  }),
  button({ text: t("place-result.check-send"), preventDoubleClick: true }),
)}`;
  return portalShell(visit, {
    title,
    body,
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    error: problems.length > 0,
  });
}

async function send(visit: LearnerVisit): Promise<Answer> {
  const asked = await askForCheck(visit.tx, visit.form.text("message"));
  if (asked.ok) return redirect(`${paths.placeResult(visit.locale, slugOf(visit))}#check`);
  if (asked.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await ask(visit, asked.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "learner",
    path: paths.placeCheck(":lang", ":scheme"),
    answer: async (visit) => page(await ask(visit)),
  },
  { method: "POST", access: "learner", path: paths.placeCheck(":lang", ":scheme"), answer: send },
];
