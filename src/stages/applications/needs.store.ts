import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";

const belongsTo = (draftId: string): string => `application_needs/${draftId}`;

/** The event of one reading, with the reason. */
export const NEEDS_READ = "application.needs-read";

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

/**
 * What an application says about needs, for whoever cares for this person; undefined where it was
 * never asked. Each reading leaves a row, also where nothing was found: that is something learnt.
 */
export async function needsForCare(tx: Tx, applicationId: string): Promise<string | undefined> {
  await sql`
    insert into ground_readings (scheme_id, application_id, purpose, actor_id, at)
    values (ref.current_scheme(), ${applicationId}, ref.current_purpose(), ${actorId(tx.actor) ?? "anonymous"}, ${tx.now})`.execute(
    tx.db,
  );
  const row = await tx.db
    .selectFrom("application_drafts as d")
    .innerJoin("application_needs as n", "n.draft_id", "d.id")
    .select(["d.id", "n.sealed"])
    .where("d.application_id", "=", applicationId)
    .executeTakeFirst();
  return row && unseal(row.sealed, belongsTo(row.id)).trimEnd();
}

/** When somebody's needs were opened and what for, oldest first. */
export async function selectNeedsReadings(
  tx: Tx,
  applicationId: string,
): Promise<{ at: Date; reason: string }[]> {
  return tx.db
    .selectFrom("event_log")
    .where("subject_id", "=", applicationId)
    .where("name", "=", NEEDS_READ)
    .select(["at", sql<string>`data ->> 'reason'`.as("reason")])
    .orderBy("id")
    .execute();
}

/** Applications whose draft said what somebody needs. */
export async function applicationsWithNeeds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from applications a
    where exists (select from application_drafts d join application_needs n on n.draft_id = d.id
      where d.application_id = a.id)
    order by a.id`.execute(tx.db);
  return rows.map(({ id }) => id);
}
