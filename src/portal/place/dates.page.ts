import { CALENDAR_TYPE, type CalendarEvent, toCalendar } from "../../platform/files/calendar.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { file, nothingHere } from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import { type OwnDates, readOwnDates } from "../../stages/preparation/own-dates.ts";
import { portalWords, schemeOf } from "../shell.ts";
import { ownTaskName } from "./task-list.page.ts";
import { taskPaths } from "./task-paths.ts";

/** The stay, the journeys leg by leg as the tickets say them, and what the learner still has to do. */
function eventsOf(words: Words, visit: LearnerVisit, dates: OwnDates): CalendarEvent[] {
  const { t } = words;
  const host = new URL(visit.site.publicUrl).hostname;
  const uid = (what: string) => `${what}-${dates.mobilityId}@${host}`;
  const tasks = `${visit.site.publicUrl}${taskPaths.list(visit.locale, visit.params.scheme ?? "")}`;
  return [
    {
      uid: uid("stay"),
      title: t("travel.own-stay", { city: dates.city }),
      place: dates.city,
      first: dates.starts,
      last: dates.ends,
    },
    ...dates.journeys.map((journey) => ({
      uid: uid(journey.direction),
      title: t(`travel.own-${journey.direction}`, { city: dates.city }),
      // Hours on the clocks of the two places, which a calendar would move to its owner's.
      about: journey.legs
        .map(
          (leg) =>
            `${leg.fromPlace} ${leg.departs.slice(11)} – ${leg.toPlace} ${leg.arrives.slice(11)}, ${[leg.carrier, leg.number].filter(Boolean).join(" ")}`,
        )
        .join("\n"),
      first: journey.first,
      last: journey.last,
    })),
    ...dates.due.map((task) => ({
      uid: uid(`due-${task.code}`),
      title: t("travel.own-due", { task: ownTaskName(words, task) }),
      url: tasks,
      first: task.due,
      last: task.due,
    })),
  ];
}

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: taskPaths.dates(":lang", ":scheme"),
    answer: async (visit) => {
      const dates = await readOwnDates(visit.tx);
      if (!dates) return nothingHere;
      const words = await portalWords(visit);
      const scheme = await schemeOf(visit);
      return file({
        name: "dates.ics",
        type: CALENDAR_TYPE,
        body: toCalendar({
          name: scheme ? words.local(scheme.name) : words.t("tasks.own-title"),
          made: visit.tx.now,
          events: eventsOf(words, visit, dates),
        }),
      });
    },
  },
];
