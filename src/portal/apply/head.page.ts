import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import {
  answerAsHead,
  type HeadQuestion,
  readHeadQuestion,
} from "../../stages/applications/ask-head.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/html.ts";
import {
  button,
  buttonGroup,
  form,
  insetText,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { contactLine } from "../place/contact.ts";
import { portalShell, portalWords } from "../shell.ts";

const secretOf = (visit: PublicVisit) => visit.params.secret ?? "";

/** Opening the link of the letter changes nothing; one button answers. */
async function show(
  visit: PublicVisit,
  question: HeadQuestion,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  const title = t("apply.head-title");
  const answer = (value: "yes" | "no", kind: "primary" | "secondary") =>
    button({
      text: t(`apply.head-${value}`),
      name: "answer",
      value,
      kind,
      preventDoubleClick: true,
    });
  const body = html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
${
  question.answer &&
  insetText({
    text: t(`apply.head-said-${question.answer}`, {
      when: question.answeredAt ? words.dayTime(question.answeredAt) : "",
    }),
  })
}
${summaryList({
  rows: [
    {
      key: t("apply.head-who"),
      value: html`<span lang="">${question.givenNames} ${question.familyName}</span>`,
    },
    { key: t("apply.head-school"), value: html`<span lang="">${question.school}</span>` },
    { key: t("apply.call"), value: words.local(question.callTitle) },
  ],
})}
<p class="govuk-body">${t("apply.head-what")}</p>
<p class="govuk-body">${t("apply.head-works")}</p>
${form(
  { action: visit.path, key: newId() },
  buttonGroup(answer("yes", "primary"), answer("no", "secondary")),
)}
<h2 class="govuk-heading-m">${t("apply.head-questions")}</h2>${contactLine(words, scheme?.settings.contact, "adult")}`;
  return portalShell(visit, { title, body, error: problems.length > 0, hideFromSearch: true });
}

async function ask(visit: PublicVisit): Promise<Answer> {
  const question = await readHeadQuestion(visit.tx, secretOf(visit));
  return question ? page(await show(visit, question)) : nothingHere;
}

async function give(visit: PublicVisit): Promise<Answer> {
  const secret = secretOf(visit);
  const given = await answerAsHead(visit.tx, secret, visit.form.text("answer"));
  if (given.ok) return redirect(visit.path);
  const question = await readHeadQuestion(visit.tx, secret);
  return question ? refusedPage(await show(visit, question, given.problems)) : nothingHere;
}

// One address for reading and answering: it holds a secret, which nothing writes down.
const path = paths.headConfirmation(":lang", ":scheme", ":secret");

export const routes: Route[] = [
  { method: "GET", access: "public", path, answer: ask },
  { method: "POST", access: "public", path, answer: give },
];
