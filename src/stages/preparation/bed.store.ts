import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import type { Room } from "./bed.rules.ts";

/** Beds of a hosting partner and of its companies, as the hosts wrote them down. */
export async function roomsOf(tx: Tx, hostId: string): Promise<Room[]> {
  const { rows } = await sql<Room>`
    select b.organisation_id as "hostId", b.name, b.street, b.beds, b.gender, b.accessible, b.starts, b.ends
    from host_beds b join organisations o on o.id = b.organisation_id
    where b.ended_at is null and (o.id = ${hostId} or o.hosting_partner_id = ${hostId})
    order by b.name, b.starts, b.id`.execute(tx.db);
  return rows;
}

/** Beds of one host are given one after another: the host's row is held until the end. */
export async function holdRooms(tx: Tx, hostId: string): Promise<void> {
  await tx.db
    .selectFrom("organisations")
    .where("id", "=", hostId)
    .select("id")
    .forNoKeyUpdate()
    .execute();
}

export type BedStay = {
  readonly mobilityId: string;
  readonly room: string;
  readonly starts: Day;
  readonly ends: Day;
};

/** A bed of somebody who does not go is free, although nobody took it away. */
export const bedStaysOf = (tx: Tx, hostId: string): Promise<BedStay[]> =>
  tx.db
    .selectFrom("bed_stays as b")
    .innerJoin("mobilities as m", "m.id", "b.mobility_id")
    .where("b.organisation_id", "=", hostId)
    .where("b.ended_at", "is", null)
    .where("m.state", "!=", "cancelled")
    .select(["b.mobility_id as mobilityId", "b.room", "b.starts", "b.ends"])
    .orderBy("b.starts")
    .$castTo<BedStay>()
    .execute();

export async function endBeds(tx: Tx, mobilityIds: readonly string[]): Promise<void> {
  await tx.db
    .updateTable("bed_stays")
    .set({ ended_at: tx.now })
    .where("mobility_id", "in", [...mobilityIds])
    .where("ended_at", "is", null)
    .execute();
}

export async function insertBeds(tx: Tx, hostId: string, stays: readonly BedStay[]): Promise<void> {
  await tx.db
    .insertInto("bed_stays")
    .values(
      stays.map((stay) => ({
        id: newId(),
        scheme_id: tx.actor.schemeId!,
        mobility_id: stay.mobilityId,
        organisation_id: hostId,
        room: stay.room,
        starts: stay.starts,
        ends: stay.ends,
        given_by: actorId(tx.actor) ?? "",
        given_at: tx.now,
      })),
    )
    .execute();
}
