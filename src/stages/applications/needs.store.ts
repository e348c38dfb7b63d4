import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";

const belongsTo = (draftId: string): string => `application_needs/${draftId}`;

/** Letters of every script fit: a thousand of them are at most four thousand bytes. */
const LENGTH = 4096;

/** Equally long whatever was written, nothing included: the length would tell who wrote. */
const padded = (text: string): string =>
  text + " ".repeat(Math.max(LENGTH - Buffer.byteLength(text), 0));

/** Kept for everybody who passes the question; needs a purpose, as reading does. */
export async function saveNeeds(tx: Tx, draftId: string, text: string): Promise<void> {
  const sealed = seal(padded(text), belongsTo(draftId));
  await tx.db
    .insertInto("application_needs")
    .values({ draft_id: draftId, scheme_id: tx.actor.schemeId!, sealed, saved_at: tx.now })
    .onConflict((c) => c.column("draft_id").doUpdateSet({ sealed, saved_at: tx.now }))
    .execute();
}

/** Undefined before the question was passed, and in a transaction without a purpose. */
export async function needsOf(tx: Tx, draftId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("application_needs")
    .select("sealed")
    .where("draft_id", "=", draftId)
    .executeTakeFirst();
  return row && unseal(row.sealed, belongsTo(draftId)).trimEnd();
}

/** What applications say about needs, for whoever cares for them; each reading leaves a row. */
export async function needsForCare(
  tx: Tx,
  applicationId: string,
  reader: string,
): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("application_drafts as d")
    .innerJoin("application_needs as n", "n.draft_id", "d.id")
    .select(["d.id", "n.sealed"])
    .where("d.application_id", "=", applicationId)
    .executeTakeFirst();
  if (!row) return undefined;
  await sql`
    insert into ground_readings (scheme_id, application_id, purpose, actor_id, at)
    values (ref.current_scheme(), ${applicationId}, ref.current_purpose(), ${reader}, ${tx.now})`.execute(
    tx.db,
  );
  return unseal(row.sealed, belongsTo(row.id)).trimEnd();
}
