import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import { type AttendanceList, readAttendance } from "../../stages/attendance/read-attendance.ts";
import {
  backLink,
  type Html,
  html,
  localText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { eventPaths } from "../events/events-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { attendancePaths } from "./attendance-paths.ts";

export const findAttendance = (visit: StaffVisit): Promise<AttendanceList | null> =>
  readAttendance(visit.tx, visit.params.eventId ?? "");

const PAGES = ["attendance", "counted", "certificates"] as const;
const TITLES = {
  attendance: "attendance.title",
  counted: "attendance.counting",
  certificates: "attendance.afterwards",
} as const;

type Framed = {
  readonly current: (typeof PAGES)[number];
  readonly list: AttendanceList;
  /** Said above everything: what was just done. */
  readonly done: string | null;
  readonly problems: readonly Problem[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly targets?: Readonly<Record<string, string>>;
  readonly body: Html;
};

/** The pages about who was at an event, with the way between them. */
export function attendancePage(visit: StaffVisit, framed: Framed): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const { list, current, problems, done } = framed;
  const { event } = list;
  const title = t(TITLES[current]);
  return consoleShell(visit, {
    title: `${title}: ${words.local(event.title)}`,
    section: "events",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.local(event.title),
      href: eventPaths.event(slug, event.id),
    }),
    body: html`${problemSummary(words, problems, framed.targets, framed.labels)}${
      done !== null && notificationBanner({ words, type: "success", text: done })
    }<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${ways(words, slug, event.id, current, can.keep(actor, event))}
${framed.body}`,
  });
}

function ways(
  words: Words,
  slug: string,
  eventId: string,
  current: Framed["current"],
  keeps: boolean,
): Html {
  const { t } = words;
  return html`<nav aria-label="${t("attendance.pages")}"><ul class="govuk-list app-inline-list">${PAGES.map(
    (name) =>
      html`<li>${
        name === current
          ? html`<strong aria-current="page">${t(TITLES[name])}</strong>`
          : html`<a class="govuk-link" href="${attendancePaths[name](slug, eventId)}">${t(TITLES[name])}</a>`
      }</li>`,
  )}${
    keeps &&
    html`<li><a class="govuk-link" href="${attendancePaths.door(slug, eventId)}">${t("attendance.door-title")}</a></li>`
  }</ul></nav>`;
}
