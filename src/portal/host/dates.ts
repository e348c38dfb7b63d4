import { CALENDAR_TYPE, toCalendar } from "../../platform/files/calendar.ts";
import { type Answer, file, nothingHere } from "../../platform/web/answer.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import { tradeWords } from "../../ui/hosting/grid.ts";
import { coming, DATES, type Part } from "./request-parts.ts";

/**
 * The days of whoever comes, for the calendar of the company that said yes: before a yes, and of a
 * yes that was taken back, there is no such file, because it names the learners.
 */
export function datesFile(visit: PublicVisit, part: Part): Answer {
  const { words, scheme, request } = part;
  const people = coming(part);
  if (people.length === 0) return nothingHere;
  const host = new URL(visit.site.publicUrl).hostname;
  const trade = request.trade ? tradeWords(words, "host", request.trade) : null;
  return file({
    name: DATES,
    type: CALENDAR_TYPE,
    body: toCalendar({
      name: words.local(scheme.name),
      made: visit.tx.now,
      events: people.map((person) => ({
        uid: `host-${person.mobilityId}@${host}`,
        title: [`${person.givenNames} ${person.familyName}`, trade].filter(Boolean).join(", "),
        place: request.company,
        first: person.starts as Day,
        last: person.ends as Day,
      })),
    }),
  });
}
