import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";

export type Pin = {
  readonly id: string;
  readonly callId: string;
  readonly applicationId: string;
  readonly placeId: string;
  readonly reason: string;
  readonly pinnedBy: string;
  readonly pinnedAt: Date;
};

export async function insertPin(
  tx: Tx,
  pin: { callId: string; applicationId: string; placeId: string; reason: string; pinnedBy: string },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("pins")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      call_id: pin.callId,
      application_id: pin.applicationId,
      place_id: pin.placeId,
      reason: pin.reason,
      pinned_by: pin.pinnedBy,
      pinned_at: tx.now,
    })
    .execute();
  return id;
}

const COLUMNS = [
  "id",
  "call_id as callId",
  "application_id as applicationId",
  "place_id as placeId",
  "reason",
  "pinned_by as pinnedBy",
  "pinned_at as pinnedAt",
] as const;

export async function livePins(tx: Tx, callId: string): Promise<Pin[]> {
  return tx.db
    .selectFrom("pins")
    .select(COLUMNS)
    .where("call_id", "=", callId)
    .where("removed_at", "is", null)
    .orderBy("pinned_at")
    .execute();
}

/** Whose pin it is; a pin never moves to another call. */
export async function callOfPin(tx: Tx, pinId: string): Promise<string | null> {
  if (!isUuid(pinId)) return null;
  const row = await tx.db
    .selectFrom("pins")
    .select("call_id as callId")
    .where("id", "=", pinId)
    .executeTakeFirst();
  return row?.callId ?? null;
}

export async function lockPin(tx: Tx, pinId: string): Promise<Pin | null> {
  if (!isUuid(pinId)) return null;
  const row = await tx.db
    .selectFrom("pins")
    .select(COLUMNS)
    .where("id", "=", pinId)
    .where("removed_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function endPin(tx: Tx, pinId: string, by: string): Promise<void> {
  await tx.db
    .updateTable("pins")
    .set({ removed_at: tx.now, removed_by: by })
    .where("id", "=", pinId)
    .execute();
}
