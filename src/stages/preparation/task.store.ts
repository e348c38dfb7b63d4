import { sql } from "kysely";
import { actorId, ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { countriesOf } from "./preparation.policy.ts";
import type { KeptState, StoredTask, TaskKind } from "./task.ts";

const kindFacts = [
  "k.id",
  "k.line_id as lineId",
  "k.code",
  "k.name",
  "k.who",
  "k.days_before as daysBefore",
  "k.blocking",
  "k.after_code as afterCode",
  "k.proof",
  "k.minors_only as minorsOnly",
  "k.position",
] as const;

export const kindsOfLine = (tx: Tx, lineId: string): Promise<TaskKind[]> =>
  tx.db
    .selectFrom("task_kinds as k")
    .where("k.line_id", "=", lineId)
    .where("k.ended_at", "is", null)
    .select(kindFacts)
    .orderBy("k.position")
    .orderBy("k.code")
    .$castTo<TaskKind>()
    .execute();

/** A stay by what its tasks need, seen through the actor. */
export type TaskStay = {
  readonly id: string;
  readonly lineId: string;
  readonly state: string;
  readonly reference: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly mode: string;
  readonly sendingCountry: string;
  readonly schoolId: string;
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly email: string | null;
  readonly locale: string | null;
  readonly city: string;
  readonly country: string;
};

/** The stays an actor has to do with: one's own, a country's, a school's; nobody else's are any. */
function mine(tx: Tx) {
  const { actor } = tx;
  if (actor.kind === "system") return sql<boolean>`true`;
  if (actor.kind === "learner" || actor.kind === "guardian") {
    return sql<boolean>`o.application_id = ${actor.applicationId}`;
  }
  if (actor.kind !== "staff") return sql<boolean>`false`;
  const seen = countriesOf(actor);
  return seen === null
    ? sql<boolean>`true`
    : sql<boolean>`(m.sending_country = any(${[...seen]}::text[])
        or m.sending_organisation_id = any(${[...ownSchools(actor)]}::uuid[]))`;
}

const stays = (tx: Tx) =>
  tx.db
    .selectFrom("mobilities as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .leftJoin("offers as o", "o.id", "m.offer_id")
    .leftJoin("applications as a", "a.id", "o.application_id")
    .where(mine(tx))
    .select([
      "m.id",
      "m.line_id as lineId",
      "m.state",
      "m.reference",
      "m.starts",
      "m.ends",
      "m.mode",
      "m.sending_country as sendingCountry",
      "m.sending_organisation_id as schoolId",
      "m.person_id as personId",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "p.birth_date as birthDate",
      "p.email",
      "a.locale",
      "m.hosting_city as city",
      "m.hosting_country as country",
    ]);

/** Undefined for "not there" and "not yours" alike; held until the end where something changes. */
export const stayForTasks = (tx: Tx, id: string, hold = false): Promise<TaskStay | undefined> =>
  stays(tx)
    .where("m.id", "=", id)
    .$if(hold, (q) => q.forUpdate("m"))
    .$castTo<TaskStay>()
    .executeTakeFirst();

/** The stay that a learner prepares: the one that is not over. */
export const ownStay = (tx: Tx): Promise<TaskStay | undefined> =>
  stays(tx)
    .where("m.state", "in", ["planned", "matched", "preparing", "ready", "in-progress"])
    .orderBy("m.starts")
    .$castTo<TaskStay>()
    .executeTakeFirst();

const taskFacts = [
  "t.id",
  "t.mobility_id as mobilityId",
  "t.code",
  "k.name",
  "t.who",
  "t.due",
  "t.blocking",
  "t.after_code as afterCode",
  "t.proof",
  "t.state",
  "t.state_since as since",
  "t.note",
  "t.reason",
  "t.reminders",
  "t.reminded_at as remindedAt",
] as const;

export const tasksOf = (tx: Tx, mobilityIds: readonly string[]): Promise<StoredTask[]> =>
  mobilityIds.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom("stay_tasks as t")
        .innerJoin("task_kinds as k", "k.id", "t.kind_id")
        .where("t.mobility_id", "in", [...mobilityIds])
        .select(taskFacts)
        .orderBy("t.position")
        .orderBy("t.code")
        .$castTo<StoredTask>()
        .execute();

/** The stays that these tasks belong to. */
export const staysOfTasks = async (tx: Tx, taskIds: readonly string[]): Promise<string[]> =>
  taskIds.length === 0
    ? []
    : (
        await tx.db
          .selectFrom("stay_tasks")
          .where("id", "in", [...taskIds])
          .select("mobility_id as id")
          .distinct()
          .orderBy("mobility_id")
          .execute()
      ).map(({ id }) => id);

export async function insertTasks(
  tx: Tx,
  mobilityId: string,
  tasks: readonly (TaskKind & { readonly due: Day })[],
): Promise<void> {
  if (tasks.length === 0) return;
  await tx.db
    .insertInto("stay_tasks")
    .values(
      tasks.map((kind) => ({
        id: newId(),
        scheme_id: tx.actor.schemeId!,
        mobility_id: mobilityId,
        kind_id: kind.id,
        code: kind.code,
        who: kind.who,
        due: kind.due,
        blocking: kind.blocking,
        after_code: kind.afterCode,
        proof: kind.proof,
        position: kind.position,
        state: "open",
        state_since: tx.now,
        made_at: tx.now,
      })),
    )
    .onConflict((c) => c.columns(["mobility_id", "code"]).doNothing())
    .execute();
}

export async function changeTask(
  tx: Tx,
  id: string,
  state: KeptState,
  more: { readonly note?: string | null; readonly reason?: string | null } = {},
): Promise<void> {
  await tx.db
    .updateTable("stay_tasks")
    .set({
      state,
      state_since: tx.now,
      changed_by: actorId(tx.actor),
      reason: more.reason ?? null,
      ...(more.note === undefined ? {} : { note: more.note }),
    })
    .where("id", "=", id)
    .execute();
}

/** Days that have moved take the days of what is not over with them, as `dueDay` reckons them. */
export async function moveDue(
  tx: Tx,
  mobilityId: string,
  of: { readonly starts: Day; readonly today: Day },
): Promise<void> {
  await sql`
    update stay_tasks t
    set due = least(greatest(${of.starts}::date - k.days_before, ${of.today}::date), ${of.starts}::date)
    from task_kinds k
    where k.id = t.kind_id and t.mobility_id = ${mobilityId}
      and t.state not in ('done', 'not-needed')`.execute(tx.db);
}

export async function markReminded(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable("stay_tasks")
    .set({ reminders: sql`reminders + 1`, reminded_at: tx.now })
    .where("id", "in", [...ids])
    .execute();
}
