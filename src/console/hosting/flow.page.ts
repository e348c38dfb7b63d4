import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ageOn, type Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { Flow } from "../../stages/calls/flow.ts";
import { readFlow } from "../../stages/calls/read-flows.ts";
import { askHost } from "../../stages/hosting/ask-hosts.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import {
  type Company,
  type FlowStay,
  readCompanies,
  readFlowRequests,
  readFlowStays,
} from "../../stages/hosting/read-hosts.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  radios,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";
import { requestSays } from "./request-words.ts";
import { travelPart } from "./travel-part.ts";

const asked = (visit: StaffVisit) => readFlow(visit.tx, visit.params.flowId ?? "");

export const routes: Route[] = [
  {
    method: "GET",
    path: hostingPaths.flow(":scheme", ":flowId"),
    access: "staff",
    allow: can.seeHosting,
    answer: async (visit) => {
      const flow = await asked(visit);
      return flow ? page(await flowPage(visit, flow, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path: hostingPaths.ask(":scheme", ":flowId"),
    access: "staff",
    allow: can.askSomeHost,
    answer: async (visit): Promise<Answer> => {
      const flow = await asked(visit);
      if (!flow || !can.askHosts(visit.tx.actor, flow.sendingCountry)) return nothingHere;
      const done = await askHost(visit.tx, {
        organisationId: visit.form.text("organisation"),
        flowId: flow.id,
        mobilityIds: visit.form.all("people"),
        tasks: visit.form.text("tasks"),
        publicUrl: visit.site.publicUrl,
        language: visit.locale,
      });
      if (done.ok) {
        return redirect(`${hostingPaths.flow(visit.tx.actor.scheme.slug, flow.id)}?asked`);
      }
      const problems = done.problems.map((problem) =>
        problem.code === "not-found" ? { code: "required", field: "organisation" } : problem,
      );
      return refusedPage(await flowPage(visit, flow, problems));
    },
  },
];

async function flowPage(
  visit: StaffVisit,
  flow: Flow,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const stays = await readFlowStays(visit.tx, flow.id);
  const companies = await readCompanies(visit.tx, flow);
  const requests = await readFlowRequests(visit.tx, flow.id);
  const mayAsk = can.askHosts(visit.tx.actor, flow.sendingCountry);
  const waiting = stays.filter((stay) => stay.state === "planned" && stay.requestId === null);
  const title = t("hosting.flow-title", { flow: flow.code, city: flow.city });
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({ words, href: hostingPaths.board(slug) }),
    body: html`${problemSummary(words, problems, {}, { people: t("hosting.who"), organisation: t("hosting.company"), tasks: t("hosting.tasks") })}${visit.query.has("asked") && notificationBanner({ words, type: "success", text: t("hosting.asked-now") })}${visit.query.has("kept") && notificationBanner({ words, type: "success", text: t("hosting.kept-now") })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.days(flow.starts, flow.ends)} · <a class="govuk-link" href="${paths.flow(slug, flow.id)}">${t("hosting.to-flow")}</a></p>
${mayAsk && waiting.length > 0 && companies.length > 0 && button({ text: t("hosting.to-matching"), href: hostingPaths.matching(slug, flow.id) })}
${mayAsk && (await travelPart(visit, words, waiting))}${peopleTable(visit, stays)}
${companyTable(visit, companies)}
${mayAsk && waiting.length > 0 && companies.length > 0 && askForm(visit, flow, { waiting, companies, problems })}
${
  requests.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.requests"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.company"),
      { text: t("hosting.people"), format: "numeric" },
      t("hosting.asked-on"),
      t("hosting.answer"),
    ],
    rows: requests.map((request) => [
      html`<a class="govuk-link" href="${hostingPaths.request(slug, request.id)}">${request.company}</a>`,
      { text: words.number(request.places), format: "numeric" },
      words.shortDay(request.askedAt),
      requestSays(words, request),
    ]),
  })
}`,
  });
}

function peopleTable(visit: StaffVisit, stays: readonly FlowStay[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  if (stays.length === 0) return html`<p class="govuk-body">${t("hosting.no-people")}</p>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.who"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.person"),
      t("hosting.trade"),
      { text: t("hosting.age"), format: "numeric" },
      t("hosting.company"),
    ],
    rows: stays.map((stay) => [
      html`<a class="govuk-link" href="${paths.person(slug, stay.personId)}">${stay.familyName}, ${stay.givenNames}</a>`,
      stay.trade === null ? "–" : words.trade(stay.trade),
      { text: words.number(ageOn(stay.birthDate as Day, stay.starts as Day)), format: "numeric" },
      stay.companyId !== null
        ? html`<a class="govuk-link" href="${hostingPaths.host(slug, stay.companyId)}">${stay.company}</a>`
        : stay.requestId !== null
          ? html`<a class="govuk-link" href="${hostingPaths.request(slug, stay.requestId)}">${t(stay.requestState === "kept" ? "hosting.is-kept" : "hosting.is-asked")}</a>`
          : t("hosting.waits"),
    ]),
  });
}

function companyTable(visit: StaffVisit, companies: readonly Company[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  if (companies.length === 0) return html`<p class="govuk-body">${t("hosting.no-companies")}</p>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.companies"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.company"),
      t("hosting.contact"),
      t("hosting.takes"),
      { text: t("hosting.there"), format: "numeric" },
      { text: t("hosting.free"), format: "numeric" },
    ],
    rows: companies.map((company) => [
      html`<a class="govuk-link" href="${hostingPaths.host(slug, company.id)}">${company.name}</a>`,
      company.contact?.name ?? t("hosting.no-contact"),
      words.list([
        ...new Set(
          company.capacities.map((row) =>
            row.trade === null ? t("hosting.grid-every-trade") : words.trade(row.trade),
          ),
        ),
      ]) || "–",
      { text: words.number(company.held), format: "numeric" },
      {
        text: company.free === null ? t("hosting.not-said") : words.number(company.free),
        format: "numeric",
      },
    ]),
  });
}

function askForm(
  visit: StaffVisit,
  flow: Flow,
  of: {
    readonly waiting: readonly FlowStay[];
    readonly companies: readonly Company[];
    readonly problems: readonly Problem[];
  },
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { problems } = of;
  return html`<h2 class="govuk-heading-m">${t("hosting.ask-title")}</h2><p class="govuk-body">${t("hosting.ask-lead")}</p>
${form(
  {
    action: hostingPaths.ask(visit.tx.actor.scheme.slug, flow.id),
    key: newId(),
    classes: "app-text",
  },
  radios({
    words,
    problems,
    name: "organisation",
    value: visit.form.text("organisation"),
    legend: { text: t("hosting.company"), classes: "govuk-fieldset__legend--s" },
    items: of.companies.map((company) => ({
      value: company.id,
      text: company.name,
      hint: {
        text:
          company.free === null
            ? t("hosting.not-said")
            : t("hosting.free-count", { count: company.free }),
      },
    })),
  }),
  checkboxes({
    words,
    problems,
    name: "people",
    values: visit.form.all("people"),
    legend: { text: t("hosting.who"), classes: "govuk-fieldset__legend--s" },
    items: of.waiting.map((stay) => ({
      value: stay.mobilityId,
      text: `${stay.familyName}, ${stay.givenNames}`,
      hint: { text: stay.trade === null ? "–" : words.trade(stay.trade) },
    })),
  }),
  input({
    words,
    problems,
    name: "tasks",
    label: t("hosting.tasks"),
    hint: t("hosting.tasks-hint"),
    value: visit.form.text("tasks"),
    autocomplete: "off",
  }),
  button({ text: t("hosting.ask") }),
)}`;
}
