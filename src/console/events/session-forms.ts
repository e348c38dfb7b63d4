import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type {
  EventSession,
  Material,
  SchemeEvent,
  TypedSession,
} from "../../stages/events/event.ts";
import {
  button,
  dateInput,
  fileUpload,
  form,
  type Html,
  hidden,
  html,
  input,
  textarea,
} from "../../ui/index.ts";
import { libraryPaths } from "../library/library-paths.ts";
import { wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";

/** What each field is called, for the summary of problems. */
export const sessionLabels = ({ t }: Words): Record<string, string> => ({
  title: t("events.session-title"),
  day: t("events.session-day"),
  from: t("events.session-from"),
  to: t("events.session-to"),
  speakers: t("events.session-speakers-field"),
  room: t("events.session-room-field"),
  link: t("events.field-link"),
});

/** Two forms of the page have a title and an address each. */
export const sessionTargets = (refused: Refused | null): Record<string, string> =>
  refused?.of === "material"
    ? { title: "material-title", link: "material-link" }
    : { day: "day-day" };

/** A session as its form was sent. */
export const typedFrom = ({ form: sent }: StaffVisit): TypedSession => {
  const box = (part: string) => sent.text(`day-${part}`);
  return {
    title: sent.text("title"),
    day: dayText({ day: box("day"), month: box("month"), year: box("year") }),
    from: sent.text("from"),
    to: sent.text("to"),
    speakers: sent.text("speakers"),
    room: sent.text("room"),
    link: sent.text("link"),
  };
};

/** A new session begins on the first day of its event. */
function typedOf(event: SchemeEvent, session: EventSession | null): TypedSession {
  const starts = session && wallTimeOf(session.startsAt);
  return {
    title: session?.title ?? "",
    day: starts?.day ?? event.starts,
    from: starts?.time ?? "",
    to: session ? wallTimeOf(session.endsAt).time : "",
    speakers: session?.speakers.join("\n") ?? "",
    room: session?.room ?? "",
    link: session?.link ?? "",
  };
}

/** Which of the forms of the page was refused; its boxes keep what was typed. */
export type Refused = {
  readonly of: "session" | "minutes" | "material" | "recording";
  readonly problems: readonly Problem[];
};

/** A session's own boxes. */
export function sessionForm(
  visit: StaffVisit,
  event: SchemeEvent,
  session: EventSession | null,
  refused: Refused | null,
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const own = refused?.of === "session";
  const problems = own ? refused.problems : [];
  const typed = own ? typedFrom(visit) : typedOf(event, session);
  const [year = "", month = "", date = ""] = typed.day.split("-");
  const box = (part: string) => visit.form.text(`day-${part}`);
  const text = (name: "title" | "from" | "to" | "room" | "link", label: string, classes?: string) =>
    input({ words, name, label, value: typed[name], problems, ...(classes ? { classes } : {}) });
  return form(
    {
      action: session
        ? eventPaths.session(slug, event.id, session.id)
        : eventPaths.sessions(slug, event.id),
      key: newId(),
      classes: "app-text",
    },
    text("title", t("events.session-title")),
    dateInput({
      words,
      name: "day",
      legend: t("events.session-day"),
      problems,
      values: own
        ? { day: box("day"), month: box("month"), year: box("year") }
        : { day: date.replace(/^0/, ""), month: month.replace(/^0/, ""), year },
    }),
    text("from", t("events.session-from"), "govuk-input--width-4"),
    text("to", t("events.session-to"), "govuk-input--width-4"),
    session && isTold(visit, event, session)
      ? html`<p class="govuk-hint">${t("events.session-told")}</p>`
      : null,
    textarea({
      words,
      name: "speakers",
      label: t("events.session-speakers-field"),
      value: typed.speakers,
      rows: 3,
      problems,
    }),
    text("room", t("events.session-room-field")),
    text("link", t("events.session-link")),
    button({ text: t("events.save"), preventDoubleClick: true }),
  );
}

/** Whether people hear of another hour: a draft's is nobody's plan yet, and yesterday's no more. */
const isTold = (visit: StaffVisit, event: SchemeEvent, session: EventSession): boolean =>
  event.state !== "draft" && session.endsAt > visit.tx.now;

/** What comes with a session that is there: its materials and, once it has begun, its minutes. */
export function rest(
  visit: StaffVisit,
  event: SchemeEvent,
  session: EventSession,
  refused: Refused | null,
  materials: readonly Material[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const of = (form: Refused["of"]) => (refused?.of === form ? refused.problems : []);
  const typed = (form: Refused["of"], field: string, kept = "") =>
    refused?.of === form ? visit.form.text(field) : kept;
  const mine = materials.filter(({ sessionId }) => sessionId === session.id);
  return html`<h2 class="govuk-heading-m">${t("events.materials")}</h2>${
    mine.length > 0 &&
    html`<ul class="govuk-list govuk-list--spaced">${mine.map(
      (material) =>
        html`<li>${
          material.uploadId
            ? html`<a class="govuk-link" href="${eventPaths.material(slug, event.id, material.id)}">${material.title}</a>`
            : material.resourceId
              ? html`<a class="govuk-link" href="${libraryPaths.resource(slug, material.resourceId)}">${material.title}</a>${material.waits && ` (${t("events.recording-waits")})`}`
              : material.title
        }${form(
          { action: eventPaths.materials(slug, event.id, session.id), key: newId() },
          hidden("remove", material.id),
          button({
            text: t("events.material-remove", { title: material.title }),
            kind: "secondary",
            preventDoubleClick: true,
          }),
        )}</li>`,
    )}</ul>`
  }<p class="govuk-body">${t("events.material-lead")}</p>${form(
    {
      action: eventPaths.materials(slug, event.id, session.id),
      key: newId(),
      multipart: true,
      classes: "app-text",
    },
    input({
      words,
      name: "title",
      id: "material-title",
      label: t("events.material-title"),
      value: typed("material", "title"),
      problems: of("material"),
    }),
    input({
      words,
      name: "link",
      id: "material-link",
      label: t("events.material-link"),
      value: typed("material", "link"),
      problems: of("material"),
    }),
    fileUpload({
      words,
      name: "file",
      label: t("events.material-file"),
      accept: "application/pdf,image/*",
      problems: of("material"),
    }),
    button({ text: t("events.material-add"), kind: "secondary", preventDoubleClick: true }),
  )}${
    session.startsAt <= visit.tx.now &&
    html`<h2 class="govuk-heading-m">${t("events.minutes")}</h2>${form(
      {
        action: eventPaths.session(slug, event.id, session.id),
        key: newId(),
        classes: "app-text",
      },
      hidden("act", "minutes"),
      textarea({
        words,
        name: "minutes",
        label: t("events.minutes-lead"),
        value: typed("minutes", "minutes", session.minutes ?? ""),
        rows: 10,
        problems: of("minutes"),
      }),
      button({ text: t("events.save"), kind: "secondary", preventDoubleClick: true }),
    )}`
  }`;
}

/** Taking it out of the programme; what was held stays in it. */
export function removal(visit: StaffVisit, event: SchemeEvent, session: EventSession): Html | null {
  if (event.state === "held") return null;
  const { t } = wordsOf(visit);
  return html`<h2 class="govuk-heading-m">${t("events.session-remove")}</h2>${form(
    { action: eventPaths.session(visit.tx.actor.scheme.slug, event.id, session.id), key: newId() },
    hidden("act", "remove"),
    isTold(visit, event, session)
      ? html`<p class="govuk-body">${t("events.session-remove-told")}</p>`
      : null,
    button({ text: t("events.session-remove"), kind: "warning", preventDoubleClick: true }),
  )}`;
}
