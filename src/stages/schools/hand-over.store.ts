import { sql } from "kysely";
import { actorId, ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { HandOver, NewHandOver } from "./hand-over.ts";

export async function insertHandOver(
  tx: Tx,
  row: NewHandOver & { readonly id: string; readonly membershipId: string; readonly from: string },
): Promise<void> {
  await tx.db
    .insertInto("hand_overs")
    .values({
      id: row.id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: row.organisationId,
      membership_id: row.membershipId,
      from_user_id: actorId(tx.actor) ?? "",
      from_name: row.from,
      to_name: row.name,
      starts: row.starts,
      ends: row.ends,
      made_at: tx.now,
    })
    .execute();
}

const select = (tx: Tx) =>
  tx.db
    .selectFrom("hand_overs as h")
    .innerJoin("organisations as o", "o.id", "h.organisation_id")
    .where(sql<boolean>`h.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[])`)
    .select([
      "h.id",
      "h.membership_id as membershipId",
      "h.organisation_id as organisationId",
      "o.name as schoolName",
      "h.from_name as fromName",
      "h.to_name as toName",
      "h.starts",
      "h.ends",
      "h.ended_at as endedAt",
    ])
    .$castTo<HandOver>();

/** Of the own schools, the last to end first. */
export const handOversOfSchools = (tx: Tx): Promise<HandOver[]> =>
  select(tx).orderBy("h.ends", "desc").orderBy("h.made_at", "desc").limit(50).execute();

export const oneHandOver = async (tx: Tx, id: string): Promise<HandOver | undefined> =>
  isUuid(id) ? select(tx).where("h.id", "=", id).executeTakeFirst() : undefined;

export async function markHandOverEnded(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("hand_overs")
    .set({ ended_at: tx.now, ended_by: actorId(tx.actor) ?? "" })
    .where("id", "=", id)
    .execute();
}
