import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Assessor, Selection, SelectionState } from "./selection.ts";

const columns = [
  "id",
  "call_id as callId",
  "state",
  "assessors_a_case as assessorsACase",
  "shared_cases as sharedCases",
  "blind",
  "spread_limit as spreadLimit",
  "assess_by as assessBy",
  "seed",
  "objections_until as objectionsUntil",
] as const;

export const selectionOf = (tx: Tx, callId: string): Promise<Selection | undefined> =>
  tx.db
    .selectFrom("selections")
    .where("call_id", "=", callId)
    .select(columns)
    .$castTo<Selection>()
    .executeTakeFirst();

/** Locked: whoever scores or publishes next waits until this transaction ends. */
export const lockSelection = (tx: Tx, callId: string): Promise<Selection | undefined> =>
  tx.db
    .selectFrom("selections")
    .where("call_id", "=", callId)
    .select(columns)
    .forUpdate()
    .$castTo<Selection>()
    .executeTakeFirst();

/** Held: its state stays until this transaction ends, and others may hold it too. */
export const holdSelection = (tx: Tx, callId: string): Promise<Selection | undefined> =>
  tx.db
    .selectFrom("selections")
    .where("call_id", "=", callId)
    .select(columns)
    .forShare()
    .$castTo<Selection>()
    .executeTakeFirst();

export type Settings = Pick<
  Selection,
  "assessorsACase" | "sharedCases" | "blind" | "spreadLimit" | "assessBy"
>;

export async function upsertSelection(
  tx: Tx,
  given: { readonly id: string; readonly callId: string; readonly seed: string } & Settings,
): Promise<void> {
  const settings = {
    assessors_a_case: given.assessorsACase,
    shared_cases: given.sharedCases,
    blind: given.blind,
    spread_limit: given.spreadLimit,
    assess_by: given.assessBy,
  };
  await tx.db
    .insertInto("selections")
    .values({
      id: given.id,
      scheme_id: tx.actor.schemeId!,
      call_id: given.callId,
      state: "preparing",
      seed: given.seed,
      created_at: tx.now,
      ...settings,
    })
    .onConflict((c) => c.column("call_id").doUpdateSet(settings))
    .execute();
}

export async function moveSelection(
  tx: Tx,
  id: string,
  state: SelectionState,
  objectionsUntil?: Date,
): Promise<void> {
  await tx.db
    .updateTable("selections")
    .set({ state, ...(objectionsUntil ? { objections_until: objectionsUntil } : {}) })
    .where("id", "=", id)
    .execute();
}

const assessor = [
  "id",
  "call_id as callId",
  "user_id as userId",
  "person_name as name",
  "organisation_id as organisationId",
  "team_id as teamId",
  "mark",
  "removed_at as removedAt",
] as const;

/** The removed ones too: their scores stand. In the order in which they were added. */
export const assessorsOf = (tx: Tx, callId: string): Promise<Assessor[]> =>
  tx.db
    .selectFrom("assessors")
    .where("call_id", "=", callId)
    .select(assessor)
    .orderBy("mark")
    .$castTo<Assessor>()
    .execute();

/** Of each assessor every organisation in whose name they are here: an officer may be one too. */
export async function organisationsOfAssessors(
  tx: Tx,
  callId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; organisations: string[] }>`
    select r.id, array_agg(distinct o.id) as organisations
    from assessors r left join memberships m on m.user_id = r.user_id and m.ended_at is null
    join organisations o on o.id in (r.organisation_id, m.organisation_id)
    where r.call_id = ${callId} and r.removed_at is null group by r.id`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row.organisations]));
}

export const liveAssessor = (
  tx: Tx,
  callId: string,
  userId: string,
): Promise<Assessor | undefined> =>
  tx.db
    .selectFrom("assessors")
    .where("call_id", "=", callId)
    .where("user_id", "=", userId)
    .where("removed_at", "is", null)
    .select(assessor)
    .$castTo<Assessor>()
    .executeTakeFirst();

/** False when the person is one already. */
export async function insertAssessor(
  tx: Tx,
  from: {
    readonly id: string;
    readonly callId: string;
    readonly userId: string;
    readonly name: string;
    readonly organisationId: string | null;
    readonly teamId: string | null;
  },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("assessors")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      user_id: from.userId,
      person_name: from.name,
      organisation_id: from.organisationId,
      team_id: from.teamId,
      mark: sql<number>`(select coalesce(max(mark), 0) + 1 from assessors where call_id = ${from.callId})`,
      added_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function removeAssessorRow(tx: Tx, callId: string, id: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable("assessors")
    .set({ removed_at: tx.now })
    .where("id", "=", id)
    .where("call_id", "=", callId)
    .where("removed_at", "is", null)
    .returning("id")
    .execute();
  return rows.length === 1;
}

export type Team = { readonly id: string; readonly name: string; readonly country: string | null };

export const teamsOf = (tx: Tx, callId: string): Promise<Team[]> =>
  tx.db
    .selectFrom("assessor_teams")
    .where("call_id", "=", callId)
    .select(["id", "name", "country"])
    .orderBy("name")
    .execute();

export async function insertTeam(
  tx: Tx,
  from: Team & { readonly callId: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("assessor_teams")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      name: from.name,
      country: from.country,
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(["call_id", "name"]).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export type Candidate = {
  readonly userId: string;
  readonly name: string;
  readonly organisationId: string | null;
  readonly organisation: string | null;
};

/** People with the role of an assessor in this scheme. */
export const candidatesOf = (tx: Tx): Promise<Candidate[]> =>
  tx.db
    .selectFrom("memberships as m")
    .leftJoin("organisations as o", "o.id", "m.organisation_id")
    .where("m.role", "=", "assessor")
    .where("m.ended_at", "is", null)
    .select([
      "m.user_id as userId",
      "m.person_name as name",
      "m.organisation_id as organisationId",
      "o.name as organisation",
    ])
    .orderBy("m.person_name")
    .execute();

export type SelectionLine = {
  readonly callId: string;
  readonly number: number;
  readonly title: Readonly<Record<string, string>>;
  readonly callState: string;
  readonly state: SelectionState | null;
  readonly people: number;
  readonly given: number;
  readonly scored: number;
  readonly openObjections: number;
};

/** Calls whose points are decided here, newest first, each with how far it is. */
export const selectionLines = async (tx: Tx): Promise<SelectionLine[]> => {
  const { rows } = await sql<SelectionLine>`
    select c.id as "callId", c.number, c.title, c.state as "callState", s.state,
      (select count(*)::int from applications a where a.call_id = c.id and a.state = 'submitted') as people,
      (select count(*)::int from assessments t where t.call_id = c.id and t.state <> 'conflicted') as given,
      (select count(*)::int from assessments t where t.call_id = c.id and t.state = 'scored') as scored,
      (select count(*)::int from objections o where o.call_id = c.id and o.state = 'open') as "openObjections"
    from calls c left join selections s on s.call_id = c.id
    where c.needs_list and c.state <> 'draft' order by c.number desc`.execute(tx.db);
  return rows;
};

export type QueueLine = {
  readonly callId: string;
  readonly number: number;
  readonly title: Readonly<Record<string, string>>;
  readonly state: SelectionState;
  readonly all: number;
  readonly done: number;
};

/** Queues of one person, over all calls. */
export const queueLines = async (tx: Tx, userId: string): Promise<QueueLine[]> => {
  const { rows } = await sql<QueueLine>`
    select c.id as "callId", c.number, c.title, s.state,
      count(t.id) filter (where t.state <> 'conflicted')::int as "all",
      count(t.id) filter (where t.state = 'scored')::int as done
    from assessors r join calls c on c.id = r.call_id join selections s on s.call_id = c.id
    left join assessments t on t.assessor_id = r.id
    where r.user_id = ${userId} and r.removed_at is null
    group by c.id, s.id order by c.number desc`.execute(tx.db);
  return rows;
};
