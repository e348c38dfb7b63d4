import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";

const NEED = "no-stairs";
const belongsTo = (mobilityId: string) => `stay_needs/${mobilityId}/${NEED}`;

/** Yes and no are of one length, and everybody who was looked at has one of them. */
export async function writeNeeds(
  tx: Tx,
  people: readonly {
    readonly mobilityId: string;
    readonly needed: boolean;
    /** Else it is written only where nothing stands. */
    readonly changed: boolean;
  }[],
): Promise<void> {
  for (const { mobilityId, needed, changed } of people) {
    const said = {
      sealed: seal(needed ? "yes" : "no ", belongsTo(mobilityId)),
      said_at: tx.now,
      said_by: actorId(tx.actor) ?? "",
    };
    await tx.db
      .insertInto("stay_needs")
      .values({ mobility_id: mobilityId, need: NEED, scheme_id: tx.actor.schemeId!, ...said })
      .onConflict((c) => {
        const same = c.columns(["mobility_id", "need"]);
        return changed ? same.doUpdateSet(said) : same.doNothing();
      })
      .execute();
  }
}

/** Stay to yes or no, of those about whom it was said. Nobody in a transaction without a purpose. */
export async function needsOfStays(
  tx: Tx,
  mobilityIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (mobilityIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("stay_needs")
    .where("mobility_id", "in", [...mobilityIds])
    .where("need", "=", NEED)
    .select(["mobility_id as id", "sealed"])
    .execute();
  return new Map(rows.map(({ id, sealed }) => [id, unseal(sealed, belongsTo(id)) === "yes"]));
}

/** Of stays that ended before a day, as they were planned or lived, and of whoever does not go at all. */
export async function deleteNeeds(tx: Tx, before: string): Promise<void> {
  await tx.db
    .deleteFrom("stay_needs as n")
    .using("mobilities as m")
    .whereRef("m.id", "=", "n.mobility_id")
    .where((e) =>
      e.or([
        e("m.ends", "<", before),
        e("m.actual_ends", "<", before),
        e("m.state", "=", "cancelled"),
      ]),
    )
    .execute();
}
