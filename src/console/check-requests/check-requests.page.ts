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
import { answerCheck } from "../../stages/mobilities/answer-check.ts";
import { can } from "../../stages/mobilities/offer.policy.ts";
import {
  listCheckRequests,
  type QueuedRequest,
} from "../../stages/mobilities/read-check-requests.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  lines,
  problemSummary,
  summaryCard,
  tag,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** Open requests with a field for the answer, then the answered ones. */
async function show(
  visit: StaffVisit,
  refused: { readonly id: string; readonly problems: readonly Problem[] } | null = null,
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const requests = await listCheckRequests(visit.tx);
  const problems = refused?.problems ?? [];
  const title = t("offers.check-title");
  const body = html`${problemSummary(words, problems, { answer: `answer-${refused?.id}` })}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("offers.check-lead")}</p>
${requests.length === 0 && html`<p class="govuk-body">${t("offers.check-none")}</p>`}
${requests.map((request) => card(visit, request, refused?.id === request.id ? problems : []))}`;
  const home = paths.home(visit.tx.actor.scheme.slug);
  return consoleShell(visit, {
    title,
    section: "home",
    before: breadcrumbs({ words, items: [{ text: t("home.title"), href: home }, { text: title }] }),
    body,
    error: problems.length > 0,
  });
}

function card(visit: StaffVisit, request: QueuedRequest, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const name = `${request.givenNames} ${request.familyName}`;
  const id = `answer-${request.id}`;
  const asked = t("offers.check-asked", {
    day: words.day(request.askedAt),
    number: request.callNumber,
  });
  const body = html`<p class="govuk-body-s">${tag({ text: t(`offers.check-${request.state}`), colour: request.state === "open" ? "orange" : "green" })} ${asked}</p>
<div class="govuk-inset-text">${lines(request.message)}</div>
<p class="govuk-body"><a class="govuk-link" href="${paths.runPerson(slug, request.runId, request.applicationId)}">${t("offers.check-explanation")}<span class="govuk-visually-hidden"> (${name})</span></a> · <a class="govuk-link" href="${paths.person(slug, request.personId)}">${name}</a></p>
${
  request.answer
    ? html`<p class="govuk-body-s">${t("offers.check-answered-on", { day: request.answeredAt ? words.day(request.answeredAt) : "" })}</p><p class="govuk-body">${lines(request.answer)}</p>`
    : can.answerCheck(actor, request) &&
      form(
        { action: paths.checkAnswer(slug, request.id), key: newId(), keep: id },
        textarea({
          words,
          name: "answer",
          id,
          label: t("offers.check-answer"),
          hint: t("offers.check-answer-hint"),
          value: problems.length > 0 ? visit.form.text("answer") : "",
          rows: 4,
          problems,
        }),
        button({ text: t("offers.check-send"), preventDoubleClick: true }),
      )
}`;
  return summaryCard({ title: name }, body);
}

async function answer(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.id ?? "";
  const done = await answerCheck(visit.tx, id, visit.form.text("answer"));
  if (done.ok) return redirect(paths.checkRequests(visit.tx.actor.scheme.slug));
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, { id, problems: done.problems }));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeCheckRequests,
    path: paths.checkRequests(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.changeOffers,
    path: paths.checkAnswer(":scheme", ":id"),
    answer,
  },
];
