/** An event that is on now, its door, somebody with a certificate, and the forms about who was there. */
import { randomUUID } from "node:crypto";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { issueCertificates } from "../../src/stages/attendance/certificate.ts";
import { keepCheckIns } from "../../src/stages/attendance/check-in.ts";
import { makeDoorLink } from "../../src/stages/attendance/door-link.ts";
import { keepCertificate } from "../../src/stages/attendance/seal-certificate.ts";
import { setCodeWord } from "../../src/stages/attendance/self-check-in.ts";
import { registrationSecret } from "../../src/stages/events/letters.ts";
import type { TestDatabase } from "../support/database.ts";
import { eventScene, there } from "../support/door.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

/** @param eventId of an event to come, whose door is asked for by everybody */
export async function preparedAttendance(
  db: TestDatabase,
  coordinator: StaffActor,
  eventId: string,
) {
  const scheme = { id: coordinator.schemeId, slug: coordinator.scheme.slug };
  const [line] = await db.sql<{ id: string }>(
    "select id from activity_lines where scheme_id = $1 and audience = 'staff' order by position limit 1",
    [scheme.id],
  );
  const [sender] = await db.sql<{ id: string }>(
    "select id from organisations where scheme_id = $1 and country = 'AL' order by id limit 1",
    [scheme.id],
  );
  const past = await eventScene(db, scheme, {
    people: 2,
    first: "2026-03-02",
    mode: "on-site",
    lineId: there(line).id,
    organisationId: there(sender).id,
  });
  const organisationId = there(sender).id;
  const now = await eventScene(db, scheme, { people: 3, mode: "on-site" });
  await db.sql(
    "update events set starts = current_date - 1, ends = current_date + 1 where id = $1",
    [now.eventId],
  );
  await db.sql(
    "update event_sessions set starts_at = now() - interval '10 minutes', ends_at = now() + interval '3 hours' where event_id = $1",
    [now.eventId],
  );
  const [first] = past.people;
  return db.database.withTx(coordinator, async (tx) => {
    const entries = past.people.flatMap(({ id }) =>
      past.sessions.map((sessionId, at) => ({
        id: randomUUID(),
        sessionId,
        ticket: id,
        at: new Date(`2026-03-02T${at === 0 ? "09" : "12"}:00:00Z`),
        how: "list" as const,
      })),
    );
    must(await keepCheckIns(tx, past.eventId, entries));
    must(await issueCertificates(tx, past.eventId, "http://localhost"));
    const [made] = await tx.db
      .selectFrom("event_certificates")
      .where("registration_id", "=", there(first).id)
      .select("id")
      .execute();
    await keepCertificate(tx, there(made).id, pdf());
    const door = must(await makeDoorLink(tx, eventId, { helper: "Besnik", locale: "en" }));
    const open = must(await makeDoorLink(tx, now.eventId, { helper: "Drita", locale: "en" }));
    must(await setCodeWord(tx, now.eventId, { sessionId: now.sessions[0], word: "door word" }));
    return {
      doorId: door.linkId,
      attendance: {
        past: { ...past, organisationId },
        now,
        deskSecret: door.secret,
        openSecret: open.secret,
        ticketSecret: registrationSecret(there(first).id),
      },
    };
  });
}

export type AttendanceThings = Awaited<ReturnType<typeof preparedAttendance>>;

/** The secrets of a ticket and of a door. */
export const attendanceThing = (
  { attendance }: Pick<AttendanceThings, "attendance">,
  path: string,
  name: string,
): string | undefined => {
  if (name !== "secret") return undefined;
  if (path.includes("/ticket/")) return attendance.ticketSecret;
  return path.includes("/desk/") ? attendance.deskSecret : undefined;
};

export async function sendAttendanceForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator } = site.cookies;
  const { things, scheme } = site;
  const { past, now, openSecret, ticketSecret } = things.attendance;
  const root = `/console/${scheme.slug}/events`;
  const one = "POST /console/:scheme/events/:eventId";
  const own = `${root}/${now.eventId}`;
  await send(`${one}/desk`, `${own}/desk`, coordinator, { helper: "Mira", locale: "sq" });
  const [made] = await site.db.sql<{ id: string }>(
    "select id from event_door_links where event_id = $1 and helper = 'Mira'",
    [now.eventId],
  );
  await send(`${one}/desk/:doorId/end`, `${own}/desk/${there(made).id}/end`, coordinator, {});
  const [session, other] = now.sessions;
  await send(`${one}/sessions/:sessionId/word`, `${own}/sessions/${other}/word`, coordinator, {
    word: "other word",
  });
  const [anna, bora] = now.people;
  await send(
    "POST /:lang/:scheme/desk/:secret",
    `/en/${scheme.slug}/desk/${openSecret}`,
    {},
    { session, ticket: there(anna).code },
  );
  await send(
    "POST /:lang/:scheme/events/:eventId/here",
    `/en/${scheme.slug}/events/${now.eventId}/here`,
    {},
    { word: "door word", ticket: there(bora).code },
  );
  await send(
    "POST /:lang/:scheme/ticket/:secret",
    `/en/${scheme.slug}/ticket/${ticketSecret}`,
    {},
    { do: "feedback", useful: "5", takeHome: "A plan", better: "" },
  );
  const kept = `${root}/${past.eventId}/attendance`;
  await send(`${one}/attendance/certificates`, `${kept}/certificates`, coordinator, {
    do: "share",
    share: "70",
  });
  const id = there(past.people[1]).id;
  await send(`${one}/attendance/marks`, `${kept}/marks`, coordinator, {
    chosen: id,
    session: past.sessions[0],
    mark: "away",
  });
  await send(`${one}/attendance/marks`, `${kept}/marks`, coordinator, {
    chosen: id,
    session: past.sessions[0],
    mark: "there",
  });
  await send(`${one}/attendance/organisations`, `${kept}/organisations`, coordinator, {
    "written-0": "example scool",
    "organisation-0": past.organisationId,
  });
  await send(
    `${one}/attendance/counted`,
    `${root}/${past.eventId}/attendance/counted`,
    coordinator,
    {
      chosen: id,
      [`${id}.givenNames`]: "Second",
      [`${id}.familyName`]: "Guest",
      [`${id}.birthDate-day`]: "5",
      [`${id}.birthDate-month`]: "6",
      [`${id}.birthDate-year`]: "1980",
    },
  );
}
