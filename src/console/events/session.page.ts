import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "../../stages/events/event.policy.ts";
import type { EventSession, SchemeEvent, TypedSession } from "../../stages/events/event.ts";
import {
  addMaterial,
  readMaterialFile,
  removeMaterial,
} from "../../stages/events/keep-materials.ts";
import {
  addSession,
  changeSession,
  removeSession,
  writeMinutes,
} from "../../stages/events/keep-session.ts";
import { readMaterials, readProgramme } from "../../stages/events/read-events.ts";
import {
  backLink,
  button,
  dateInput,
  fileUpload,
  form,
  type Html,
  hidden,
  html,
  input,
  notificationBanner,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import { keptEvent } from "./keep.page.ts";

/** Room for a file of the largest kind with the form around it. */
const LARGEST = 22 * 1024 * 1024;

const typedFrom = ({ form: sent }: StaffVisit): TypedSession => {
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
type Refused = {
  readonly of: "session" | "minutes" | "material";
  readonly problems: readonly Problem[];
};

async function show(
  visit: StaffVisit,
  event: SchemeEvent,
  session: EventSession | null,
  refused: Refused | null = null,
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const problems = refused?.problems ?? [];
  const title = t(session ? "events.session-change" : "events.session-new");
  return consoleShell(visit, {
    title: session ? `${title}: ${session.title}` : title,
    section: "events",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.local(event.title),
      href: eventPaths.event(slug, event.id),
    }),
    body: html`${problemSummary(words, problems)}${
      visit.query.has("done") &&
      notificationBanner({ words, text: t("events.saved"), type: "success" })
    }<span class="govuk-caption-l">${words.local(event.title)}</span><h1 class="govuk-heading-l">${session?.title ?? title}</h1>
${sessionForm(visit, event, session, refused)}${session && (await rest(visit, event, session, refused))}`,
  });
}

function sessionForm(
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

/** What comes with a session that is there: its materials, its minutes, and taking it out. */
async function rest(
  visit: StaffVisit,
  event: SchemeEvent,
  session: EventSession,
  refused: Refused | null,
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const of = (form: Refused["of"]) => (refused?.of === form ? refused.problems : []);
  const typed = (form: Refused["of"], field: string, kept = "") =>
    refused?.of === form ? visit.form.text(field) : kept;
  const mine = (await readMaterials(visit.tx, event.id)).filter(
    ({ sessionId }) => sessionId === session.id,
  );
  return html`<h2 class="govuk-heading-m">${t("events.materials")}</h2>${
    mine.length > 0 &&
    html`<ul class="govuk-list govuk-list--spaced">${mine.map(
      (material) =>
        html`<li>${
          material.uploadId
            ? html`<a class="govuk-link" href="${eventPaths.material(slug, event.id, material.id)}">${material.title}</a>`
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
  )}
<h2 class="govuk-heading-m">${t("events.minutes")}</h2>${form(
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
  )}${form(
    { action: eventPaths.session(slug, event.id, session.id), key: newId() },
    hidden("act", "remove"),
    button({ text: t("events.session-remove"), kind: "warning", preventDoubleClick: true }),
  )}`;
}

type Asked = { readonly event: SchemeEvent; readonly session: EventSession };

async function asked(visit: StaffVisit): Promise<Asked | null> {
  const event = await keptEvent(visit);
  const session =
    event &&
    (await readProgramme(visit.tx, event.id)).find(({ id }) => id === visit.params.sessionId);
  return event && session ? { event, session } : null;
}

const toEvent = (visit: StaffVisit, event: SchemeEvent) =>
  redirect(`${eventPaths.event(visit.tx.actor.scheme.slug, event.id)}?done`);

/** The page again: with what was done, or with what was typed. */
async function answered(
  visit: StaffVisit,
  { event, session }: Asked,
  of: Refused["of"],
  done: Result<unknown>,
): Promise<Answer> {
  return done.ok
    ? redirect(`${eventPaths.session(visit.tx.actor.scheme.slug, event.id, session.id)}?done`)
    : refusedPage(await show(visit, event, session, { of, problems: done.problems }));
}

async function add(visit: StaffVisit): Promise<Answer> {
  const event = await keptEvent(visit);
  if (!event) return nothingHere;
  const done = await addSession(visit.tx, event.id, typedFrom(visit));
  if (done.ok) return toEvent(visit, event);
  return refusedPage(await show(visit, event, null, { of: "session", problems: done.problems }));
}

/** The session itself, its minutes, or taking it out: a form says which. */
async function keep(visit: StaffVisit): Promise<Answer> {
  const found = await asked(visit);
  if (!found) return nothingHere;
  const { tx, form: sent } = visit;
  const { event, session } = found;
  const act = sent.text("act");
  if (act === "minutes") {
    const done = await writeMinutes(tx, event.id, session.id, sent.text("minutes"));
    return answered(visit, found, "minutes", done);
  }
  if (act === "remove") {
    const gone = await removeSession(tx, event.id, session.id);
    return gone.ok ? toEvent(visit, event) : answered(visit, found, "session", gone);
  }
  const done = await changeSession(tx, event.id, session.id, typedFrom(visit));
  return answered(visit, found, "session", done);
}

/** Something beside the session, or one of those things away. */
async function keepMaterials(visit: StaffVisit): Promise<Answer> {
  const found = await asked(visit);
  if (!found) return nothingHere;
  const { tx, form: sent, site } = visit;
  const { event, session } = found;
  const remove = sent.text("remove");
  const typed = { title: sent.text("title"), link: sent.text("link"), file: sent.file("file") };
  const done = remove
    ? await removeMaterial(tx, event.id, remove)
    : await addMaterial(tx, event.id, session.id, typed, site.publicUrl);
  return answered(visit, found, "material", done);
}

const staff = { access: "staff", allow: can.keepSomeEvent } as const;
const at = [":scheme", ":eventId", ":sessionId"] as const;

export const routes: Route[] = [
  {
    ...staff,
    method: "GET",
    path: eventPaths.newSession(":scheme", ":eventId"),
    answer: async (visit: StaffVisit) => {
      const event = await keptEvent(visit);
      return event ? page(await show(visit, event, null)) : nothingHere;
    },
  },
  { ...staff, method: "POST", path: eventPaths.sessions(":scheme", ":eventId"), answer: add },
  {
    ...staff,
    method: "GET",
    path: eventPaths.session(...at),
    answer: async (visit: StaffVisit) => {
      const found = await asked(visit);
      return found ? page(await show(visit, found.event, found.session)) : nothingHere;
    },
  },
  { ...staff, method: "POST", path: eventPaths.session(...at), answer: keep },
  {
    ...staff,
    method: "POST",
    path: eventPaths.materials(...at),
    limit: LARGEST,
    answer: keepMaterials,
  },
  {
    ...staff,
    method: "GET",
    path: eventPaths.material(":scheme", ":eventId", ":materialId"),
    answer: async (visit: StaffVisit) => {
      const event = await keptEvent(visit);
      const found =
        event && (await readMaterialFile(visit.tx, event.id, visit.params.materialId ?? ""));
      return found
        ? file({ name: found.name, type: found.type, body: found.body, inline: true })
        : nothingHere;
    },
  },
];
