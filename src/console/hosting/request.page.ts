import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { hostSecret } from "../../stages/hosting/host-link.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import type { HostRequest, RequestPerson } from "../../stages/hosting/hosting.ts";
import { askKept, hearYes } from "../../stages/hosting/kept-request.ts";
import { requestPath } from "../../stages/hosting/letters.ts";
import { readRequest } from "../../stages/hosting/read-hosts.ts";
import { movedAway, next } from "../../stages/hosting/request.rules.ts";
import { settleRequest, withdrawRequest } from "../../stages/hosting/settle-request.ts";
import { tradeWords } from "../../ui/hosting/grid.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  insetText,
  notificationBanner,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { askPart, heardForm } from "./heard-part.ts";
import { hostingPaths } from "./hosting-paths.ts";
import { requestSays } from "./request-words.ts";

type Found = NonNullable<Awaited<ReturnType<typeof readRequest>>>;
const found = (visit: StaffVisit) => readRequest(visit.tx, visit.params.requestId ?? "");

const acting =
  (act: (visit: StaffVisit, request: HostRequest) => Promise<Result<unknown>>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const asked = await found(visit);
    if (!asked || !can.askHosts(visit.tx.actor, asked.request.sendingCountry ?? "")) {
      return nothingHere;
    }
    const done = await act(visit, asked.request);
    if (!done.ok) return refusedPage(await requestPage(visit, asked, done.problems));
    return redirect(`${hostingPaths.request(visit.tx.actor.scheme.slug, asked.request.id)}?done`);
  };

export const routes: Route[] = [
  {
    method: "POST",
    path: hostingPaths.askKept(":scheme", ":requestId"),
    access: "staff",
    allow: can.askSomeHost,
    answer: acting((visit, { id }) => askKept(visit.tx, id, visit.site.publicUrl)),
  },
  {
    method: "POST",
    path: hostingPaths.hearYes(":scheme", ":requestId"),
    access: "staff",
    allow: can.askSomeHost,
    answer: acting(({ tx, form: sent, site }, { id }) =>
      hearYes(
        tx,
        id,
        { how: sent.text("how"), on: sent.text("on"), from: sent.text("from") },
        site.publicUrl,
      ),
    ),
  },
  {
    method: "GET",
    path: hostingPaths.request(":scheme", ":requestId"),
    access: "staff",
    allow: can.seeHosting,
    answer: async (visit) => {
      const asked = await found(visit);
      return asked ? page(await requestPage(visit, asked, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path: hostingPaths.settlement(":scheme", ":requestId"),
    access: "staff",
    allow: can.askSomeHost,
    answer: acting((visit, { id }) =>
      settleRequest(visit.tx, id, visit.form.all("people"), visit.site.publicUrl),
    ),
  },
  {
    method: "POST",
    path: hostingPaths.withdrawal(":scheme", ":requestId"),
    access: "staff",
    allow: can.askSomeHost,
    answer: acting((visit, { id }) =>
      withdrawRequest(visit.tx, id, visit.form.text("because"), visit.site.publicUrl),
    ),
  },
];

async function requestPage(
  visit: StaffVisit,
  { request, people }: Found,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const may = can.askHosts(visit.tx.actor, request.sendingCountry ?? "");
  const link = requestPath(request.language, slug, hostSecret("request", request.id));
  const back = request.flowId ? hostingPaths.flow(slug, request.flowId) : hostingPaths.board(slug);
  const title = t("hosting.request-title", { company: request.company });
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({ words, href: back }),
    body: html`${problemSummary(words, problems, {}, { because: t("hosting.because"), people: t("hosting.who"), how: t("hosting.heard-how"), on: t("hosting.heard-on"), from: t("hosting.heard-from") })}${visit.query.has("done") && notificationBanner({ words, type: "success", text: t("hosting.done") })}<h1 class="govuk-heading-l">${title}</h1>
${summaryList({
  rows: [
    { key: t("hosting.answer"), value: requestSays(words, request) },
    { key: t("hosting.contact"), value: `${request.contactName}, ${request.contactEmail}` },
    { key: t("hosting.trade"), value: tradeWords(words, "hosting", request.trade) },
    { key: t("hosting.days"), value: words.days(request.starts as Day, request.ends as Day) },
    { key: t("hosting.people"), value: words.number(request.places) },
    request.tasks !== "" && { key: t("hosting.tasks"), value: request.tasks },
    request.state !== "kept" && {
      key: t("hosting.asked-on"),
      value: words.day(request.askedAt),
    },
    request.state !== "kept" && {
      key: t("hosting.until"),
      value: words.day(request.answerBy as Day),
    },
    people.length > 0 && {
      key: t("hosting.who"),
      value: html`${people.map((one, at) => html`${at > 0 && html`<br>`}${nameOf(one)}`)}`,
    },
    request.contactEndedAt !== null && {
      key: t("hosting.letter"),
      value: t("hosting.contact-gone"),
    },
    may &&
      request.state !== "kept" &&
      request.contactEndedAt === null && {
        key: t("hosting.letter"),
        value: html`<a class="govuk-link" href="${link}">${t("hosting.see-letter")}</a>`,
      },
  ],
})}
${movedNote(words, request, people)}
${may && next(request.state, "ask").ok && askPart(visit, request)}
${may && next(request.state, "hear-yes").ok && people.length > 0 && heardForm(visit, request, problems)}
${may && next(request.state, "settle").ok && settleForm(visit, request, people)}
${may && next(request.state, "withdraw").ok && withdrawForm(visit, request, problems)}`,
  });
}

/** Seen before the host answers: its yes would be to days on which these learners do not come. */
function movedNote(words: Words, request: HostRequest, people: readonly RequestPerson[]): Html {
  const moved = next(request.state, "hear-yes").ok ? movedAway(request, people) : [];
  return moved.length > 0
    ? insetText({
        text: words.t("hosting.days-moved", {
          names: words.list(moved.map((one) => `${one.givenNames} ${one.familyName}`)),
        }),
      })
    : html``;
}

const nameOf = (person: RequestPerson) => `${person.familyName}, ${person.givenNames}`;

function settleForm(
  visit: StaffVisit,
  request: HostRequest,
  people: readonly RequestPerson[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const most = request.changedPlaces ?? request.places;
  return html`<h2 class="govuk-heading-m">${t("hosting.settle-title")}</h2><p class="govuk-body">${t("hosting.settle-lead", { count: most })}</p>
${form(
  {
    action: hostingPaths.settlement(visit.tx.actor.scheme.slug, request.id),
    key: newId(),
    classes: "app-text",
  },
  checkboxes({
    words,
    name: "people",
    values: people.slice(0, most).map((one) => one.mobilityId),
    legend: { text: t("hosting.who"), classes: "govuk-fieldset__legend--s" },
    items: people.map((one) => ({ value: one.mobilityId, text: nameOf(one) })),
  }),
  button({ text: t("hosting.settle") }),
)}`;
}

function withdrawForm(visit: StaffVisit, request: HostRequest, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("hosting.withdraw-title")}</h2><p class="govuk-body">${t("hosting.withdraw-lead")}</p>
${form(
  {
    action: hostingPaths.withdrawal(visit.tx.actor.scheme.slug, request.id),
    key: newId(),
    classes: "app-text",
  },
  input({
    words,
    problems,
    name: "because",
    label: t("hosting.because"),
    value: visit.form.text("because"),
    autocomplete: "off",
  }),
  button({ text: t("hosting.withdraw"), kind: "warning" }),
)}`;
}
