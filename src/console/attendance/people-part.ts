import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import type { AttendanceList, Attendee } from "../../stages/attendance/read-attendance.ts";
import {
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  pagesOf,
  radios,
  select,
  table,
} from "../../ui/index.ts";
import { downloads } from "../list-files.ts";
import { filterBy, filterForm } from "../list-parts.ts";
import { paths } from "../paths.ts";
import { attendanceFilter, missedIn, SHOWN } from "./attendance-filter.ts";
import { attendancePaths } from "./attendance-paths.ts";

const A_PAGE = 25;

/** The sessions by their numbers, which the list below goes by. */
export function sessionsTable(words: Words, { event, people }: AttendanceList): Html {
  const { t } = words;
  if (event.sessions.length === 0) {
    return html`<p class="govuk-body">${t("attendance.no-sessions")}</p>`;
  }
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
    rows: event.sessions.map((session, at) => [
      `${at + 1}. ${session.title}`,
      words.dayTime(session.startsAt),
      { text: words.number(inSession(session.id, "on-site")), format: "numeric" },
      { text: words.number(inSession(session.id, "online")), format: "numeric" },
    ]),
  });
}

/** Everybody by every session, a page at a time; whoever keeps the event marks many at once. */
export function peoplePart(
  visit: StaffVisit,
  words: Words,
  list: AttendanceList,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { event } = list;
  const title = html`<h2 class="govuk-heading-m">${t("attendance.people")}</h2>`;
  if (list.people.length === 0) {
    return html`${title}<p class="govuk-body">${t("attendance.nobody")}</p>`;
  }
  const filter = attendanceFilter(visit, list);
  const pages = Math.max(1, Math.ceil(filter.people.length / A_PAGE));
  const page = Math.min(filter.page, pages);
  const rows = filter.people.slice((page - 1) * A_PAGE, page * A_PAGE);
  const marks =
    can.keep(visit.tx.actor, event) && event.sessions.length > 0 && event.state !== "cancelled";
  const grid = peopleTable(visit, words, list, rows, marks);
  return html`${title}
${filterForm(
  words,
  filter,
  attendancePaths.attendance(slug, event.id),
  input({ words, name: "text", label: t("events.people-search"), value: filter.text("text") }),
  filterBy(words, filter, {
    name: "shown",
    label: t("attendance.shown"),
    items: [
      ...SHOWN.map((value) => ({ value, text: t(`attendance.shown-${value}`) })),
      ...event.sessions.map(({ id, title: name }, at) => ({
        value: missedIn(id),
        text: t("attendance.shown-missed", { session: `${at + 1}. ${name}` }),
      })),
    ],
  }),
)}
<div class="app-toolbar"><p class="govuk-body">${t("attendance.shown-count", { count: filter.people.length, all: list.people.length })}</p><p class="govuk-body">${downloads(words, filter.href({ page: "", marked: "" }, attendancePaths.attendanceCsv(slug, event.id)))}</p></div>
${
  rows.length > 0 &&
  (marks
    ? form(
        {
          action: filter.href({ marked: "" }, attendancePaths.marks(slug, event.id)),
          key: newId(),
        },
        grid,
        markFields(visit, words, list, filter.people.length, problems),
      )
    : grid)
}
${pagesOf(words, { page, pages, href: filter.pageHref })}`;
}

function peopleTable(
  visit: StaffVisit,
  words: Words,
  { event }: AttendanceList,
  people: readonly Attendee[],
  marks: boolean,
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const chosen = visit.form.all("chosen");
  const box = ({ registrationId: id, name }: Attendee) =>
    html`<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="choose-${id}" name="chosen" type="checkbox" value="${id}"${chosen.includes(id) ? html` checked` : ""}><label class="govuk-label govuk-checkboxes__label" for="choose-${id}"><span class="govuk-visually-hidden">${t("events.choose", { name })}</span></label></div></div>`;
  const name = (one: Attendee) =>
    one.personId === null
      ? one.name
      : html`<a class="govuk-link" href="${paths.person(slug, one.personId)}">${one.name}</a>`;
  const blended = event.mode === "blended";
  return table({
    words,
    caption: t("attendance.people"),
    captionClasses: "govuk-visually-hidden",
    scrollLabel: t("attendance.people"),
    head: [
      ...(marks
        ? [{ text: html`<span class="govuk-visually-hidden">${t("site.choose")}</span>` }]
        : []),
      t("attendance.name"),
      { text: t("attendance.presence"), format: "numeric" },
      ...event.sessions.map((session, at) => ({
        text: html`<abbr title="${session.title}">${at + 1}</abbr>`,
      })),
      ...(blended ? [t("attendance.in-online")] : []),
      t("attendance.certificate"),
    ],
    rows: people.map((one) => [
      ...(marks ? [box(one)] : []),
      html`<strong>${name(one)}</strong><br><span class="govuk-hint">${one.organisationName ?? one.organisation}</span>`,
      { text: `${one.share.percent} %`, format: "numeric" },
      ...event.sessions.map((session) => {
        const came = one.arrivals.find(({ sessionId }) => sessionId === session.id);
        return came ? words.time(new Date(came.at)) : "–";
      }),
      ...(blended ? [one.mode === "online" ? "✓" : "–"] : []),
      one.certificateCode ? html`<span class="app-nowrap">${one.certificateCode}</span>` : "–",
    ]),
  });
}

function markFields(
  visit: StaffVisit,
  words: Words,
  { event }: AttendanceList,
  count: number,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  return html`<h3 class="govuk-heading-s" id="chosen">${t("attendance.mark-title")}</h3><p class="govuk-body">${t("attendance.mark-lead")}</p>
${checkboxes({
  words,
  name: "whole",
  values: visit.form.all("whole"),
  items: [{ value: "yes", text: t("attendance.mark-whole", { count }) }],
})}${select({
  words,
  name: "session",
  label: t("attendance.session"),
  value: visit.form.text("session"),
  items: [
    { value: "", text: t("site.choose") },
    ...event.sessions.map(({ id, title, startsAt }, at) => ({
      value: id,
      text: `${at + 1}. ${title} · ${words.dayTime(startsAt)}`,
    })),
  ],
  problems,
})}${radios({
  words,
  name: "mark",
  legend: t("attendance.mark"),
  value: visit.form.text("mark"),
  items: [
    { value: "there", text: t("attendance.mark-there") },
    { value: "away", text: t("attendance.mark-away"), hint: t("attendance.take-back-lead") },
  ],
  problems,
})}${button({ text: t("attendance.mark-do"), kind: "secondary", preventDoubleClick: true })}`;
}
