import { sql } from "kysely";
import { actorId, ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import { countriesOf } from "./preparation.policy.ts";
import type { KeptState, RemindedBy, StoredTask, TaskKind } from "./task.ts";

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
  readonly phone: string | null;
  readonly mayBeTexted: boolean;
  readonly locale: string | null;
  readonly applicationId: string | null;
  readonly city: string;
  readonly country: string;
  /** Staff are written to politely. */
  readonly audience: "learners" | "staff";
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

/** A child's number is used where a guardian's consent about data stands. */
const mayBeTexted = (tx: Tx) => sql<boolean>`(p.birth_date <= ${tx.now}::date - interval '18 years'
  or exists (select from consents c where c.application_id = o.application_id and c.purpose = 'data'
    and c.withdrawn_at is null and (c.ends_on is null or c.ends_on >= ${tx.now}::date)))`;

const stays = (tx: Tx) =>
  tx.db
    .selectFrom("mobilities as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .innerJoin("activity_lines as l", "l.id", "m.line_id")
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
      "p.phone",
      mayBeTexted(tx).as("mayBeTexted"),
      "a.locale",
      "o.application_id as applicationId",
      "m.hosting_city as city",
      "m.hosting_country as country",
      "l.audience",
    ]);

/** Undefined for "not there" and "not yours" alike; held until the end where something changes. */
export const stayForTasks = (tx: Tx, id: string, hold = false): Promise<TaskStay | undefined> =>
  stays(tx)
    .where("m.id", "=", id)
    .$if(hold, (q) => q.forUpdate("m"))
    .$castTo<TaskStay>()
    .executeTakeFirst();

/** Held until the end, one after another by their ids. */
export async function holdStays(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .selectFrom("mobilities")
    .where("id", "in", [...ids])
    .select("id")
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Who is being prepared, soonest first. @param schools of these alone; null: as the actor sees */
export const preparedStays = (
  tx: Tx,
  schools: readonly string[] | null,
  most: number,
): Promise<TaskStay[]> =>
  stays(tx)
    .where("m.state", "in", ["matched", "preparing", "ready"])
    .$if(schools !== null, (q) =>
      q.where(sql<boolean>`m.sending_organisation_id = any(${[...(schools ?? [])]}::uuid[])`),
    )
    .orderBy("m.starts")
    .orderBy("p.family_name")
    .orderBy("p.given_names")
    .orderBy("m.id")
    .limit(most)
    .$castTo<TaskStay>()
    .execute();

/** The stay that a learner prepares: the one that is not over. */
export const ownStay = (tx: Tx): Promise<TaskStay | undefined> =>
  stays(tx)
    .where("m.state", "in", [
      "planned",
      "matched",
      "preparing",
      "ready",
      "in-progress",
      "interrupted",
      "extended",
    ])
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
  "k.remind_on as remindOn",
  "t.reminders",
  "t.reminded_at as remindedAt",
  "t.reminded_by as remindedBy",
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

export async function markReminded(tx: Tx, ids: readonly string[], by: RemindedBy): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable("stay_tasks")
    .set({ reminders: sql`reminders + 1`, reminded_at: tx.now, reminded_by: by })
    .where("id", "in", [...ids])
    .execute();
}
