import { sql } from "kysely";
import { ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { classCode } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { ClassOfCode, SchoolClass } from "./class-code.ts";

/** The class of a code that works: not withdrawn, of a school that somebody made sure of. */
export async function workingClass(tx: Tx, code: string): Promise<ClassOfCode | undefined> {
  const { rows } = await sql<ClassOfCode>`
    select k.code, k.class_name as "className", k.trade, k.teacher_name as "teacherName",
      jsonb_build_object('id', c.id, 'number', c.number, 'publicCode', c.public_code,
        'state', c.state) as call,
      jsonb_build_object('id', o.id, 'name', o.name, 'city', o.city, 'country', o.country) as school
    from class_codes k
    join calls c on c.id = k.call_id
    join organisations o on o.id = k.organisation_id
    where k.code = ${code} and k.withdrawn_at is null and o.verified_at is not null
      and c.state <> 'draft'`.execute(tx.db);
  return rows[0];
}

/**
 * Classes of the actor's own schools with how many pupils have begun and sent, newest call first.
 * A pupil who began with the code counts once, whether or not it was sent.
 */
export async function ownClasses(tx: Tx, id: string | null = null): Promise<SchoolClass[]> {
  if (id !== null && !isUuid(id)) return [];
  type Row = Omit<SchoolClass, "call"> & {
    call: Omit<SchoolClass["call"], "opensAt" | "closesAt">;
    opensAt: Date;
    closesAt: Date;
  };
  const { rows } = await sql<Row>`
    select k.id, k.code, k.class_name as "className", k.trade, k.teacher_name as "teacherName",
      k.pupils, k.made_at as "madeAt", k.withdrawn_at as "withdrawnAt",
      d.begun, d.sent, c.opens_at as "opensAt", c.closes_at as "closesAt",
      jsonb_build_object('id', c.id, 'number', c.number, 'publicCode', c.public_code,
        'title', c.title, 'state', c.state) as call,
      jsonb_build_object('id', o.id, 'name', o.name, 'city', o.city, 'country', o.country,
        'verified', o.verified_at is not null) as school
    from class_codes k
    join calls c on c.id = k.call_id
    join organisations o on o.id = k.organisation_id
    cross join lateral (
      select count(*) filter (where x.application_id is null and x.state = 'open')::int as begun,
        count(*) filter (where x.application_id is not null)::int as sent
      from application_drafts x
      where x.scheme_id = k.scheme_id and x.class_code = k.code and x.call_id = k.call_id) d
    where k.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[])
      and (${id}::uuid is null or k.id = ${id})
    order by c.number desc, k.withdrawn_at is not null, k.class_name, k.code`.execute(tx.db);
  return rows.map(({ opensAt, closesAt, call, ...row }) => ({
    ...row,
    call: { ...call, opensAt, closesAt },
  }));
}

/** A code that is taken, whichever scheme has it, is drawn again. */
export async function insertClass(
  tx: Tx,
  row: {
    readonly id: string;
    readonly callId: string;
    readonly organisationId: string;
    readonly className: string;
    readonly trade: string;
    readonly teacherName: string;
    readonly pupils: number | null;
    readonly madeBy: string;
    /** Given only by the invented demo, whose posters are printed in its guide. */
    readonly code?: string | undefined;
  },
): Promise<string> {
  for (;;) {
    const code = row.code ?? classCode();
    const made = await tx.db
      .insertInto("class_codes")
      .values({
        id: row.id,
        scheme_id: tx.actor.schemeId!,
        call_id: row.callId,
        organisation_id: row.organisationId,
        code,
        class_name: row.className,
        trade: row.trade,
        teacher_name: row.teacherName,
        pupils: row.pupils,
        made_by: row.madeBy,
        made_at: tx.now,
      })
      .onConflict((c) => c.column("code").doNothing())
      .returning("code")
      .executeTakeFirst();
    if (made) return made.code;
    if (row.code) throw new Error(`the class code ${row.code} is taken`);
  }
}

/** False when it is withdrawn already. */
export async function markWithdrawn(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable("class_codes")
    .set({ withdrawn_at: tx.now })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .returning("id")
    .execute();
  return rows.length === 1;
}

export type CallToPick = {
  readonly id: string;
  readonly number: number;
  readonly title: Readonly<Record<string, string>>;
  readonly closesAt: Date;
};

/** Calls for learners that can still be applied to, also those that open soon; the next to close first. */
export const callsToPick = (tx: Tx): Promise<CallToPick[]> =>
  tx.db
    .selectFrom("calls as c")
    .innerJoin("activity_lines as l", "l.id", "c.line_id")
    .where("c.state", "=", "open")
    .where("c.closes_at", ">", tx.now)
    .where("l.audience", "=", "learners")
    .select(["c.id", "c.number", "c.title", "c.closes_at as closesAt"])
    .orderBy("c.closes_at")
    .orderBy("c.number")
    .$castTo<CallToPick>()
    .execute();

export type OwnSchool = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly verified: boolean;
};

/** The schools whose officer the actor is. */
export const schoolsOfActor = (tx: Tx): Promise<OwnSchool[]> =>
  tx.db
    .selectFrom("organisations")
    .where(sql<boolean>`id = any(${[...ownSchools(tx.actor)]}::uuid[])`)
    .select(["id", "name", "city", "country", sql<boolean>`verified_at is not null`.as("verified")])
    .orderBy("name")
    .execute();
