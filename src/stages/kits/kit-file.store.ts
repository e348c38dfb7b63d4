import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";

export async function insertKitFile(
  tx: Tx,
  from: { readonly id: string; readonly digest: string; readonly bytes: Buffer },
): Promise<void> {
  await tx.db
    .insertInto("kit_files")
    .values({
      ...from,
      scheme_id: tx.actor.schemeId!,
      brought_by: actorId(tx.actor) ?? "",
      brought_at: tx.now,
    })
    .execute();
}

export async function forgetKitFiles(tx: Tx, before: Date): Promise<void> {
  await tx.db.deleteFrom("kit_files").where("brought_at", "<", before).execute();
}

type KitFile = {
  readonly id: string;
  readonly bytes: Buffer;
  readonly openedAs: string | null;
};

/** Held until the end: of two who open the same kit at once, the second finds it opened. */
export const kitFileById = (tx: Tx, id: string, held: boolean): Promise<KitFile | undefined> =>
  tx.db
    .selectFrom("kit_files")
    .where("id", "=", id)
    .where("brought_by", "=", actorId(tx.actor) ?? "")
    .select(["id", "bytes", "opened_as as openedAs"])
    .$if(held, (q) => q.forUpdate())
    .executeTakeFirst();

export async function markOpened(tx: Tx, id: string, slug: string): Promise<void> {
  await tx.db.updateTable("kit_files").set({ opened_as: slug }).where("id", "=", id).execute();
}
