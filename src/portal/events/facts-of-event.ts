import type { Words } from "../../platform/i18n/index.ts";
import { freePlaces, waysOf } from "../../stages/events/event.rules.ts";
import type { EventSession, SchemeEvent } from "../../stages/events/event.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { dataBlock } from "../../ui/data-block.ts";
import type { Html } from "../../ui/html.ts";
import { paths } from "../paths.ts";

const ATTENDANCE = {
  "on-site": "OfflineEventAttendanceMode",
  online: "OnlineEventAttendanceMode",
  blended: "MixedEventAttendanceMode",
} as const;

/** An event as schema.org knows it, so that a search finds it with its days and its place. */
export function factsOfEvent(from: {
  readonly words: Words;
  readonly event: SchemeEvent;
  readonly sessions: readonly EventSession[];
  readonly scheme: Scheme | null;
  readonly publicUrl: string;
}): Html {
  const { words, event, scheme, publicUrl } = from;
  const slug = scheme?.slug ?? "";
  const url = `${publicUrl}${paths.event(words.locale, slug, event.id)}`;
  const about = words.local(event.about);
  const place = event.city &&
    event.country && {
      "@type": "Place",
      name: event.venue ?? event.city,
      address: {
        "@type": "PostalAddress",
        ...(event.venue ? { streetAddress: event.venue } : {}),
        addressLocality: event.city,
        addressCountry: event.country,
      },
    };
  // Where to come in online is told to those who have a place; a program is told the page.
  const online = event.mode === "on-site" ? null : { "@type": "VirtualLocation", url };
  const locations = [place, online].filter(Boolean);
  return dataBlock({
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    name: words.local(event.title),
    ...(about ? { description: about } : {}),
    url,
    inLanguage: event.languages,
    startDate: event.starts,
    endDate: event.ends,
    eventStatus: `https://schema.org/${event.state === "cancelled" ? "EventCancelled" : "EventScheduled"}`,
    eventAttendanceMode: `https://schema.org/${ATTENDANCE[event.mode]}`,
    location: locations.length === 1 ? locations[0] : locations,
    organizer: {
      "@type": "Organization",
      name: event.organiser?.name ?? (scheme ? words.local(scheme.name) : words.t("site.brand")),
      url: `${publicUrl}${paths.home(words.locale, slug)}`,
    },
    isAccessibleForFree: true,
    ...(event.capacityOnSite ? { maximumPhysicalAttendeeCapacity: event.capacityOnSite } : {}),
    ...(event.capacityOnline ? { maximumVirtualAttendeeCapacity: event.capacityOnline } : {}),
    remainingAttendeeCapacity: waysOf(event.mode)
      .map((way) => freePlaces(event, way))
      .reduce((sum, free) => sum + free, 0),
    ...(from.sessions.length > 0
      ? {
          subEvent: from.sessions.map((session) => ({
            "@type": "Event",
            name: session.title,
            startDate: session.startsAt.toISOString(),
            endDate: session.endsAt.toISOString(),
            location: locations[0],
            ...(session.speakers.length > 0
              ? { performer: session.speakers.map((name) => ({ "@type": "Person", name })) }
              : {}),
          })),
        }
      : {}),
  });
}
