import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { markAttendance } from "../../stages/attendance/mark-attendance.ts";
import type { AttendanceList } from "../../stages/attendance/read-attendance.ts";
import { type Html, html } from "../../ui/index.ts";
import { listFiles } from "../list-files.ts";
import { wordsOf } from "../shell.ts";
import { attendanceFilter } from "./attendance-filter.ts";
import { attendancePage, findAttendance } from "./attendance-frame.ts";
import { attendancePaths } from "./attendance-paths.ts";
import { peoplePart, sessionsTable } from "./people-part.ts";

function show(visit: StaffVisit, list: AttendanceList, problems: readonly Problem[] = []): Html {
  const words = wordsOf(visit);
  const marked = visit.query.get("marked");
  return attendancePage(visit, {
    current: "attendance",
    list,
    problems,
    done: marked && words.t("attendance.marked", { count: Number(marked) || 0 }),
    body: html`${sessionsTable(words, list)}${peoplePart(visit, words, list, problems)}`,
  });
}

/** People of a paper list are marked, or the whole list as it is filtered. */
async function mark(visit: StaffVisit): Promise<Answer> {
  const list = await findAttendance(visit);
  if (!list) return nothingHere;
  const { form, tx } = visit;
  const filter = attendanceFilter(visit, list);
  const all = form.text("whole") === "yes";
  const done = await markAttendance(tx, list.event.id, {
    mark: form.text("mark"),
    sessionId: form.text("session"),
    registrationIds: all ? filter.people.map((one) => one.registrationId) : form.all("chosen"),
  });
  if (done.ok) return redirect(filter.href({ marked: String(done.value) }));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(show(visit, list, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSome,
    path: attendancePaths.attendance(":scheme", ":eventId"),
    answer: async (visit) => {
      const list = await findAttendance(visit);
      return list ? page(show(visit, list)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.keepSome,
    path: attendancePaths.marks(":scheme", ":eventId"),
    answer: mark,
  },
  ...listFiles({
    path: attendancePaths.attendanceCsv(":scheme", ":eventId"),
    allow: can.seeSome,
    async list(visit) {
      const list = await findAttendance(visit);
      if (!list) return null;
      const words = wordsOf(visit);
      const { t } = words;
      return {
        name: `attendance-${list.event.starts}`,
        title: t("attendance.title"),
        rows: [
          [
            t("attendance.name"),
            t("attendance.organisation"),
            t("attendance.in-online"),
            ...list.event.sessions.map(({ title }) => title),
            "%",
            t("attendance.certificate"),
          ],
          ...attendanceFilter(visit, list).people.map((one) => [
            one.name,
            one.organisationName ?? one.organisation,
            one.mode === "online" ? "1" : "0",
            ...list.event.sessions.map((session) => {
              const came = one.arrivals.find(({ sessionId }) => sessionId === session.id);
              return came ? words.time(new Date(came.at)) : "";
            }),
            one.share.percent,
            one.certificateCode ?? "",
          ]),
        ],
      };
    },
  }),
];
