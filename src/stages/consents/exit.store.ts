import type { Tx } from "../../platform/db/index.ts";
import type { ExitAuthorisation } from "./consent.ts";

const NEEDED: ExitAuthorisation = {
  state: "needed",
  printedAt: null,
  seenAt: null,
  seenByName: null,
};

export const exitOf = async (tx: Tx, applicationId: string): Promise<ExitAuthorisation> =>
  (await tx.db
    .selectFrom("exit_authorisations")
    .where("application_id", "=", applicationId)
    .select(["state", "printed_at as printedAt", "seen_at as seenAt", "seen_by_name as seenByName"])
    .$castTo<ExitAuthorisation>()
    .executeTakeFirst()) ?? NEEDED;

/** Whoever holds this is alone with the learner's form until the transaction ends. */
export async function lockExit(tx: Tx, applicationId: string): Promise<ExitAuthorisation> {
  await tx.db
    .selectFrom("applications")
    .select("id")
    .where("id", "=", applicationId)
    .forUpdate()
    .execute();
  return exitOf(tx, applicationId);
}

export async function keepPrinted(tx: Tx, applicationId: string, by: string): Promise<void> {
  const printed = {
    state: "printed",
    printed_by: by,
    printed_at: tx.now,
    seen_by: null,
    seen_by_name: null,
    seen_at: null,
  };
  await tx.db
    .insertInto("exit_authorisations")
    .values({ application_id: applicationId, scheme_id: tx.actor.schemeId!, ...printed })
    .onConflict((c) => c.column("application_id").doUpdateSet(printed))
    .execute();
}

export async function keepSeen(
  tx: Tx,
  applicationId: string,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  await tx.db
    .updateTable("exit_authorisations")
    .set({ state: "seen", seen_by: by.id, seen_by_name: by.name, seen_at: tx.now })
    .where("application_id", "=", applicationId)
    .execute();
}
