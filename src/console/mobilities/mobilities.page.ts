import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { can } from "../../stages/mobilities/mobility.policy.ts";
import type { MobilityState } from "../../stages/mobilities/mobility.ts";
import { citiesOfStays, listStays, STAY_SORTS } from "../../stages/mobilities/read-stays.ts";
import { STAY_GROUPS } from "../../stages/mobilities/stay-list.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html, input, type TagColour, tag } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { filterBy, filterForm, listRows } from "../list-parts.ts";
import { collationOf, listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { sectionLinks } from "../preparation/section-links.ts";
import { outcomePaths } from "../recognition/outcome-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const A_PAGE = 25;

const COLOURS: Readonly<Record<MobilityState, TagColour>> = {
  planned: "yellow",
  matched: "yellow",
  preparing: "turquoise",
  ready: "green",
  "on-hold": "red",
  "in-progress": "purple",
  interrupted: "orange",
  extended: "purple",
  "early-return": "orange",
  finished: "grey",
  reported: "grey",
  recognised: "grey",
  closed: "grey",
  cancelled: "grey",
};
export const stayWords = (words: Words, state: MobilityState): string =>
  words.t(`people.stay-${state}` as MessageKey);
export const stayTag = (words: Words, state: MobilityState): Html =>
  tag({ text: stayWords(words, state), colour: COLOURS[state] });

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.mobilities(":scheme"),
    access: "staff",
    allow: can.seeMobilities,
    answer: async (visit) => page(await listPage(visit)),
  },
  ...listFiles({
    path: paths.mobilitiesCsv(":scheme"),
    allow: can.seeMobilities,
    async list(visit) {
      const words = wordsOf(visit);
      const { t } = words;
      const { rows } = await find(visit);
      return {
        name: "stays",
        title: t("stays.title"),
        rows: [
          [
            t("stays.reference"),
            t("applicants.family-name"),
            t("applicants.given-names"),
            t("stays.school"),
            t("stays.from"),
            t("stays.city"),
            t("stays.country"),
            t("stays.company"),
            t("stays.flow"),
            t("stays.line"),
            t("stays.starts"),
            t("stays.ends"),
            t("stays.state"),
            t("stays.since"),
          ],
          ...rows.map((row) => [
            row.reference,
            row.familyName,
            row.givenNames,
            row.school,
            words.country(row.sendingCountry),
            row.city,
            words.country(row.country),
            row.company,
            row.flow,
            row.line,
            row.starts,
            row.ends,
            stayWords(words, row.state),
            row.since.toISOString(),
          ]),
        ],
      };
    },
  }),
];

const listOf = (visit: StaffVisit) =>
  listQuery(visit.query, paths.mobilities(visit.tx.actor.scheme.slug), STAY_SORTS);

const find = (visit: StaffVisit, page?: { limit: number; offset: number }) => {
  const list = listOf(visit);
  return listStays(visit.tx, {
    text: list.text("text"),
    group: list.text("state"),
    line: list.text("line"),
    sendingCountry: list.text("from"),
    city: list.text("city"),
    flowId: list.text("flow"),
    sort: list.sort,
    descending: list.descending,
    collation: collationOf(visit.locale),
    ...page,
  });
};

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const list = listOf(visit);
  const { rows, total } = await find(visit, { limit: A_PAGE, offset: (list.page - 1) * A_PAGE });
  const scheme = await readScheme(visit.tx);
  const cities = await citiesOfStays(visit.tx);
  const inOrder = (items: readonly { value: string; text: string }[]) =>
    words.inOrder([...items], ({ text }) => text);
  return consoleShell(visit, {
    title: t("stays.title"),
    section: "mobilities",
    body: html`<h1 class="govuk-heading-l">${t("stays.title")}</h1>
<p class="govuk-body">${t("stays.intro")} <a class="govuk-link" href="${paths.agreements(slug)}">${t("agreements.title")}</a> · <a class="govuk-link" href="${outcomePaths.list(slug)}">${t("recognition.title")}</a>${can.changeSomeMobility(visit.tx.actor) && html` · <a class="govuk-link" href="${paths.newStay(slug)}">${t("staff-stay.title")}</a>`}</p>
${sectionLinks(visit, words, "")}
${filterForm(
  words,
  list,
  paths.mobilities(slug),
  input({ words, name: "text", label: t("stays.search"), value: list.text("text") }),
  filterBy(words, list, {
    name: "state",
    label: t("stays.state"),
    items: Object.keys(STAY_GROUPS).map((group) => ({
      value: group,
      text: t(`stays.group-${group}` as MessageKey),
    })),
  }),
  filterBy(words, list, {
    name: "line",
    label: t("stays.line"),
    items: (scheme?.lines ?? []).map(({ code, name }) => ({
      value: code,
      text: words.local(name),
    })),
  }),
  filterBy(words, list, {
    name: "from",
    label: t("stays.from"),
    items: inOrder(
      (scheme?.countries ?? []).map(({ country }) => ({
        value: country,
        text: words.country(country),
      })),
    ),
  }),
  filterBy(words, list, {
    name: "city",
    label: t("stays.city"),
    items: inOrder(cities.map((city) => ({ value: city, text: city }))),
  }),
)}
${listRows(words, list, {
  count: t("stays.count", { count: total }),
  none: t(list.clear(words) ? "stays.none" : "stays.none-yet"),
  csv: paths.mobilitiesCsv(slug),
  total,
  aPage: A_PAGE,
  caption: t("stays.title"),
  head: [
    list.heading(t("stays.person"), "name"),
    t("stays.school"),
    list.heading(t("stays.city"), "city"),
    t("stays.company"),
    list.heading(t("stays.days"), "starts"),
    list.heading(t("stays.state"), "since"),
  ],
  rows: rows.map((row) => [
    html`<a class="govuk-link" href="${paths.mobility(slug, row.id)}">${row.familyName}, ${row.givenNames}</a><br><span class="govuk-hint">${row.reference}</span>`,
    html`${row.school}<br><span class="govuk-hint">${words.country(row.sendingCountry)}</span>`,
    html`${row.city}${row.flow !== null && html`<br><span class="govuk-hint">${row.flow}</span>`}`,
    row.company ?? "–",
    words.days(day(row.starts), day(row.ends)),
    html`${stayTag(words, row.state)}<br><span class="govuk-hint">${t("stays.since-day", { day: words.day(row.since) })}</span>`,
  ]),
})}`,
  });
}
