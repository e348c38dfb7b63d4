import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import type { StoredTask, TaskKind } from "./task.ts";

/**
 * Every kind that a line knows, also those that it asks for no more. Held so that tasks
 * may still point at them: whoever makes a list holds its stay, and whoever changes the kinds takes
 * the stays next.
 */
export const kindsOfLine = (tx: Tx, lineId: string, hold = false): Promise<TaskKind[]> =>
  tx.db
    .selectFrom("task_kinds as k")
    .where("k.line_id", "=", lineId)
    .select((e) => [
      "k.id",
      "k.line_id as lineId",
      "k.code",
      "k.name",
      "k.who",
      "k.days_before as daysBefore",
      "k.blocking",
      "k.after_code as afterCode",
      "k.proof",
      "k.only_for as onlyFor",
      "k.remind_on as remindOn",
      "k.position",
      e("k.ended_at", "is", null).as("isOn"),
    ])
    .orderBy("k.position")
    .orderBy("k.code")
    .$if(hold, (q) => q.forNoKeyUpdate())
    .$castTo<TaskKind>()
    .execute();

export async function keepKind(tx: Tx, kind: TaskKind): Promise<void> {
  await tx.db
    .updateTable("task_kinds")
    .set({
      name: kind.name === null ? null : JSON.stringify(kind.name),
      who: kind.who,
      days_before: kind.daysBefore,
      blocking: kind.blocking,
      proof: kind.proof,
      only_for: kind.onlyFor,
      remind_on: [...kind.remindOn],
      ended_at: kind.isOn ? null : tx.now,
    })
    .where("id", "=", kind.id)
    .execute();
}

export async function insertKind(tx: Tx, kind: Omit<TaskKind, "id">): Promise<TaskKind> {
  const id = newId() as string;
  await tx.db
    .insertInto("task_kinds")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      line_id: kind.lineId,
      code: kind.code,
      name: JSON.stringify(kind.name),
      who: kind.who,
      days_before: kind.daysBefore,
      blocking: kind.blocking,
      after_code: kind.afterCode,
      proof: kind.proof,
      only_for: kind.onlyFor,
      remind_on: [...kind.remindOn],
      position: kind.position,
    })
    .execute();
  return { ...kind, id };
}

/** A stay whose list follows what its line asks for. */
export type LineStay = {
  readonly id: string;
  readonly personId: string;
  readonly birthDate: Day;
  readonly starts: Day;
  readonly mode: string;
};

/** Stays of a line that are prepared and have not left, held until the end where they change. */
export const preparedOfLine = (tx: Tx, lineId: string, hold: boolean): Promise<LineStay[]> =>
  tx.db
    .selectFrom("mobilities as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .where("m.line_id", "=", lineId)
    .where("m.state", "in", ["matched", "preparing", "ready"])
    // One without a list gets it from the job, as the line asks then.
    .where(sql<boolean>`exists (select from stay_tasks t where t.mobility_id = m.id)`)
    .select(["m.id", "m.person_id as personId", "p.birth_date as birthDate", "m.starts", "m.mode"])
    .orderBy("m.id")
    .$if(hold, (q) => q.forUpdate("m"))
    .$castTo<LineStay>()
    .execute();

export async function deleteTasks(tx: Tx, tasks: readonly StoredTask[]): Promise<void> {
  if (tasks.length === 0) return;
  await tx.db
    .deleteFrom("stay_tasks")
    .where(
      "id",
      "in",
      tasks.map(({ id }) => id),
    )
    .where("state", "=", "open")
    .execute();
}

/**
 * Tasks of these stays that are not over follow their kind: who does it, whether it blocks, and, where
 * the days before the start changed, when it is due.
 */
export async function followKind(
  tx: Tx,
  kind: TaskKind,
  stays: readonly string[],
  of: { readonly today: Day; readonly isMoved: boolean },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update stay_tasks t set who = ${kind.who}, blocking = ${kind.blocking}, proof = ${kind.proof},
      due = case when ${of.isMoved}
        then least(greatest(m.starts - ${kind.daysBefore}::int, ${of.today}::date), m.starts) else t.due end
    from mobilities m
    where m.id = t.mobility_id and t.kind_id = ${kind.id} and t.mobility_id = any(${[...stays]}::uuid[])
      and t.state not in ('done', 'not-needed')
    returning t.id`.execute(tx.db);
  return rows.length;
}

/** Lets the stays be looked at as soon as this is committed, in one statement. */
export async function wakeStays(tx: Tx, mobilityIds: readonly string[]): Promise<void> {
  if (mobilityIds.length === 0) return;
  await sql`select ref.wake_stays(${[...mobilityIds]}::uuid[])`.execute(tx.db);
}
