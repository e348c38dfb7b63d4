import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { issueCertificates, withdrawCertificate } from "../../stages/attendance/certificate.ts";
import { readFeedback } from "../../stages/attendance/give-feedback.ts";
import { setShare } from "../../stages/attendance/keep-details.ts";
import type { AttendanceList } from "../../stages/attendance/read-attendance.ts";
import { type Html, html } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { attendancePage, findAttendance } from "./attendance-frame.ts";
import { attendancePaths } from "./attendance-paths.ts";
import { feedbackPart, keepingPart } from "./keeping-parts.ts";

async function show(
  visit: StaffVisit,
  list: AttendanceList,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const keeps = can.keep(visit.tx.actor, list.event);
  return attendancePage(visit, {
    current: "certificates",
    list,
    problems,
    done: visit.query.has("saved") ? words.t("attendance.saved") : null,
    body: html`${keepingPart(visit, words, list, keeps, problems)}
${feedbackPart(words, await readFeedback(visit.tx, list.event.id))}`,
  });
}

function acted(visit: StaffVisit, eventId: string): Promise<Result<unknown>> | null {
  const { tx, form, site } = visit;
  switch (form.text("do")) {
    case "share":
      return setShare(tx, eventId, form.text("share"));
    case "certificates":
      return issueCertificates(tx, eventId, site.publicUrl);
    case "withdraw":
      return withdrawCertificate(tx, eventId, form.text("registration"));
    default:
      return null;
  }
}

async function act(visit: StaffVisit): Promise<Answer> {
  const list = await findAttendance(visit);
  const done = list && (await acted(visit, list.event.id));
  if (!list || !done) return nothingHere;
  if (done.ok) {
    const { slug } = visit.tx.actor.scheme;
    return redirect(`${attendancePaths.certificates(slug, list.event.id)}?saved`);
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, list, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSome,
    path: attendancePaths.certificates(":scheme", ":eventId"),
    answer: async (visit) => {
      const list = await findAttendance(visit);
      return list ? page(await show(visit, list)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.keepSome,
    path: attendancePaths.certificates(":scheme", ":eventId"),
    answer: act,
  },
];
