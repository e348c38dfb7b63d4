import type { Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { freePlaces, takesRegistrations, waysOf } from "../../stages/events/event.rules.ts";
import type { SchemeEvent } from "../../stages/events/event.ts";
import { readPublicEvent } from "../../stages/events/read-events.ts";
import { eventWhere, ownTime } from "../../ui/events/index.ts";
import { type Html, html, summaryList } from "../../ui/index.ts";
import { schemeOf } from "../shell.ts";

/** The event of the address; null for a draft and where there is none. */
export async function askedEvent(visit: PublicVisit): Promise<SchemeEvent | null> {
  if ((await schemeOf(visit))?.kind !== "running") return null;
  return readPublicEvent(visit.tx, visit.params.eventId ?? "");
}

/** Whether somebody may register now; the office's own exceptions are on its own pages. */
export const takesPeople = (event: SchemeEvent, now: Date): boolean =>
  takesRegistrations(event, { now, today: wallTimeOf(now).day, byOffice: false }) === null;

/** Whose hours may be read on another clock than the programme's. */
export const isFollowedAnywhere = ({ mode }: SchemeEvent): boolean => mode !== "on-site";

/** How it stands, in one line: until when to register, or why not any more. */
export function standingOf(words: Words, event: SchemeEvent, now: Date): string {
  const { t } = words;
  if (event.state === "cancelled") return t("events.cancelled-note");
  if (event.state === "held" || wallTimeOf(now).day > event.ends) return t("events.held-note");
  return takesPeople(event, now)
    ? `${t("events.fact-closes")}: ${words.deadline(event.closesAt)}`
    : t("events.closed-note");
}

/** How many places are free, by how people come. */
const freeWords = (words: Words, event: SchemeEvent): string[] =>
  waysOf(event.mode).map((way) => words.t(`events.free-${way}`, { free: freePlaces(event, way) }));

/** What is known of an event, as a list. */
export function eventFacts(words: Words, event: SchemeEvent, line: string | null): Html {
  const { t } = words;
  return summaryList({
    rows: [
      { key: t("events.fact-when"), value: words.days(event.starts, event.ends) },
      {
        key: t("events.fact-where"),
        value: event.mode === "online" ? t("events.where-online") : eventWhere(words, event),
      },
      {
        key: t("events.fact-languages"),
        value: words.list(event.languages.map((code) => words.language(code))),
      },
      event.organiser && { key: t("events.fact-organiser"), value: event.organiser.name },
      line !== null && { key: t("events.fact-line"), value: line },
      { key: t("events.fact-places"), value: freeWords(words, event).join(" · ") },
      {
        key: t("events.fact-closes"),
        value: html`${words.deadline(event.closesAt)}${isFollowedAnywhere(event) && ownTime(words, event.closesAt)}`,
      },
    ],
  });
}
