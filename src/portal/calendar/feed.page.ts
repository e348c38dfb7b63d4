import { CALENDAR_TYPE, type CalendarEvent, toCalendar } from "../../platform/files/calendar.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { file, nothingHere } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { type Feed, readFeed } from "../../stages/preparation/calendar-feed.ts";
import { portalWords, schemeOf } from "../shell.ts";

const eventOf = (words: Words, host: string, one: Feed["entries"][number]): CalendarEvent => ({
  uid: `${one.kind}-${one.id}-${one.first}@${host}`,
  title: words.t(`boards.feed-${one.kind}`, { flow: one.flow, city: one.city, count: one.people }),
  place: one.city,
  first: one.first,
  last: one.last,
});

/** Dates for a calendar, at an address that its owner alone knows; flows and figures, no names. */
export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    path: "/:lang/:scheme/calendar/:calendarSecret/dates.ics",
    answer: async (visit) => {
      const feed = await readFeed(visit.tx, visit.params.calendarSecret ?? "");
      if (!feed) return nothingHere;
      const words = await portalWords(visit);
      const scheme = await schemeOf(visit);
      const host = new URL(visit.site.publicUrl).hostname;
      return file({
        name: "dates.ics",
        type: CALENDAR_TYPE,
        body: toCalendar({
          name: scheme ? words.local(scheme.name) : words.t("boards.title"),
          made: feed.made,
          events: feed.entries.map((one) => eventOf(words, host, one)),
        }),
      });
    },
  },
];
