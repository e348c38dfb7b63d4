import { type RawBuilder, sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { EventFacts, EventState, SchemeEvent } from "./event.ts";

/** An event with its figures, in one look. */
const selected = (where: RawBuilder<unknown>) => sql<SchemeEvent & { total: number }>`
  select e.id, e.kind, e.title, e.about, e.mode, e.state, e.starts, e.ends, e.venue, e.city, e.country,
    e.link, e.languages, e.line_id as "lineId",
    case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end as organiser,
    e.capacity_on_site as "capacityOnSite", e.capacity_online as "capacityOnline", e.approval,
    e.closes_at as "closesAt", n.counts, (count(*) over ())::int as total
  from events e
  left join organisations o on o.id = e.organiser_id
  cross join lateral (
    select jsonb_build_object(
      'registeredOnSite', count(*) filter (where r.state = 'registered' and r.mode = 'on-site'),
      'registeredOnline', count(*) filter (where r.state = 'registered' and r.mode = 'online'),
      'waiting', count(*) filter (where r.state = 'waiting'),
      'requested', count(*) filter (where r.state = 'requested')) as counts
    from event_registrations r where r.event_id = e.id) n
  where ${where}`;

const plain = ({ total: _, ...event }: SchemeEvent & { total: number }): SchemeEvent => event;

export async function oneEvent(tx: Tx, id: string): Promise<SchemeEvent | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await selected(sql`e.id = ${id}`).execute(tx.db);
  return rows[0] && plain(rows[0]);
}

/** The same, kept from others until the transaction ends: places are given by one at a time. */
export async function lockEvent(tx: Tx, id: string): Promise<SchemeEvent | undefined> {
  if (!isUuid(id)) return undefined;
  await tx.db.selectFrom("events").select("id").where("id", "=", id).forUpdate().execute();
  return oneEvent(tx, id);
}

export const EVENTS_A_PAGE = 25;

/** Events of the scheme, the newest first. @param from.page 0 for all of them */
export async function searchEvents(
  tx: Tx,
  from: {
    readonly kind: string;
    readonly state: string;
    readonly text: string;
    readonly page: number;
  },
): Promise<{ rows: SchemeEvent[]; total: number }> {
  const where = sql`(${from.kind} = '' or e.kind = ${from.kind})
    and (${from.state} = '' or e.state = ${from.state})
    and (${from.text} = '' or ref.fold(concat_ws(' ', e.title::text, e.city, e.venue)) like '%' || ref.fold(${from.text}) || '%')`;
  const { rows } = await sql<SchemeEvent & { total: number }>`${selected(where)}
    order by e.starts desc, e.id limit ${from.page === 0 ? null : EVENTS_A_PAGE}::int
    offset ${Math.max(from.page - 1, 0) * EVENTS_A_PAGE}`.execute(tx.db);
  return { rows: rows.map(plain), total: rows[0]?.total ?? 0 };
}

/** What anybody may know of: everything that was ever made public, the newest first. */
export async function publicEvents(tx: Tx): Promise<SchemeEvent[]> {
  const { rows } = await sql<
    SchemeEvent & { total: number }
  >`${selected(sql`e.state <> 'draft'`)} order by e.starts desc, e.id limit 200`.execute(tx.db);
  return rows.map(plain);
}

const columns = (from: EventFacts) => ({
  kind: from.kind,
  title: JSON.stringify(from.title),
  about: JSON.stringify(from.about),
  mode: from.mode,
  starts: from.starts,
  ends: from.ends,
  venue: from.venue,
  city: from.city,
  country: from.country,
  link: from.link,
  languages: [...from.languages],
  line_id: from.lineId,
  organiser_id: from.organiserId,
  capacity_on_site: from.capacityOnSite,
  capacity_online: from.capacityOnline,
  approval: from.approval,
  closes_at: from.closesAt,
});

export async function insertEvent(tx: Tx, id: string, from: EventFacts): Promise<void> {
  await tx.db
    .insertInto("events")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      state: "draft",
      state_since: tx.now,
      made_at: tx.now,
      made_by: actorId(tx.actor) ?? "",
      ...columns(from),
    })
    .execute();
}

export async function updateEvent(tx: Tx, id: string, from: EventFacts): Promise<void> {
  await tx.db.updateTable("events").set(columns(from)).where("id", "=", id).execute();
}

export async function moveEvent(tx: Tx, id: string, to: EventState): Promise<void> {
  await tx.db
    .updateTable("events")
    .set({ state: to, state_since: tx.now })
    .where("id", "=", id)
    .execute();
}

/** Lines, organisations that can organise, in the order in which they are chosen from. */
export async function choicesOfEvents(tx: Tx): Promise<{
  lines: { id: string; name: Readonly<Record<string, string>> }[];
  organisers: { id: string; name: string }[];
}> {
  const { rows } = await sql<{
    lines: { id: string; name: Readonly<Record<string, string>> }[];
    organisers: { id: string; name: string }[];
  }>`select
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name) order by l.position) from activity_lines l), '[]') as lines,
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name)
      from organisations o where o.roles && array['coordinating', 'sending', 'hosting', 'support', 'excellence']), '[]') as organisers`.execute(
    tx.db,
  );
  return rows[0]!;
}
