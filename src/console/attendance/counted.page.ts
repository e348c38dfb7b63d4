import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { confirmCounted } from "../../stages/attendance/confirm-counted.ts";
import { nameOrganisations, namesAsked } from "../../stages/attendance/name-organisation.ts";
import type { AttendanceList } from "../../stages/attendance/read-attendance.ts";
import { type Html, html } from "../../ui/index.ts";
import { wordsOf } from "../shell.ts";
import { attendancePage, findAttendance } from "./attendance-frame.ts";
import { attendancePaths } from "./attendance-paths.ts";
import { organisationsPart, saidOrganisations } from "./organisations-part.ts";
import { proposalPart } from "./proposal-part.ts";

async function show(
  visit: StaffVisit,
  list: AttendanceList,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const counted = visit.query.get("counted");
  const named = visit.query.get("named");
  const done =
    counted !== null
      ? t("attendance.confirmed", { count: Number(counted) || 0 })
      : named && t("attendance.organisations-kept", { count: Number(named) || 0 });
  const asked = namesAsked(list);
  return attendancePage(visit, {
    current: "counted",
    list,
    problems,
    done,
    labels: {
      ...labelsOf(words, list),
      ...Object.fromEntries(asked.map((one) => [one.key, one.written])),
    },
    targets: {
      ...Object.fromEntries(asked.map(({ key }, at) => [key, `organisation-${at}`])),
      ...Object.fromEntries(
        list.people.map(({ registrationId: id }) => [`${id}.birthDate`, `${id}.birthDate-day`]),
      ),
    },
    body: html`${proposalPart(visit, words, list, problems)}${await organisationsPart(visit, words, list, problems)}`,
  });
}

/** A problem at a box of one of many people is told with whose box it is. */
const labelsOf = (words: Words, { people }: AttendanceList): Record<string, string> =>
  Object.fromEntries(
    people.flatMap((one) =>
      (
        [
          ["givenNames", "attendance.given-names"],
          ["familyName", "attendance.family-name"],
          ["birthDate", "attendance.birth-date"],
        ] as const
      ).map(([field, key]) => [`${one.registrationId}.${field}`, `${one.name}, ${words.t(key)}`]),
    ),
  );

async function answered(
  visit: StaffVisit,
  act: (eventId: string) => Promise<Result<number>>,
  said: string,
): Promise<Answer> {
  const list = await findAttendance(visit);
  if (!list) return nothingHere;
  const done = await act(list.event.id);
  if (done.ok) {
    const to = attendancePaths.counted(visit.tx.actor.scheme.slug, list.event.id);
    return redirect(`${to}?${said}=${done.value}`);
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, list, done.problems));
}

/** Those who are ticked, and those whose day of birth was written down here. */
function confirm(visit: StaffVisit): Promise<Answer> {
  const { form, tx } = visit;
  const box = (id: string, part: string) => form.text(`${id}.birthDate-${part}`);
  const written = form
    .names()
    .flatMap((name) => /^(.+)\.givenNames$/.exec(name)?.[1] ?? [])
    .filter((id) => ["day", "month", "year"].some((part) => box(id, part) !== ""));
  const chosen = [...new Set([...form.all("chosen"), ...written])];
  const typed = new Map(
    chosen
      .filter((id) => form.has(`${id}.givenNames`))
      .map((id) => [
        id,
        {
          givenNames: form.text(`${id}.givenNames`),
          familyName: form.text(`${id}.familyName`),
          birthDate: dayText({
            day: box(id, "day"),
            month: box(id, "month"),
            year: box(id, "year"),
          }),
        },
      ]),
  );
  return answered(visit, (id) => confirmCounted(tx, id, chosen, typed), "counted");
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSome,
    path: attendancePaths.counted(":scheme", ":eventId"),
    answer: async (visit) => {
      const list = await findAttendance(visit);
      return list ? page(await show(visit, list)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.confirm,
    path: attendancePaths.counted(":scheme", ":eventId"),
    answer: confirm,
  },
  {
    method: "POST",
    access: "staff",
    allow: can.keepSome,
    path: attendancePaths.organisations(":scheme", ":eventId"),
    answer: (visit) =>
      answered(visit, (id) => nameOrganisations(visit.tx, id, saidOrganisations(visit)), "named"),
  },
];
