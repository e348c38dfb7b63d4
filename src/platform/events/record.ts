import { type RawBuilder, sql } from "kysely";
import { type Actor, actorId } from "../db/actor.ts";
import { PLANNED_ONCE, type Tx } from "../db/index.ts";

/** Past-tense names of everything that can have happened; the log's vocabulary. */
export type EventName = `${string}.${string}`;

type Subject = { readonly type: string; readonly id: string };

/**
 * The statement that writes one line of history: for `record`, and for an act that is one statement.
 * @param onlyIf a condition of that statement under which alone it happened
 */
export function eventRow(
  tx: Tx,
  name: EventName,
  subject: Subject,
  data: Record<string, unknown> = {},
  onlyIf: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  if (!tx.actor.schemeId) throw new Error(`event ${name} outside a scheme`);
  return sql`insert into event_log (scheme_id, at, actor_kind, actor_id, name, subject_type, subject_id, data)
    select ${tx.actor.schemeId}::uuid, ${tx.now}::timestamptz, ${tx.actor.kind}, ${actorId(tx.actor)}, ${name},
      ${subject.type}, ${subject.id}::uuid, ${JSON.stringify(data)}::jsonb where ${onlyIf}`;
}

/**
 * Writes one line of history in the caller's transaction: it happened if and only if the change
 * happened. `data` holds ids, codes and figures, never names or special-category data.
 */
export async function record(
  tx: Tx,
  name: EventName,
  subject: Subject,
  data: Record<string, unknown> = {},
): Promise<void> {
  // Planned once: every act of everybody ends with it.
  await sql`${sql.raw(PLANNED_ONCE)} ${eventRow(tx, name, subject, data)}`.execute(tx.db);
}

/**
 * The same for many things at once: one statement instead of one a row.
 * @param by who did it, where a job does what somebody asked for
 */
export async function recordAll(
  tx: Tx,
  name: EventName,
  type: string,
  subjects: readonly { readonly id: string; readonly data?: Record<string, unknown> }[],
  by: { readonly kind: Actor["kind"]; readonly id: string | null } = {
    kind: tx.actor.kind,
    id: actorId(tx.actor),
  },
): Promise<void> {
  const { schemeId } = tx.actor;
  if (!schemeId) throw new Error(`event ${name} outside a scheme`);
  for (let at = 0; at < subjects.length; at += 1000) {
    const rows = subjects.slice(at, at + 1000).map((subject) => ({
      scheme_id: schemeId,
      at: tx.now,
      actor_kind: by.kind,
      actor_id: by.id,
      name,
      subject_type: type,
      subject_id: subject.id,
      data: JSON.stringify(subject.data ?? {}),
    }));
    await tx.db.insertInto("event_log").values(rows).execute();
  }
}
