import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/events/event.policy.ts";
import { eventStates } from "../../stages/events/event.rules.ts";
import { EVENT_KINDS, type SchemeEvent } from "../../stages/events/event.ts";
import { EVENTS_A_PAGE, findEvents } from "../../stages/events/read-events.ts";
import { eventWhere } from "../../ui/events/index.ts";
import { button, type Html, html, input, localText } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { filterBy, filterForm, listRows } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import { eventTag } from "./state.ts";

const STATES = Object.keys(eventStates) as (keyof typeof eventStates)[];

export const routes: Route[] = [
  {
    method: "GET",
    path: eventPaths.events(":scheme"),
    access: "staff",
    allow: can.seeEvents,
    answer: async (visit) => page(await listPage(visit)),
  },
  ...listFiles({
    path: eventPaths.eventsCsv(":scheme"),
    allow: can.seeEvents,
    list: async (visit) => {
      const words = wordsOf(visit);
      const { t } = words;
      const { rows } = await find(visit, 0);
      return {
        name: "events",
        title: t("events.title"),
        rows: [
          [
            t("events.col-event"),
            t("events.fact-kind"),
            t("events.field-starts"),
            t("events.field-ends"),
            t("events.fact-where"),
            t("events.col-mode"),
            t("events.col-state"),
            t("events.col-people"),
            t("events.col-waiting"),
          ],
          ...rows.map((event) => [
            words.local(event.title),
            t(`events.kind-${event.kind}`),
            event.starts,
            event.ends,
            eventWhere(words, event),
            t(`events.mode-${event.mode}`),
            t(`events.state-${event.state}`),
            event.counts.registeredOnSite + event.counts.registeredOnline,
            event.counts.waiting,
          ]),
        ],
      };
    },
  }),
];

const listOf = (visit: StaffVisit) =>
  listQuery(visit.query, eventPaths.events(visit.tx.actor.scheme.slug), ["starts"]);

/** @param page 0 for every event that fits */
function find(visit: StaffVisit, page: number) {
  const list = listOf(visit);
  return findEvents(visit.tx, {
    kind: list.text("kind"),
    state: list.text("state"),
    text: list.text("text"),
    page,
  });
}

const people = ({ counts }: SchemeEvent) => counts.registeredOnSite + counts.registeredOnline;
const most = (event: SchemeEvent) => (event.capacityOnSite ?? 0) + (event.capacityOnline ?? 0);

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const list = listOf(visit);
  const { rows, total } = await find(visit, list.page);
  return consoleShell(visit, {
    title: t("events.title"),
    section: "events",
    body: html`<h1 class="govuk-heading-l">${t("events.title")}</h1><p class="govuk-body">${t("events.lead")}</p>
${can.keepSomeEvent(visit.tx.actor) && button({ text: t("events.new"), href: eventPaths.newEvent(slug) })}
${filterForm(
  words,
  list,
  eventPaths.events(slug),
  input({ words, name: "text", label: t("events.search"), value: list.text("text") }),
  filterBy(words, list, {
    name: "kind",
    label: t("events.fact-kind"),
    items: EVENT_KINDS.map((value) => ({ value, text: t(`events.kind-${value}`) })),
  }),
  filterBy(words, list, {
    name: "state",
    label: t("events.col-state"),
    items: STATES.map((value) => ({ value, text: t(`events.state-${value}`) })),
  }),
)}
${listRows(words, list, {
  count: t("events.count", { count: total }),
  none: t("events.none"),
  csv: eventPaths.eventsCsv(slug),
  total,
  aPage: EVENTS_A_PAGE,
  caption: t("events.title"),
  head: [
    t("events.col-event"),
    t("events.fact-when"),
    t("events.col-mode"),
    t("events.col-state"),
    { text: t("events.col-people"), format: "numeric" },
    { text: t("events.col-waiting"), format: "numeric" },
  ],
  rows: rows.map((event) => [
    html`<a class="govuk-link" href="${eventPaths.event(slug, event.id)}">${localText(words, event.title)}</a><br><span class="govuk-hint">${t(`events.kind-${event.kind}`)}</span>`,
    words.days(event.starts, event.ends),
    eventWhere(words, event),
    eventTag(words, event.state),
    {
      text: t("events.of", {
        count: words.number(people(event)),
        most: words.number(most(event)),
      }),
      format: "numeric",
    },
    { text: words.number(event.counts.waiting + event.counts.requested), format: "numeric" },
  ]),
})}`,
  });
}
