import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type Problem, type Result, refuse } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { issueCertificates, withdrawCertificate } from "../../stages/attendance/certificate.ts";
import { confirmCounted } from "../../stages/attendance/confirm-counted.ts";
import { readFeedback } from "../../stages/attendance/give-feedback.ts";
import { setShare } from "../../stages/attendance/keep-details.ts";
import {
  type AttendanceList,
  type Attendee,
  readAttendance,
} from "../../stages/attendance/read-attendance.ts";
import { takeBack } from "../../stages/attendance/take-back.ts";
import {
  backLink,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { eventPaths } from "../events/events-paths.ts";
import { downloads, listFiles } from "../list-files.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { attendancePaths } from "./attendance-paths.ts";
import { feedbackPart, keepingPart } from "./keeping-parts.ts";
import { proposalPart } from "./proposal-part.ts";

const ALL = attendancePaths.attendance(":scheme", ":eventId");
const find = (visit: StaffVisit) => readAttendance(visit.tx, visit.params.eventId ?? "");

async function show(
  visit: StaffVisit,
  list: AttendanceList,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const { event } = list;
  const title = t("attendance.title");
  const counted = visit.query.get("counted");
  const keeps = can.keep(actor, event);
  return consoleShell(visit, {
    title: `${title}: ${words.local(event.title)}`,
    section: "events",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.local(event.title),
      href: eventPaths.event(slug, event.id),
    }),
    body: html`${problemSummary(words, problems, {}, labelsOf(words, list))}${
      (visit.query.has("saved") || counted !== null) &&
      notificationBanner({
        words,
        type: "success",
        text:
          counted === null
            ? t("attendance.saved")
            : t("attendance.confirmed", { count: Number(counted) || 0 }),
      })
    }<span class="govuk-caption-l">${words.local(event.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${keeps && html`<p class="govuk-body"><a class="govuk-link" href="${attendancePaths.door(slug, event.id)}">${t("attendance.door-title")}</a></p>`}
${sessionsTable(words, list)}
${peopleTable(visit, words, list)}
${proposalPart(visit, words, list, problems)}
${keeps && keepingPart(visit, words, list, problems)}
${feedbackPart(words, await readFeedback(visit.tx, event.id))}`,
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

function sessionsTable(words: Words, { event, people }: AttendanceList): Html {
  const { t } = words;
  const inSession = (id: string, mode: Attendee["mode"]) =>
    people.filter(
      (one) => one.mode === mode && one.arrivals.some(({ sessionId }) => sessionId === id),
    ).length;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("attendance.sessions"),
    head: [
      t("attendance.session"),
      t("attendance.when"),
      { text: t("attendance.in-room"), format: "numeric" },
      { text: t("attendance.in-online"), format: "numeric" },
    ],
    rows: event.sessions.map((session) => [
      session.title,
      words.dayTime(session.startsAt),
      { text: words.number(inSession(session.id, "on-site")), format: "numeric" },
      { text: words.number(inSession(session.id, "online")), format: "numeric" },
    ]),
  });
}

function peopleTable(visit: StaffVisit, words: Words, { event, people }: AttendanceList): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = html`<h2 class="govuk-heading-m">${t("attendance.people")}</h2>`;
  if (people.length === 0) {
    return html`${title}<p class="govuk-body">${t("attendance.nobody")}</p>`;
  }
  return html`${title}${downloads(words, attendancePaths.attendanceCsv(slug, event.id))}${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("attendance.people"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("attendance.name"),
      t("attendance.organisation"),
      t("attendance.in-online"),
      t("attendance.presence"),
      t("attendance.certificate"),
    ],
    rows: people.map((one) => [
      one.personId === null
        ? one.name
        : html`<a class="govuk-link" href="${paths.person(slug, one.personId)}">${one.name}</a>`,
      one.organisationName ?? one.organisation,
      one.mode === "online" ? "✓" : "–",
      t("attendance.presence-line", { ...one.share }),
      one.certificateCode ?? "–",
    ]),
  })}`;
}

async function act(visit: StaffVisit): Promise<Answer> {
  const list = await find(visit);
  const done = list && (await acted(visit, list.event.id));
  if (!list || !done) return nothingHere;
  if (done.ok) {
    const { slug } = visit.tx.actor.scheme;
    return redirect(`${attendancePaths.attendance(slug, list.event.id)}?saved`);
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, list, done.problems));
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
    case "take-back": {
      const [sessionId = "", registrationId = ""] = form.text("presence").split(" ");
      return registrationId === ""
        ? Promise.resolve(refuse({ code: "nobody-chosen", field: "presence" }))
        : takeBack(tx, eventId, { sessionId, registrationId });
    }
    default:
      return null;
  }
}

/** One step: those who are ticked count, with the names and birth dates that were missing. */
async function confirm(visit: StaffVisit): Promise<Answer> {
  const list = await find(visit);
  if (!list) return nothingHere;
  const { form, tx } = visit;
  const chosen = form.all("chosen");
  const typed = new Map(
    chosen
      .filter((id) => form.has(`${id}.givenNames`))
      .map((id) => {
        const box = (part: string) => form.text(`${id}.birthDate-${part}`);
        return [
          id,
          {
            givenNames: form.text(`${id}.givenNames`),
            familyName: form.text(`${id}.familyName`),
            birthDate: dayText({ day: box("day"), month: box("month"), year: box("year") }),
          },
        ] as const;
      }),
  );
  const done = await confirmCounted(tx, list.event.id, chosen, typed);
  if (done.ok) {
    const to = attendancePaths.attendance(tx.actor.scheme.slug, list.event.id);
    return redirect(`${to}?counted=${done.value}`);
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, list, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSome,
    path: ALL,
    answer: async (visit) => {
      const list = await find(visit);
      return list ? page(await show(visit, list)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.keepSome,
    path: attendancePaths.acts(":scheme", ":eventId"),
    answer: act,
  },
  {
    method: "POST",
    access: "staff",
    allow: can.confirm,
    path: attendancePaths.counted(":scheme", ":eventId"),
    answer: confirm,
  },
  ...listFiles({
    path: attendancePaths.attendanceCsv(":scheme", ":eventId"),
    allow: can.seeSome,
    async list(visit) {
      const list = await find(visit);
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
          ...list.people.map((one) => [
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
