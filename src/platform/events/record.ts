import { sql } from "kysely";
import { actorId } from "../db/actor.ts";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";

/** Past-tense names of everything that can have happened; the log's vocabulary. */
export type EventName = `${string}.${string}`;

/**
 * Writes one line of history in the caller's transaction: it happened if and only if the change
 * happened. `data` holds ids, codes and figures, never names or special-category data.
 */
export async function record(
  tx: Tx,
  name: EventName,
  subject: { readonly type: string; readonly id: string },
  data: Record<string, unknown> = {},
): Promise<void> {
  if (!tx.actor.schemeId) throw new Error(`event ${name} outside a scheme`);
  // Planned once: every act of everybody ends with it.
  await sql`${sql.raw(PLANNED_ONCE)}
    insert into event_log (scheme_id, at, actor_kind, actor_id, name, subject_type, subject_id, data)
    values (${tx.actor.schemeId}, ${tx.now}, ${tx.actor.kind}, ${actorId(tx.actor)}, ${name},
      ${subject.type}, ${subject.id}, ${JSON.stringify(data)})`.execute(tx.db);
}

/** The same for many things at once: one statement instead of one a row. */
export async function recordAll(
  tx: Tx,
  name: EventName,
  type: string,
  subjects: readonly { readonly id: string; readonly data?: Record<string, unknown> }[],
): Promise<void> {
  const { schemeId } = tx.actor;
  if (!schemeId) throw new Error(`event ${name} outside a scheme`);
  for (let at = 0; at < subjects.length; at += 1000) {
    const rows = subjects.slice(at, at + 1000).map((subject) => ({
      scheme_id: schemeId,
      at: tx.now,
      actor_kind: tx.actor.kind,
      actor_id: actorId(tx.actor),
      name,
      subject_type: type,
      subject_id: subject.id,
      data: JSON.stringify(subject.data ?? {}),
    }));
    await tx.db.insertInto("event_log").values(rows).execute();
  }
}
