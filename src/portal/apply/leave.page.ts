import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, redirectAsApplicant } from "../../platform/web/answer.ts";
import type { ApplicantVisit, Route } from "../../platform/web/route.ts";
import { discardDraft } from "../../stages/applications/end-draft.ts";
import { readDraft } from "../../stages/applications/read-draft.ts";
import { html } from "../../ui/html.ts";
import { backLink, button, form, hidden } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { slugOf } from "./frame.ts";

/** On somebody else's phone: leave it here and go on with the code, or throw it away. */
async function ask(visit: ApplicantVisit): Promise<Answer> {
  const draft = await readDraft(visit.tx, visit.tx.actor.draftId);
  if (!draft) return nothingHere;
  const words = await portalWords(visit, draft.call.audience);
  const { t } = words;
  const action = paths.applyLeave(visit.locale, slugOf(visit));
  const title = t("apply.leave-title");
  const ends = draft.state === "open";
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("apply.leave-code")}</p><p class="govuk-body app-code app-code--large" lang="">${draft.code}</p>
<p class="govuk-body">${t("apply.leave-how")}</p>
${form(
  { action, key: newId(), attributes: { "data-done": "" } },
  button({ text: t("apply.close-here"), classes: "app-button-wide" }),
)}
${
  ends &&
  html`<h2 class="govuk-heading-m">${t(draft.sent ? "apply.keep-sent-title" : "apply.discard-title")}</h2>
<p class="govuk-body">${t(draft.sent ? "apply.keep-sent-what" : "apply.discard-what")}</p>
${form(
  { action, key: newId(), attributes: { "data-done": "" } },
  hidden("discard", "yes"),
  button({
    text: t(draft.sent ? "apply.keep-sent" : "apply.discard"),
    kind: "warning",
    preventDoubleClick: true,
  }),
)}`
}`;
  return page(
    await portalShell(visit, {
      title,
      body,
      before: backLink({ words, href: paths.applyCheck(visit.locale, slugOf(visit)) }),
      scripts: ["apply.js"],
      hideFromSearch: true,
    }),
  );
}

/** Ends the cookie each time it is sent; what is thrown away is thrown away once. */
async function leave(visit: ApplicantVisit): Promise<Answer> {
  if (visit.form.text("discard") !== "") await discardDraft(visit.tx, visit.tx.actor.draftId);
  return redirectAsApplicant(paths.applyContinue(visit.locale, slugOf(visit)), null);
}

const path = paths.applyLeave(":lang", ":scheme");

export const routes: Route[] = [
  { method: "GET", access: "applicant", path, answer: ask },
  {
    method: "POST",
    access: "applicant",
    purpose: "own-answers",
    repeatable: true,
    path,
    answer: leave,
  },
];
