import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { EventSession, Material, SessionFacts } from "./event.ts";
import type { OtherSession } from "./session.rules.ts";

const selected = (tx: Tx) =>
  tx.db
    .selectFrom("event_sessions")
    .where("removed_at", "is", null)
    .select([
      "id",
      "event_id as eventId",
      "title",
      "starts_at as startsAt",
      "ends_at as endsAt",
      "speakers",
      "room",
      "link",
      "minutes",
    ])
    .$castTo<EventSession>();

export const sessionsOf = (tx: Tx, eventId: string): Promise<EventSession[]> =>
  selected(tx).where("event_id", "=", eventId).orderBy("starts_at").orderBy("room").execute();

export const oneSession = async (
  tx: Tx,
  eventId: string,
  id: string,
): Promise<EventSession | undefined> =>
  isUuid(id)
    ? selected(tx).where("event_id", "=", eventId).where("id", "=", id).executeTakeFirst()
    : undefined;

/** One programme of a scheme is written at a time: two rooms or speakers taken at once would not see each other. */
export async function lockProgrammes(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('programmes ' || ref.current_scheme(), 0))`.execute(
    tx.db,
  );
}

/** Sessions of the whole scheme at these hours, but of no event that was called off. */
export async function sessionsAt(
  tx: Tx,
  from: Pick<SessionFacts, "startsAt" | "endsAt">,
): Promise<OtherSession[]> {
  const { rows } = await sql<OtherSession>`
    select s.id, s.event_id as "eventId", s.title, s.starts_at as "startsAt", s.ends_at as "endsAt",
      s.speakers, s.room, coalesce(e.city || ' ' || e.venue, e.city, s.event_id::text) as house
    from event_sessions s join events e on e.id = s.event_id
    where s.removed_at is null and e.state <> 'cancelled'
      and s.starts_at < ${from.endsAt} and s.ends_at > ${from.startsAt}
    order by s.starts_at, s.title`.execute(tx.db);
  return rows;
}

const columns = (from: SessionFacts) => ({
  title: from.title,
  starts_at: from.startsAt,
  ends_at: from.endsAt,
  speakers: [...from.speakers],
  room: from.room,
  link: from.link,
});

export async function insertSession(
  tx: Tx,
  id: string,
  eventId: string,
  from: SessionFacts,
): Promise<void> {
  await tx.db
    .insertInto("event_sessions")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      event_id: eventId,
      made_at: tx.now,
      made_by: actorId(tx.actor) ?? "",
      ...columns(from),
    })
    .execute();
}

export async function updateSession(tx: Tx, id: string, from: SessionFacts): Promise<void> {
  await tx.db.updateTable("event_sessions").set(columns(from)).where("id", "=", id).execute();
}

export async function dropSession(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("event_sessions")
    .set({ removed_at: tx.now })
    .where("id", "=", id)
    .execute();
}

export async function setMinutes(tx: Tx, id: string, minutes: string | null): Promise<void> {
  const by = actorId(tx.actor) ?? "";
  await tx.db
    .updateTable("event_sessions")
    .set({
      minutes,
      minutes_at: minutes === null ? null : tx.now,
      minutes_by: minutes === null ? null : by,
    })
    .where("id", "=", id)
    .execute();
}

export async function materialsOf(tx: Tx, eventId: string): Promise<Material[]> {
  return tx.db
    .selectFrom("event_materials as m")
    .innerJoin("event_sessions as s", "s.id", "m.session_id")
    .where("s.event_id", "=", eventId)
    .where("s.removed_at", "is", null)
    .where("m.removed_at", "is", null)
    .select([
      "m.id",
      "m.session_id as sessionId",
      "m.title",
      "m.resource_id as resourceId",
      "m.upload_id as uploadId",
      "m.link",
      sql<boolean>`m.resource_id is not null and not exists (select from resource_versions v
        where v.resource_id = m.resource_id and v.state = 'published')`.as("waits"),
      sql<boolean>`exists (select from resource_versions v
        where v.resource_id = m.resource_id and v.kind = 'video')`.as("isRecording"),
    ])
    .orderBy("m.added_at")
    .orderBy("m.id")
    .execute();
}

export async function insertMaterial(
  tx: Tx,
  from: Omit<Material, "waits" | "isRecording">,
): Promise<void> {
  await tx.db
    .insertInto("event_materials")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      session_id: from.sessionId,
      title: from.title,
      resource_id: from.resourceId,
      upload_id: from.uploadId,
      link: from.link,
      added_at: tx.now,
      added_by: actorId(tx.actor) ?? "",
    })
    .execute();
}

export async function dropMaterial(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("event_materials")
    .set({ removed_at: tx.now })
    .where("id", "=", id)
    .execute();
}
