import { CALENDAR_TYPE, type CalendarEvent, toCalendar } from "../../platform/files/calendar.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { file, nothingHere } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { paths } from "../paths.ts";
import { portalWords } from "../shell.ts";
import { askedCall } from "./call.page.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.callDates(":lang", ":scheme", ":number"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const call = await askedCall(visit);
      if (!call) return nothingHere;
      const words = await portalWords(visit);
      const url = `${visit.site.publicUrl}${paths.call(words.locale, visit.params.scheme ?? "", String(call.number))}`;
      return file({
        name: `call-${call.number}.ics`,
        type: CALENDAR_TYPE,
        body: toCalendar({
          name: words.local(call.title),
          // From then on nobody can change a date of it.
          made: call.opensAt,
          events: eventsOf(words, call, url),
        }),
      });
    },
  },
];

/** Every date of a call that binds somebody. */
function eventsOf(words: Words, call: CallSheet, url: string): CalendarEvent[] {
  const title = words.local(call.title);
  const host = new URL(url).hostname;
  const entry = (name: "opens" | "closes" | "decided" | "answer" | "travel") => ({
    uid: `call-${call.id}-${name}@${host}`,
    title: `${title}: ${words.t(`call-sheet.date-${name}`)}`,
    url,
  });
  const starts = call.flows.map((flow) => flow.starts).sort()[0];
  const ends = call.flows
    .map((flow) => flow.ends)
    .sort()
    .at(-1);
  return [
    { ...entry("opens"), at: call.opensAt },
    { ...entry("closes"), at: call.closesAt, about: words.deadline(call.closesAt) },
    { ...entry("decided"), first: call.decideBy, last: call.decideBy },
    { ...entry("answer"), at: call.answerBy, about: words.deadline(call.answerBy) },
    ...(starts && ends
      ? [
          {
            ...entry("travel"),
            first: starts,
            last: ends,
            place: words.list([...new Set(call.flows.map((flow) => flow.city))]),
          },
        ]
      : []),
  ];
}
