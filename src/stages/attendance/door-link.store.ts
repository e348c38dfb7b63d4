import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

export type DoorLink = {
  readonly id: string;
  readonly eventId: string;
  readonly helper: string;
  readonly locale: string;
  readonly madeAt: Date;
  /** The event's last day, with which the link ends. */
  readonly ends: Day;
};

const live = (tx: Tx) =>
  tx.db
    .selectFrom("event_door_links as l")
    .innerJoin("events as e", "e.id", "l.event_id")
    .where("l.ended_at", "is", null)
    .where("e.state", "not in", ["draft", "cancelled"])
    .select([
      "l.id",
      "l.event_id as eventId",
      "l.helper",
      "l.locale",
      "l.made_at as madeAt",
      "e.ends",
    ])
    .$castTo<DoorLink>();

export const doorByHash = (tx: Tx, hash: string): Promise<DoorLink | undefined> =>
  live(tx).where("l.secret_hash", "=", hash).executeTakeFirst();

export const doorsOf = (tx: Tx, eventId: string): Promise<DoorLink[]> =>
  live(tx).where("l.event_id", "=", eventId).orderBy("l.made_at").execute();

export async function insertDoor(
  tx: Tx,
  from: Pick<DoorLink, "id" | "eventId" | "helper" | "locale"> & { readonly hash: string },
): Promise<void> {
  await tx.db
    .insertInto("event_door_links")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      event_id: from.eventId,
      helper: from.helper,
      locale: from.locale,
      secret_hash: from.hash,
      made_by: actorId(tx.actor) ?? "",
      made_at: tx.now,
    })
    .execute();
}

export async function endDoor(tx: Tx, eventId: string, linkId: string): Promise<boolean> {
  const [row] = await tx.db
    .updateTable("event_door_links")
    .set({ ended_at: tx.now })
    .where("id", "=", linkId)
    .where("event_id", "=", eventId)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return row !== undefined;
}
