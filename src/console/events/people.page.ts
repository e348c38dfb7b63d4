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
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { DECISIONS, decideRegistrations } from "../../stages/events/decide-registrations.ts";
import { can } from "../../stages/events/event.policy.ts";
import { isComing } from "../../stages/events/event.rules.ts";
import type { EventRegistration, SchemeEvent } from "../../stages/events/event.ts";
import { listRegistrations, PEOPLE_A_PAGE } from "../../stages/events/read-events.ts";
import { registerForEvent } from "../../stages/events/register-for-event.ts";
import { registrationStates } from "../../stages/events/registration.rules.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  localText,
  notificationBanner,
  pagesOf,
  problemSummary,
  radios,
} from "../../ui/index.ts";
import { downloads, listFiles } from "../list-files.ts";
import { filterBy, filterForm } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import { chosenAt, peopleRows } from "./people-rows.ts";
import { localeTyped, writeDown } from "./write-down-part.ts";

const STATES = Object.keys(registrationStates) as (keyof typeof registrationStates)[];

type Found = {
  readonly event: SchemeEvent;
  readonly people: readonly EventRegistration[];
  readonly total: number;
};

/** What the list shows; that something was done is said once and not on its other pages. */
function listOf(visit: StaffVisit, eventId: string) {
  const asked = new URLSearchParams(visit.query);
  asked.delete("done");
  return listQuery(asked, eventPaths.people(visit.tx.actor.scheme.slug, eventId), ["since"]);
}

/** @param whole everybody who fits, and not one page of them */
function find(visit: StaffVisit, whole = false): Promise<Found | null> {
  const id = visit.params.eventId ?? "";
  const list = listOf(visit, id);
  return listRegistrations(visit.tx, id, {
    state: list.text("state"),
    text: list.text("text"),
    page: whole ? 0 : list.page,
  });
}

async function show(
  visit: StaffVisit,
  { event, people, total }: Found,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const list = listOf(visit, event.id);
  const acts =
    can.keepEvent(actor, event.organiser?.id ?? null) &&
    isComing(event, wallTimeOf(visit.tx.now).day);
  const done = visit.query.get("done");
  return consoleShell(visit, {
    title: `${t("events.people-title")}: ${words.local(event.title)}`,
    section: "events",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.local(event.title),
      href: eventPaths.event(slug, event.id),
    }),
    body: html`${problemSummary(words, problems, { ids: chosenAt(people) }, peopleLabels(words))}${
      done !== null && notificationBanner({ words, text: decided(words, done), type: "success" })
    }<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${t("events.people-title")}</h1>
${filterForm(
  words,
  list,
  eventPaths.people(slug, event.id),
  input({ words, name: "text", label: t("events.people-search"), value: list.text("text") }),
  filterBy(words, list, {
    name: "state",
    label: t("events.col-state"),
    items: STATES.map((value) => ({ value, text: t(`events.reg-${value}`) })),
  }),
)}
<div class="app-toolbar"><p class="govuk-body">${people.length === 0 ? t(list.text("state") || list.text("text") ? "events.people-none" : "events.people-none-yet") : t("events.people-count", { count: total })}</p><p class="govuk-body">${downloads(words, list.href({ page: "" }, eventPaths.peopleCsv(slug, event.id)))}</p></div>
${people.length > 0 && (acts ? decisions(visit, words, event, people, problems) : peopleRows(words, event, people, null))}
${pagesOf(words, { page: list.page, pages: Math.ceil(total / PEOPLE_A_PAGE), href: list.pageHref })}
${acts && writeDown(visit, words, event, problems)}`,
  });
}

/** What each field is called, for the summary of problems. */
const peopleLabels = ({ t }: Words): Record<string, string> => ({
  name: t("events.col-name"),
  contact: t("events.col-contact"),
  organisation: t("events.organisation"),
  mode: t("events.col-mode"),
  decision: t("events.decision"),
});

/** "2-1-0-0" of the address, in words; anything else is a plain "saved". */
function decided(words: Words, done: string): string {
  const [yes, waiting, no, removed] = done.split("-").map(Number);
  return [yes, waiting, no, removed].every((count) => Number.isInteger(count))
    ? words.t("events.decided", {
        yes: yes ?? 0,
        waiting: waiting ?? 0,
        no: no ?? 0,
        removed: removed ?? 0,
      })
    : words.t("events.saved");
}

function decisions(
  visit: StaffVisit,
  words: Words,
  event: SchemeEvent,
  people: readonly EventRegistration[],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const asks = event.counts.requested > 0;
  return form(
    // What was refused comes back with the same page of the list, and with the same boxes.
    { action: listOf(visit, event.id).href({}), key: newId() },
    hidden("act", "decide"),
    peopleRows(words, event, people, visit.form.all("ids")),
    radios({
      words,
      name: "decision",
      legend: t("events.decision"),
      value: visit.form.text("decision"),
      problems,
      items: DECISIONS.filter((each) => each !== "accept" || asks).map((value) => ({
        value,
        text: t(`events.decision-${value}`),
      })),
    }),
    button({ text: t("events.decide-send"), kind: "secondary", preventDoubleClick: true }),
  );
}

async function decide(visit: StaffVisit): Promise<Answer> {
  const found = await find(visit);
  if (!found) return nothingHere;
  const { tx, site, form: sent } = visit;
  const said = { decision: sent.text("decision"), ids: sent.all("ids") };
  const done = await decideRegistrations(tx, found.event.id, said, site.publicUrl);
  if (!done.ok) return refusedPage(await show(visit, found, done.problems));
  const { registered, waiting, declined, removed } = done.value;
  return redirect(
    listOf(visit, found.event.id).href({
      done: [registered, waiting, declined, removed].join("-"),
    }),
  );
}

async function add(visit: StaffVisit): Promise<Answer> {
  const found = await find(visit);
  if (!found) return nothingHere;
  const { tx, site, form: sent } = visit;
  const locale = localeTyped(visit);
  const typed = {
    name: sent.text("name"),
    contact: sent.text("contact"),
    organisation: sent.text("organisation"),
    mode: sent.text("mode"),
  };
  const done = await registerForEvent(tx, found.event.id, { ...typed, locale }, site.publicUrl);
  if (!done.ok) return refusedPage(await show(visit, found, done.problems));
  return redirect(`${eventPaths.people(tx.actor.scheme.slug, found.event.id)}?done`);
}

export const routes: Route[] = [
  {
    method: "GET",
    path: eventPaths.people(":scheme", ":eventId"),
    access: "staff",
    allow: can.seeSomePeople,
    answer: async (visit) => {
      const found = await find(visit);
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  {
    method: "POST",
    path: eventPaths.people(":scheme", ":eventId"),
    access: "staff",
    allow: can.keepSomeEvent,
    answer: (visit) => (visit.form.text("act") === "decide" ? decide(visit) : add(visit)),
  },
  ...listFiles({
    path: eventPaths.peopleCsv(":scheme", ":eventId"),
    allow: can.seeSomePeople,
    list: async (visit) => {
      const found = await find(visit, true);
      if (!found) return null;
      const words = wordsOf(visit);
      const { t } = words;
      return {
        name: "event-people",
        title: t("events.people-title"),
        rows: [
          [
            t("events.col-name"),
            t("events.col-organisation"),
            t("events.col-contact"),
            t("events.col-mode"),
            t("events.col-state"),
            t("events.own-ticket"),
            t("events.col-since"),
            t("events.arrives"),
            t("events.leaves"),
          ],
          ...found.people.map((one) => [
            one.name,
            one.organisation,
            one.email ?? one.phone ?? "",
            t(`events.mode-${one.mode}`),
            t(`events.reg-${one.state}`),
            one.ticketCode,
            one.createdAt.toISOString(),
            one.arrives ?? "",
            one.leaves ?? "",
          ]),
        ],
      };
    },
  }),
];
