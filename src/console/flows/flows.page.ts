import { visibleCountries } from "../../platform/db/actor.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/calls/call.policy.ts";
import { FLOW_STATES, type FlowState } from "../../stages/calls/flow.ts";
import { listCalls } from "../../stages/calls/read-calls.ts";
import { citiesOfFlows, FLOW_SORTS, findFlows } from "../../stages/calls/read-flows.ts";
import { flowMarks } from "../../stages/imports/flow-changes.kind.ts";
import { ID_COLUMN, MARKS_COLUMN } from "../../stages/imports/round-trip.rules.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html, input, type TagColour, tag } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { filterBy, filterForm, listRows } from "../list-parts.ts";
import { collationOf, listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const A_PAGE = 25;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.flows(":scheme"),
    access: "staff",
    allow: can.seeFlows,
    answer: async (visit) => page(await listPage(visit)),
  },
  ...listFiles({
    path: paths.flowsCsv(":scheme"),
    allow: can.seeFlows,
    async list(visit) {
      const words = wordsOf(visit);
      const { rows } = await find(visit);
      return {
        name: "flows",
        title: words.t("flows.title"),
        rows: [
          [
            words.t("flows.code"),
            words.t("flows.call"),
            words.t("flows.from"),
            words.t("flows.city"),
            words.t("flows.country"),
            words.t("flows.host"),
            words.t("flows.starts"),
            words.t("flows.ends"),
            words.t("flows.seats"),
            words.t("flows.minimum"),
            words.t("flows.wishes"),
            words.t("flows.first-wishes"),
            words.t("flows.taken"),
            words.t("flows.leader"),
            words.t("flows.state"),
          ],
          ...rows.map((row) => [
            row.code,
            row.callNumber,
            words.country(row.sendingCountry),
            row.city,
            words.country(row.country),
            row.hostingOrganisation,
            row.starts,
            row.ends,
            row.seats,
            row.minimum,
            row.wishes,
            row.firstWishes,
            row.taken,
            row.leader,
            stateWords(words, row.state),
          ]),
        ],
        hidden: [[ID_COLUMN, MARKS_COLUMN], ...rows.map((row) => [row.id, flowMarks(row)])],
      };
    },
  }),
];

const COLOURS: Readonly<Record<FlowState, TagColour>> = {
  open: "green",
  cancelled: "red",
  merged: "purple",
};
export const stateWords = (words: Words, state: FlowState): string =>
  words.t(`flows.state-${state}` as MessageKey);
export const stateTag = (words: Words, state: FlowState): Html =>
  tag({ text: stateWords(words, state), colour: COLOURS[state] });

const listOf = (visit: StaffVisit) =>
  listQuery(visit.query, paths.flows(visit.tx.actor.scheme.slug), FLOW_SORTS);

const find = (visit: StaffVisit, page?: { limit: number; offset: number }) => {
  const list = listOf(visit);
  return findFlows(visit.tx, {
    text: list.text("text"),
    call: list.text("call"),
    sendingCountry: list.text("from"),
    city: list.text("city"),
    state: list.text("state"),
    sort: list.sort,
    descending: list.descending,
    collation: collationOf(visit.locale),
    countries: wordsOf(visit).names("country"),
    ...page,
  });
};

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const list = listOf(visit);
  const { rows, total } = await find(visit, { limit: A_PAGE, offset: (list.page - 1) * A_PAGE });
  const scheme = await readScheme(visit.tx);
  const calls = await listCalls(visit.tx);
  const cities = await citiesOfFlows(visit.tx);
  const seen = visibleCountries(visit.tx.actor);
  const countries = (scheme?.countries ?? []).filter(
    ({ country }) => seen === null || seen.includes(country),
  );
  return consoleShell(visit, {
    title: words.t("flows.title"),
    section: "flows",
    body: html`<h1 class="govuk-heading-l">${words.t("flows.title")}</h1>
<p class="govuk-body">${words.t("flows.intro")}</p>
${filterForm(
  words,
  list,
  paths.flows(slug),
  input({ words, name: "text", label: words.t("flows.search"), value: list.text("text") }),
  filterBy(words, list, {
    name: "call",
    label: words.t("flows.call"),
    items: calls.map((call) => ({
      value: String(call.number),
      text: `${call.number}: ${words.local(call.title)}`,
    })),
  }),
  filterBy(words, list, {
    name: "from",
    label: words.t("flows.from"),
    items: words.inOrder(
      countries.map(({ country }) => ({ value: country, text: words.country(country) })),
      ({ text }) => text,
    ),
  }),
  filterBy(words, list, {
    name: "city",
    label: words.t("flows.city"),
    items: words.inOrder(
      cities.map((city) => ({ value: city, text: city })),
      ({ text }) => text,
    ),
  }),
  filterBy(words, list, {
    name: "state",
    label: words.t("flows.state"),
    items: FLOW_STATES.map((s) => ({ value: s, text: stateWords(words, s) })),
  }),
)}
${listRows(words, list, {
  count: words.t("flows.count", { count: total }),
  none: words.t(list.clear(words) ? "flows.none" : "flows.none-yet"),
  csv: paths.flowsCsv(slug),
  total,
  aPage: A_PAGE,
  caption: words.t("flows.title"),
  head: [
    list.heading(words.t("flows.code"), "code"),
    list.heading(words.t("flows.from"), "country"),
    list.heading(words.t("flows.city"), "city"),
    list.heading(words.t("flows.days"), "starts"),
    list.heading(words.t("flows.seats"), "seats", "numeric"),
    { text: words.t("flows.minimum"), format: "numeric" },
    list.heading(words.t("flows.wishes"), "wishes", "numeric"),
    { text: words.t("flows.taken"), format: "numeric" },
    words.t("flows.state"),
  ],
  rows: rows.map((row) => [
    html`<a class="govuk-link app-nowrap" href="${paths.flow(slug, row.id)}">${row.code}</a><br><span class="govuk-hint">${words.t("flows.of-call", { number: row.callNumber })}</span>`,
    words.country(row.sendingCountry),
    html`${row.city}<br><span class="govuk-hint">${row.hostingOrganisation}</span>`,
    words.days(row.starts, row.ends),
    { text: words.number(row.seats), format: "numeric" },
    { text: words.number(row.minimum), format: "numeric" },
    { text: words.number(row.wishes), format: "numeric" },
    { text: words.number(row.taken), format: "numeric" },
    row.state === "open" && row.wishes < row.minimum
      ? tag({ text: words.t("flows.under-minimum"), colour: "orange" })
      : stateTag(words, row.state),
  ]),
})}`,
  });
}
