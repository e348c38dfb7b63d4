import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { ApplicantVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { answersInWords } from "../../stages/applications/answers-in-words.ts";
import type { Draft } from "../../stages/applications/draft.ts";
import {
  pagesOfDraft,
  permissionFor,
  readChoices,
  readDraft,
  readOwnNeeds,
  todayOf,
  unanswered,
} from "../../stages/applications/read-draft.ts";
import { submitApplication } from "../../stages/applications/submit-application.ts";
import { type Html, html, lines } from "../../ui/html.ts";
import {
  backLink,
  button,
  hidden,
  insetText,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { closedPage } from "./closed.ts";
import { answerForm, isClosed, leaveLink, savedLine, slugOf } from "./frame.ts";

/** Every answer with a way to change it, and the button that sends it all. */
async function show(
  visit: ApplicantVisit,
  draft: Draft,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit, draft.call.audience);
  const { t } = words;
  const slug = slugOf(visit);
  const today = todayOf(visit.tx);
  const pages = pagesOfDraft(draft, today);
  const open = unanswered(draft, today);
  const asksNeeds = pages.some((each) => each.fields.some((field) => field.kind === "needs"));
  const needs = asksNeeds ? await readOwnNeeds(visit.tx, draft) : "";
  const spoken = answersInWords(words, pages, draft.answers, await readChoices(visit.tx, draft));
  const change = (code: string) => `${paths.applyQuestion(visit.locale, slug, code)}?check`;
  const rows = spoken.map((each) => {
    const answer = each.kind === "needs" ? needs : each.answer;
    return {
      key: each.question,
      value:
        answer === ""
          ? html`<span class="govuk-hint">${t("apply.no-answer")}</span>`
          : html`<span lang="">${lines(answer)}</span>`,
      actions: [
        {
          text: t(answer === "" ? "apply.answer-it" : "apply.change"),
          href: change(each.page),
          visuallyHiddenText: each.question,
          attributes: { id: each.page },
        },
      ],
    };
  });
  const title = t(draft.sent ? "apply.check-again-title" : "apply.check-title");
  const permitted = permissionFor(draft, visit.tx.now);
  const grace =
    permitted.ok && permitted.value.by !== "open"
      ? insetText({
          text: t(`apply.late-${permitted.value.by}`, {
            closed: words.time(draft.call.closesAt),
            until: words.dayTime(permitted.value.until),
          }),
        })
      : null;
  const send =
    open.length > 0
      ? html`<p class="govuk-body">${t("apply.check-missing", { count: open.length })}</p>${button({
          text: t("apply.go-on"),
          href: change(open[0]!.code),
          classes: "app-button-wide",
        })}`
      : html`<h2 class="govuk-heading-m">${t("apply.check-send-title")}</h2><p class="govuk-body">${t("apply.check-send")}</p>${answerForm(
          words,
          { action: paths.applySubmission(visit.locale, slug), name: "" },
          hidden("after", draft.sent?.revision ?? 0),
          button({
            text: t(draft.sent ? "apply.send-again" : "apply.send"),
            preventDoubleClick: true,
            classes: "app-button-wide",
          }),
        )}`;
  const last = pages.at(-1);
  const body = html`${problemSummary(words, problems)}<span class="govuk-caption-l">${words.local(draft.call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${grace}${draft.sent && insetText({ text: t("apply.correcting", { when: words.dayTime(draft.sent.at) }) })}
${summaryList({ rows })}${send}${savedLine(words, draft)}${leaveLink(visit, words)}`;
  return portalShell(visit, {
    title,
    body,
    before: last
      ? backLink({ words, href: paths.applyQuestion(visit.locale, slug, last.code) })
      : html``,
    error: problems.length > 0,
    scripts: ["apply.js"],
    hideFromSearch: true,
  });
}

async function check(visit: ApplicantVisit): Promise<Answer> {
  const slug = slugOf(visit);
  const draft = await readDraft(visit.tx, visit.tx.actor.draftId);
  if (!draft) return nothingHere;
  if (draft.state === "sent") return redirect(paths.applySent(visit.locale, slug));
  if (draft.state === "discarded") return redirect(paths.applyContinue(visit.locale, slug));
  if (!permissionFor(draft, visit.tx.now).ok) {
    return page(await closedPage(visit, draft.call, draft));
  }
  return page(await show(visit, draft));
}

async function send(visit: ApplicantVisit): Promise<Answer> {
  const { tx, site, locale } = visit;
  const slug = slugOf(visit);
  const after = Number(visit.form.text("after"));
  const sent = await submitApplication(tx, tx.actor.draftId, {
    ...(Number.isInteger(after) ? { after } : {}),
    headLink: (secret) => `${site.publicUrl}${paths.headConfirmation(locale, slug, secret)}`,
  });
  if (sent.ok) return redirect(paths.applySent(locale, slug));
  const draft = await readDraft(tx, tx.actor.draftId);
  if (!draft || sent.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  if (isClosed(sent.problems)) return refusedPage(await closedPage(visit, draft.call, draft));
  return refusedPage(await show(visit, draft, sent.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "applicant",
    purpose: "own-answers",
    path: paths.applyCheck(":lang", ":scheme"),
    answer: check,
  },
  {
    method: "POST",
    access: "applicant",
    purpose: "own-answers",
    // The application and how often it was sent are the key: sent twice, or late, it is sent once.
    repeatable: true,
    path: paths.applySubmission(":lang", ":scheme"),
    answer: send,
  },
];
