import type { StaffVisit } from "../../platform/web/route.ts";
import { fold } from "../../shared/fold.ts";
import type { AttendanceList, Attendee } from "../../stages/attendance/read-attendance.ts";
import { listQuery } from "../list-query.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** What the list can be narrowed to, beside a session that somebody missed. */
export const SHOWN = ["there", "nowhere", "earned", "not-earned"] as const;
const MISSED = "missed-";
export const missedIn = (sessionId: string): string => `${MISSED}${sessionId}`;

const isIn = (one: Attendee, sessionId: string): boolean =>
  one.arrivals.some((each) => each.sessionId === sessionId);

/** The people of an event as the address narrows them: by a name, and by where they were. */
export function attendanceFilter(visit: StaffVisit, { event, people }: AttendanceList) {
  const list = listQuery(
    visit.query,
    attendancePaths.attendance(visit.tx.actor.scheme.slug, event.id),
    ["name"],
  );
  const looked = fold(list.text("text"));
  const shown = list.text("shown");
  const fits = (one: Attendee): boolean => {
    switch (shown) {
      case "there":
        return one.arrivals.length > 0;
      case "nowhere":
        return one.arrivals.length === 0;
      case "earned":
        return one.earned;
      case "not-earned":
        return !one.earned;
      default:
        return !shown.startsWith(MISSED) || !isIn(one, shown.slice(MISSED.length));
    }
  };
  return {
    ...list,
    people: people.filter(
      (one) =>
        fits(one) &&
        fold(`${one.name} ${one.organisation} ${one.organisationName ?? ""} ${one.code}`).includes(
          looked,
        ),
    ),
  };
}
