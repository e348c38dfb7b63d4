/** An event with a session, a file beside it and somebody who comes, and the forms about events. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { addMaterial } from "../../src/stages/events/keep-materials.ts";
import { addSession } from "../../src/stages/events/keep-session.ts";
import { registrationSecret } from "../../src/stages/events/letters.ts";
import type { TestDatabase } from "../support/database.ts";
import { openEvent, register } from "../support/event.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

/** Years ahead, whatever day the tests run on. */
const EVENT = { starts: "2099-07-05", ends: "2099-07-09", closesOn: "2099-06-30" };

const CAPTIONS = `WEBVTT

00:00:01.000 --> 00:00:04.000
Welcome to the first session of this test, which everybody who is sent here may read.
We begin with the reason for which a film needs words that somebody can read.
`;

/** Of the coordinator; after `preparedGuardians`, which opens uploads. */
export async function preparedEvents(db: TestDatabase, coordinator: StaffActor) {
  return db.database.withTx(coordinator, async (tx) => {
    const eventId = await openEvent(tx, { ...EVENT, approval: true });
    const sessionId = must(
      await addSession(tx, eventId, {
        title: "Opening",
        day: EVENT.starts,
        from: "09:00",
        to: "10:00",
        speakers: "Anna Ferri",
        room: "Aula 1",
        link: "",
      }),
    );
    const materialId = must(
      await addMaterial(
        tx,
        eventId,
        sessionId,
        { title: "Slides", link: "", file: { name: "slides.pdf", bytes: pdf() } },
        "http://localhost",
      ),
    );
    const registered = await register(tx, eventId, {
      name: "Registered Person",
      contact: "registered@school.example",
    });
    return {
      eventId,
      sessionId: sessionId as string,
      materialId,
      events: { registered, secret: registrationSecret(registered) },
    };
  });
}

export type EventThings = Awaited<ReturnType<typeof preparedEvents>>;

/** The secret of a letter about an event; other secrets are other things'. */
export const eventThing = (
  { events }: Pick<EventThings, "events">,
  path: string,
  name: string,
): string | undefined =>
  name === "secret" && path.includes("/registration/") ? events.secret : undefined;

/** The forms of events, in the order of an event's life. */
export async function sendEventForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator } = site.cookies;
  const { things, scheme } = site;
  const root = `/console/${scheme.slug}/events`;
  const all = "POST /console/:scheme/events";
  const one = `${all}/:eventId`;
  const day = (field: string, on: string) => {
    const [year = "", month = "", date = ""] = on.split("-");
    return { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year };
  };
  const typed = {
    kind: "kick-off",
    "title-en": "Kick-off of a test",
    "about-en": "",
    mode: "on-site",
    ...day("starts", "2099-03-02"),
    ...day("ends", "2099-03-03"),
    ...day("closesOn", "2099-03-01"),
    closesTime: "20:00",
    venue: "House",
    city: "Bologna",
    country: "IT",
    languages: "en",
    capacityOnSite: "1",
  };
  const made = await send(all, root, coordinator, typed);
  const event = made.split("?")[0] ?? "";
  await send(`${one}/change`, `${event}/change`, coordinator, { ...typed, venue: "Other house" });
  await send(`${one}/state`, `${event}/state`, coordinator, { act: "publish" });
  const session = {
    title: "First",
    ...day("day", "2099-03-02"),
    from: "09:00",
    to: "10:00",
    speakers: "Somebody",
    room: "Room",
  };
  await send(`${one}/sessions`, `${event}/sessions`, coordinator, session);
  const eventId = event.split("/").at(-1) ?? "";
  const sessionId = await oneValue(
    site,
    "select id as value from event_sessions where event_id = $1",
    eventId,
  );
  const ofSession = `${event}/sessions/${sessionId}`;
  await send(`${one}/sessions/:sessionId`, ofSession, coordinator, { ...session, title: "Second" });
  await send(`${one}/sessions/:sessionId/materials`, `${ofSession}/materials`, coordinator, {
    title: "A page",
    link: "https://slides.example/first",
  });
  // Kept whenever it is sent; the page asks for it once the session has begun.
  await send(
    `${one}/sessions/:sessionId/materials`,
    `${ofSession}/materials`,
    coordinator,
    {
      act: "recording",
      title: "The film of the session",
      link: "https://films.example/first",
      language: "en",
      credit: "The house",
      licence: "cc-by",
    },
    [{ field: "captions", name: "film.vtt", bytes: Buffer.from(CAPTIONS) }],
  );
  await send(`${one}/people`, `${event}/people`, coordinator, {
    act: "add",
    name: "Who Telephoned",
    contact: "telephoned@school.example",
    organisation: "School",
  });
  const ofLang = "POST /:lang/:scheme";
  await send(
    `${ofLang}/events/:eventId/registration`,
    `/en/${scheme.slug}/events/${eventId}/registration`,
    {},
    { name: "Who Waits", contact: "waits@school.example", organisation: "School" },
  );
  await send(`${one}/mode`, `${event}/mode`, coordinator, {
    mode: "online",
    link: "https://meet.example/first",
    capacityOnline: "5",
  });
  const secret = registrationSecret(
    await oneValue(
      site,
      "select id as value from event_registrations where event_id = $1 and name = 'Who Waits'",
      eventId,
    ),
  );
  await send(
    `${ofLang}/registration/:secret`,
    `/en/${scheme.slug}/registration/${secret}`,
    {},
    { do: "answer", needs: "No nuts" },
  );
  await send(
    `${one}/needs`,
    `${root}/${things.eventId}/needs`,
    coordinator,
    { reason: "meals" },
    [],
    200,
  );
}
