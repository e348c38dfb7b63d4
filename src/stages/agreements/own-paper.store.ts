import type { Tx } from "../../platform/db/index.ts";
import { sealBytes, unsealBytes } from "../../platform/vault.ts";
import type { LeftOut, OwnBundle, OwnPaper } from "./own-template.ts";

const papers = (tx: Tx) =>
  tx.db
    .selectFrom("own_papers")
    .select([
      "id",
      "mobility_id as mobilityId",
      "kind",
      "template_id as templateId",
      "made_at as madeAt",
    ])
    .$castTo<OwnPaper>();

export const ownPaperById = (tx: Tx, id: string): Promise<OwnPaper | undefined> =>
  papers(tx).where("id", "=", id).executeTakeFirst();

export const ownPapersOf = (tx: Tx, mobilityId: string): Promise<OwnPaper[]> =>
  papers(tx).where("mobility_id", "=", mobilityId).where("ended_at", "is", null).execute();

/** One of a kind for a stay: what was there ends in the same transaction. */
export async function insertOwnPaper(
  tx: Tx,
  from: Omit<OwnPaper, "madeAt"> & { readonly by: string },
): Promise<void> {
  await tx.db
    .updateTable("own_papers")
    .set({ ended_at: tx.now })
    .where("mobility_id", "=", from.mobilityId)
    .where("kind", "=", from.kind)
    .where("ended_at", "is", null)
    .execute();
  await tx.db
    .insertInto("own_papers")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      mobility_id: from.mobilityId,
      kind: from.kind,
      template_id: from.templateId,
      made_at: tx.now,
      made_by: from.by,
    })
    .execute();
}

/** Two who begin the same stay's paper at once: the second finds the first one's. */
export const lockStay = async (tx: Tx, mobilityId: string): Promise<void> => {
  await tx.db
    .selectFrom("mobilities")
    .where("id", "=", mobilityId)
    .select("id")
    .forNoKeyUpdate()
    .execute();
};

const belongsTo = (id: string) => `own_bundles/${id}`;

export const ownBundleById = (tx: Tx, id: string): Promise<OwnBundle | undefined> =>
  tx.db
    .selectFrom("own_bundles")
    .where("id", "=", id)
    .select([
      "id",
      "flow_id as flowId",
      "kind",
      "progress_id as progressId",
      "stays",
      "made_at as madeAt",
      "made_by as madeBy",
      "papers",
      "left_out as leftOut",
    ])
    .$castTo<OwnBundle>()
    .executeTakeFirst();

export async function insertOwnBundle(
  tx: Tx,
  from: Pick<OwnBundle, "id" | "flowId" | "kind" | "progressId" | "stays" | "madeBy">,
): Promise<void> {
  await tx.db
    .insertInto("own_bundles")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      flow_id: from.flowId,
      kind: from.kind,
      progress_id: from.progressId,
      stays: [...from.stays],
      made_at: tx.now,
      made_by: from.madeBy,
    })
    .execute();
}

/** Archives hold people; what is older is made again in a moment. */
export async function forgetBundles(tx: Tx, before: Date): Promise<void> {
  await tx.db.deleteFrom("own_bundles").where("made_at", "<", before).execute();
}

export async function fillBundle(
  tx: Tx,
  id: string,
  from: {
    readonly papers: number;
    readonly leftOut: readonly LeftOut[];
    readonly bytes: Buffer | null;
  },
): Promise<void> {
  await tx.db
    .updateTable("own_bundles")
    .set({
      papers: from.papers,
      left_out: JSON.stringify(from.leftOut),
      sealed: from.bytes && sealBytes(from.bytes, belongsTo(id)),
    })
    .where("id", "=", id)
    .where("papers", "is", null)
    .execute();
}

export async function ownBundleBytes(tx: Tx, id: string): Promise<Buffer | undefined> {
  const row = await tx.db
    .selectFrom("own_bundles")
    .where("id", "=", id)
    .select("sealed")
    .executeTakeFirst();
  return row?.sealed ? unsealBytes(row.sealed, belongsTo(id)) : undefined;
}
