import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Result } from "../../shared/result.ts";
import { addRecording } from "../../stages/events/add-recording.ts";
import { can } from "../../stages/events/event.policy.ts";
import type { EventSession, SchemeEvent } from "../../stages/events/event.ts";
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
  type Html,
  html,
  localText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import { keptEvent } from "./keep.page.ts";
import { recordingPart, typedRecording } from "./recording-part.ts";
import {
  type Refused,
  removal,
  rest,
  sessionForm,
  sessionLabels,
  sessionTargets,
  typedFrom,
} from "./session-forms.ts";

/** Room for a file of the largest kind with the form around it. */
const LARGEST = 22 * 1024 * 1024;

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
    body: html`${problemSummary(words, problems, sessionTargets(refused), sessionLabels(words))}${
      visit.query.has("done") &&
      notificationBanner({ words, text: t("events.saved"), type: "success" })
    }<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${session?.title ?? title}</h1>
${sessionForm(visit, event, session, refused)}${session && rest(visit, event, session, refused, await readMaterials(visit.tx, event.id))}${session && recordingPart(visit, event, session, refused)}${session && removal(visit, event, session)}`,
  });
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
  const { tx, form: sent, site } = visit;
  const { event, session } = found;
  const act = sent.text("act");
  if (act === "minutes") {
    const done = await writeMinutes(tx, event.id, session.id, sent.text("minutes"));
    return answered(visit, found, "minutes", done);
  }
  if (act === "remove") {
    const gone = await removeSession(tx, event.id, session.id, site.publicUrl);
    return gone.ok ? toEvent(visit, event) : answered(visit, found, "session", gone);
  }
  const done = await changeSession(tx, event.id, session.id, typedFrom(visit), site.publicUrl);
  return answered(visit, found, "session", done);
}

/** Something beside the session, or one of those things away. */
async function keepMaterials(visit: StaffVisit): Promise<Answer> {
  const found = await asked(visit);
  if (!found) return nothingHere;
  const { tx, form: sent, site } = visit;
  const { event, session } = found;
  const remove = sent.text("remove");
  if (sent.text("act") === "recording") {
    const made = await addRecording(
      tx,
      event.id,
      session.id,
      typedRecording(visit, event, session),
    );
    return answered(visit, found, "recording", made);
  }
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
