import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { SoleGuardian, SoleReason } from "./consent.ts";

/** What stands for these learners now; whoever has no row has what the country asks for. */
export async function solesOf(
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, SoleGuardian>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("sole_guardians")
    .where("application_id", "in", [...applicationIds])
    .where("ended_at", "is", null)
    .select(["application_id as id", "reason", "said_name as saidName", "said_at as saidAt"])
    .$castTo<SoleGuardian & { id: string }>()
    .execute();
  return new Map(rows.map(({ id, ...sole }) => [id, sole]));
}

/** False when somebody has said so already. */
export async function insertSole(
  tx: Tx,
  from: {
    readonly applicationId: string;
    readonly reason: SoleReason;
    readonly by: string;
    readonly name: string;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("sole_guardians")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      reason: from.reason,
      said_by: from.by,
      said_name: from.name,
      said_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function endSole(tx: Tx, applicationId: string, by: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable("sole_guardians")
    .set({ ended_at: tx.now, ended_by: by })
    .where("application_id", "=", applicationId)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return rows.length === 1;
}
