import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ageOn, day } from "../../shared/day.ts";
import type { Call } from "../../stages/calls/call.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import { can } from "../../stages/mobilities/offer.policy.ts";
import { OFFER_STATES } from "../../stages/mobilities/offer.rules.ts";
import {
  countOffers,
  findOffers,
  type ListedOffer,
  OFFER_SORTS,
  readPlaceStandings,
} from "../../stages/mobilities/read-offers.ts";
import { breadcrumbs, checkboxes, type Html, html, input, pagesOf, table } from "../../ui/index.ts";
import { downloads, type ListFile, listFiles } from "../list-files.ts";
import { filterBy, filterForm } from "../list-parts.ts";
import { collationOf, listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { placesTable } from "./places-table.ts";
import { stateTag, stateWords } from "./state.ts";

const A_PAGE = 25;

const listOf = (visit: StaffVisit, call: Call) =>
  listQuery(visit.query, paths.offers(visit.tx.actor.scheme.slug, call.id), OFFER_SORTS);

const find = (visit: StaffVisit, call: Call, part?: { limit: number; offset: number }) => {
  const list = listOf(visit, call);
  return findOffers(visit.tx, call.id, {
    text: list.text("text"),
    state: list.text("state"),
    overdue: list.text("overdue") === "1",
    sort: list.sort,
    descending: list.descending,
    collation: collationOf(visit.locale),
    ...part,
  });
};

const withCall =
  (answer: (visit: StaffVisit, call: Call) => Promise<Answer>) => async (visit: StaffVisit) => {
    const call = await readCall(visit.tx, visit.params.callId ?? "");
    return call ? answer(visit, call) : nothingHere;
  };

const nameOf = (row: ListedOffer) => `${row.familyName}, ${row.givenNames}`;
const ageThen = (row: ListedOffer) => ageOn(day(row.birthDate), day(row.starts));

async function show(visit: StaffVisit, call: Call): Promise<Answer> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const list = listOf(visit, call);
  const { rows, total } = await find(visit, call, {
    limit: A_PAGE,
    offset: (list.page - 1) * A_PAGE,
  });
  const counts = await countOffers(visit.tx, call.id);
  const places = await readPlaceStandings(visit.tx, call.id);
  const title = words.t("offers.title-call", { number: call.number });
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
${
  call.state === "published"
    ? html`<p class="govuk-body">${words.t("offers.answer-by", { when: words.deadline(call.answerBy) })}</p>`
    : html`<p class="govuk-body">${words.t("offers.not-published")}</p>`
}
${countLinks(words, list, counts)}
${filters(words, paths.offers(slug, call.id), list)}
<div class="app-toolbar"><p class="govuk-body">${words.t("offers.count", { count: total })}</p>${
    can.exportOffers(visit.tx.actor) &&
    html`<p class="govuk-body">${downloads(words, list.href({ page: "" }, paths.offersCsv(slug, call.id)))}</p>`
  }</div>
${rows.length === 0 ? html`<p class="govuk-body">${words.t("offers.none")}</p>` : people(visit, list, rows)}
${pagesOf(words, { page: list.page, pages: Math.ceil(total / A_PAGE), href: list.pageHref })}
${places.length > 0 && placesTable(visit, places)}`;
  return page(
    consoleShell(visit, {
      title,
      section: "flows",
      before: breadcrumbs({
        words,
        items: [
          { text: words.t("flows.title"), href: paths.flows(slug) },
          { text: words.local(call.title), href: paths.workbench(slug, call.id) },
          { text: words.t("offers.title") },
        ],
      }),
      body,
    }),
  );
}

type List = ReturnType<typeof listOf>;

/** How many stand in each state; every figure opens its rows. */
function countLinks(
  words: Words,
  list: List,
  counts: Awaited<ReturnType<typeof countOffers>>,
): Html {
  return html`<ul class="app-figures">${OFFER_STATES.map((state) => {
    const count = counts.find((row) => row.state === state)?.count ?? 0;
    return html`<li><span class="app-figures__value">${words.number(count)}</span><a class="govuk-link app-figures__label" href="${list.href({ state, overdue: "", page: "" })}">${stateWords(words, state)}</a></li>`;
  })}</ul>`;
}

function filters(words: Words, action: string, list: List): Html {
  return filterForm(
    words,
    list,
    action,
    input({ words, name: "text", label: words.t("offers.search"), value: list.text("text") }),
    filterBy(words, list, {
      name: "state",
      label: words.t("offers.state"),
      items: OFFER_STATES.map((state) => ({ value: state, text: stateWords(words, state) })),
    }),
    checkboxes({
      words,
      name: "overdue",
      values: [list.text("overdue")],
      classes: "govuk-checkboxes--small",
      items: [{ value: "1", text: words.t("offers.only-overdue") }],
    }),
  );
}

function people(visit: StaffVisit, list: List, rows: readonly ListedOffer[]): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("offers.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      list.heading(words.t("offers.name"), "name"),
      words.t("offers.school"),
      list.heading(words.t("offers.place"), "flow"),
      list.heading(words.t("offers.state"), "waiting"),
      words.t("offers.until"),
      words.t("offers.phone"),
      { text: words.t("offers.age"), format: "numeric" },
    ],
    rows: rows.map((row) => [
      html`<a class="govuk-link" href="${paths.offer(slug, row.id)}">${nameOf(row)}</a>`,
      row.school,
      html`${row.city}<br><span class="govuk-hint">${row.flowCode}${row.fromReserveList && html`, ${words.t("offers.from-reserve")}`}</span>`,
      stateTag(words, row, visit.tx.now),
      words.shortDay(row.answerBy),
      row.phone ?? "–",
      ageThen(row),
    ]),
  });
}

async function whole(visit: StaffVisit, call: Call): Promise<ListFile> {
  const words = wordsOf(visit);
  const { rows } = await find(visit, call);
  const heads = [
    "name",
    "school",
    "country",
    "flow",
    "city",
    "state",
    "until",
    "answered",
    "phone",
  ];
  return {
    name: `offers-${call.number}`,
    title: words.t("offers.title"),
    rows: [
      heads.map((head) => words.t(`offers.${head}`)),
      ...rows.map((row) => [
        nameOf(row),
        row.school,
        words.country(row.sendingCountry),
        row.flowCode,
        row.city,
        stateWords(words, row.state),
        row.answerBy.toISOString(),
        row.answeredAt?.toISOString() ?? "",
        row.phone,
      ]),
    ],
  };
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeOffers,
    path: paths.offers(":scheme", ":callId"),
    answer: withCall(show),
  },
  ...listFiles({
    path: paths.offersCsv(":scheme", ":callId"),
    allow: can.exportOffers,
    async list(visit) {
      const call = await readCall(visit.tx, visit.params.callId ?? "");
      return call ? whole(visit, call) : null;
    },
  }),
];
