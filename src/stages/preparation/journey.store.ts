import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Direction, Leg } from "./journey.rules.ts";

export type Journey = {
  readonly id: string;
  readonly direction: Direction;
  readonly reference: string;
  readonly metBy: string;
  readonly legs: readonly Leg[];
  readonly mobilityIds: readonly string[];
};

const legsJson = sql`(select jsonb_agg(jsonb_build_object('carrier', l.carrier, 'number', l.number,
    'fromPlace', l.from_place, 'fromCountry', l.from_country,
    'departs', to_char(l.departs, 'YYYY-MM-DD"T"HH24:MI'), 'toPlace', l.to_place,
    'toCountry', l.to_country, 'arrives', to_char(l.arrives, 'YYYY-MM-DD"T"HH24:MI')) order by l.position)
  from journey_legs l where l.journey_id = j.id)`;

/** Journeys on which somebody of a flow still is, the way there first. */
export async function journeysOfFlow(tx: Tx, flowId: string): Promise<Journey[]> {
  const { rows } = await sql<Journey>`
    select j.id, j.direction, j.reference, j.met_by as "metBy", ${legsJson} as legs,
      array_agg(p.mobility_id::text order by p.mobility_id) as "mobilityIds"
    from journeys j join journey_people p on p.journey_id = j.id and p.left_at is null
    join mobilities m on m.id = p.mobility_id
    where m.flow_id = ${flowId} and j.ended_at is null and m.state <> 'cancelled'
    group by j.id order by j.direction desc, min(m.starts), j.id`.execute(tx.db);
  return rows;
}

/** Journeys that these stays are on, also cancelled ones; of the people on them only these. */
export async function journeysOfPeople(tx: Tx, mobilityIds: readonly string[]): Promise<Journey[]> {
  if (mobilityIds.length === 0) return [];
  const { rows } = await sql<Journey>`
    select j.id, j.direction, j.reference, j.met_by as "metBy", ${legsJson} as legs,
      array_agg(p.mobility_id::text order by p.mobility_id) as "mobilityIds"
    from journeys j join journey_people p on p.journey_id = j.id and p.left_at is null
    where p.mobility_id = any(${[...mobilityIds]}::uuid[]) and j.ended_at is null
    group by j.id order by j.direction desc, j.id`.execute(tx.db);
  return rows;
}

/** The journeys of one stay, the way there first. */
export async function ownJourneys(
  tx: Tx,
  mobilityId: string,
): Promise<Pick<Journey, "direction" | "legs">[]> {
  const { rows } = await sql<Pick<Journey, "direction" | "legs">>`
    select j.direction, ${legsJson} as legs
    from journeys j join journey_people p on p.journey_id = j.id and p.left_at is null
    where p.mobility_id = ${mobilityId} and j.ended_at is null order by j.direction desc`.execute(
    tx.db,
  );
  return rows;
}

export async function insertJourney(
  tx: Tx,
  from: Omit<Journey, "id"> & { readonly flowId: string },
): Promise<string> {
  const id = newId();
  const scheme_id = tx.actor.schemeId!;
  await tx.db
    .insertInto("journeys")
    .values({
      id,
      scheme_id,
      flow_id: from.flowId,
      direction: from.direction,
      reference: from.reference,
      met_by: from.metBy,
      booked_by: actorId(tx.actor) ?? "",
      booked_at: tx.now,
    })
    .execute();
  await tx.db
    .insertInto("journey_legs")
    .values(
      from.legs.map((leg, at) => ({
        journey_id: id,
        position: at + 1,
        scheme_id,
        carrier: leg.carrier,
        number: leg.number,
        from_place: leg.fromPlace,
        from_country: leg.fromCountry,
        departs: sql<Date>`${leg.departs}::timestamp`,
        to_place: leg.toPlace,
        to_country: leg.toCountry,
        arrives: sql<Date>`${leg.arrives}::timestamp`,
      })),
    )
    .execute();
  await leaveJourneys(tx, from.mobilityIds, from.direction);
  await tx.db
    .insertInto("journey_people")
    .values(
      from.mobilityIds.map((mobilityId) => ({
        id: newId(),
        scheme_id,
        journey_id: id,
        mobility_id: mobilityId,
        direction: from.direction,
      })),
    )
    .execute();
  return id;
}

/** Whoever had another journey that way is on it no more. */
export async function leaveJourneys(
  tx: Tx,
  mobilityIds: readonly string[],
  direction: Direction,
): Promise<void> {
  await tx.db
    .updateTable("journey_people")
    .set({ left_at: tx.now })
    .where("mobility_id", "in", [...mobilityIds])
    .where("direction", "=", direction)
    .where("left_at", "is", null)
    .execute();
}

/** Calls a journey off for everybody on it. */
export async function endJourney(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("journey_people")
    .set({ left_at: tx.now })
    .where("journey_id", "=", id)
    .where("left_at", "is", null)
    .execute();
  await tx.db.updateTable("journeys").set({ ended_at: tx.now }).where("id", "=", id).execute();
}
