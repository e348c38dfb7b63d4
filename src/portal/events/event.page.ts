import { CALENDAR_TYPE, type CalendarEvent, toCalendar } from "../../platform/files/calendar.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { freePlaces, waysOf } from "../../stages/events/event.rules.ts";
import type { EventSession, SchemeEvent } from "../../stages/events/event.ts";
import { readProgramme, readRecordings } from "../../stages/events/read-events.ts";
import { eventWhere, OWN_TIME_SCRIPT, programmeList } from "../../ui/events/index.ts";
import { backLink, button, html, insetText, lines, localLang, localText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import {
  askedEvent,
  eventFacts,
  isFollowedAnywhere,
  standingOf,
  takesPeople,
} from "./event-parts.ts";
import { factsOfEvent } from "./facts-of-event.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.event(":lang", ":scheme", ":eventId"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const event = await askedEvent(visit);
      return event ? eventPage(visit, event) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.eventDates(":lang", ":scheme", ":eventId"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const event = await askedEvent(visit);
      if (!event) return nothingHere;
      const words = await portalWords(visit);
      const url = `${visit.site.publicUrl}${paths.event(words.locale, visit.params.scheme ?? "", event.id)}`;
      const sessions = await readProgramme(visit.tx, event.id);
      return file({
        name: "event.ics",
        type: CALENDAR_TYPE,
        body: toCalendar({
          name: words.local(event.title),
          made: visit.tx.now,
          events: entriesOf(words, event, sessions, url),
        }),
      });
    },
  },
];

/** The event as whole days, and each session with its hours. */
function entriesOf(
  words: Words,
  event: SchemeEvent,
  sessions: readonly EventSession[],
  url: string,
): CalendarEvent[] {
  const title = words.local(event.title);
  const place = eventWhere(words, event);
  const calledOff = event.state === "cancelled";
  return [
    {
      uid: `event-${event.id}@kalfa`,
      title,
      place,
      url,
      calledOff,
      first: event.starts,
      last: event.ends,
    },
    ...sessions.map((session) => ({
      uid: `event-session-${session.id}@kalfa`,
      title: `${session.title} · ${title}`,
      place: session.room ? `${session.room}, ${place}` : place,
      url,
      calledOff,
      at: session.startsAt,
      until: session.endsAt,
    })),
  ];
}

async function eventPage(visit: PublicVisit, event: SchemeEvent): Promise<Answer> {
  const words = await portalWords(visit);
  const { t } = words;
  const scheme = await schemeOf(visit);
  const slug = scheme?.slug ?? "";
  const title = words.local(event.title);
  const about = words.local(event.about);
  const sessions = await readProgramme(visit.tx, event.id);
  const films = await readRecordings(visit.tx, event.id);
  const filmsOf = ({ id }: EventSession) =>
    html`${films
      .filter(({ sessionId }) => sessionId === id)
      .map(
        ({ resourceId, title: name }) =>
          html`<br>${t("events.recording")}: <a class="govuk-link" href="${paths.resource(words.locale, slug, resourceId ?? "")}">${name}</a>`,
      )}`;
  const standing = standingOf(words, event, visit.tx.now);
  const line = scheme?.lines.find(({ id }) => id === event.lineId);
  const open = takesPeople(event, visit.tx.now);
  const full = open && waysOf(event.mode).every((way) => freePlaces(event, way) === 0);
  const register = button({
    text: t("events.register"),
    href: paths.eventRegistration(words.locale, slug, event.id),
    isStartButton: true,
  });
  return page(
    await portalShell(visit, {
      title,
      about: `${title}: ${words.days(event.starts, event.ends)}, ${eventWhere(words, event)}`,
      data: factsOfEvent({ words, event, sessions, scheme, publicUrl: visit.site.publicUrl }),
      scripts: isFollowedAnywhere(event) ? [OWN_TIME_SCRIPT] : [],
      before: backLink({
        words,
        text: t("events.title"),
        href: paths.events(words.locale, slug),
      }),
      body: html`<span class="govuk-caption-l">${t(`events.kind-${event.kind}`)} · ${t(`events.mode-${event.mode}`)}</span><h1 class="govuk-heading-l">${localText(words, event.title)}</h1>
${about !== "" && html`<p class="govuk-body-l"${localLang(words, event.about)}>${lines(about)}</p>`}
<p class="govuk-body"><strong>${standing}</strong></p>
${full && insetText({ text: t("events.full-note") })}${
  event.counts.waiting > 0 &&
  open &&
  html`<p class="govuk-body">${t("events.waiting-count", { count: event.counts.waiting })}</p>`
}${open && event.approval && html`<p class="govuk-body">${t("events.approval-note")}</p>`}${open && register}
${eventFacts(words, event, line ? words.local(line.name) : null)}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.eventDates(words.locale, slug, event.id)}">${t("events.calendar")}</a></p>
<h2 class="govuk-heading-m">${t("events.programme")}</h2>${programmeList(words, sessions, filmsOf, isFollowedAnywhere(event))}`,
    }),
  );
}
