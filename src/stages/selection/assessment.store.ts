import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Distributed, Given } from "./distribution.rules.ts";
import type { AssessmentState, ConflictGround } from "./selection.ts";

export type QueueCase = {
  readonly id: string;
  readonly applicationId: string;
  readonly shared: boolean;
  readonly state: AssessmentState;
  readonly savedAt: Date | null;
  /** Of the person: nothing else of them stands in a queue. */
  readonly trade: string;
  /** How many others have saved theirs; not what. */
  readonly others: number;
};

/** One assessor's cases, shared ones first; nobody who withdrew. */
export async function queueOf(tx: Tx, assessorId: string): Promise<QueueCase[]> {
  const { rows } = await sql<QueueCase>`
    select t.id, t.application_id as "applicationId", t.shared, t.state, t.saved_at as "savedAt",
      a.trade, (select count(*)::int from assessments o where o.application_id = t.application_id
        and o.state = 'scored' and o.id <> t.id) as others
    from assessments t join applications a on a.id = t.application_id and a.state = 'submitted'
    where t.assessor_id = ${assessorId}
    order by t.shared desc, t.position, t.id`.execute(tx.db);
  return rows;
}

export type OwnAssessment = {
  readonly id: string;
  readonly callId: string;
  readonly applicationId: string;
  readonly assessorId: string;
  readonly shared: boolean;
  readonly state: AssessmentState;
  readonly mark: number;
};

/**
 * An assessment of this very person; undefined for anybody else's, for one of a withdrawn
 * application and for whoever was taken off the call. Locked where something follows.
 */
export async function ownAssessment(
  tx: Tx,
  id: string,
  userId: string,
  lock: boolean,
): Promise<OwnAssessment | undefined> {
  if (!isUuid(id)) return undefined;
  return tx.db
    .selectFrom("assessments as t")
    .innerJoin("assessors as r", "r.id", "t.assessor_id")
    .innerJoin("applications as a", "a.id", "t.application_id")
    .where("t.id", "=", id)
    .where("r.user_id", "=", userId)
    .where("r.removed_at", "is", null)
    .where("a.state", "=", "submitted")
    .select([
      "t.id",
      "t.call_id as callId",
      "t.application_id as applicationId",
      "t.assessor_id as assessorId",
      "t.shared",
      "t.state",
      "r.mark",
    ])
    .$if(lock, (q) => q.forUpdate("t"))
    .$castTo<OwnAssessment>()
    .executeTakeFirst();
}

/** Everything of one assessor, until this transaction ends: another tab's save or conflict waits. */
export const lockAssessments = (tx: Tx, assessorId: string): Promise<unknown> =>
  tx.db
    .selectFrom("assessments")
    .where("assessor_id", "=", assessorId)
    .select("id")
    .orderBy("id")
    .forUpdate()
    .execute();

export async function moveAssessment(
  tx: Tx,
  id: string,
  state: AssessmentState,
  saved = false,
): Promise<void> {
  await tx.db
    .updateTable("assessments")
    .set({ state, ...(saved ? { saved_at: tx.now } : {}) })
    .where("id", "=", id)
    .execute();
}

export const givenCases = (
  tx: Tx,
  callId: string,
): Promise<(Distributed & { readonly scored: boolean })[]> =>
  tx.db
    .selectFrom("assessments")
    .where("call_id", "=", callId)
    .where("state", "!=", "conflicted")
    .select(["application_id as caseId", "assessor_id as assessorId", "shared"])
    .select(sql<boolean>`state = 'scored'`.as("scored"))
    .execute();

export const liveConflicts = (tx: Tx, callId: string): Promise<Given[]> =>
  tx.db
    .selectFrom("conflicts")
    .where("call_id", "=", callId)
    .where("lifted_at", "is", null)
    .select(["application_id as caseId", "assessor_id as assessorId"])
    .execute();

export async function insertAssessments(
  tx: Tx,
  callId: string,
  rows: readonly (Distributed & { readonly id: string; readonly position: number })[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) {
    await tx.db
      .insertInto("assessments")
      .values(
        rows.slice(at, at + 1000).map((row) => ({
          id: row.id,
          scheme_id: tx.actor.schemeId!,
          call_id: callId,
          application_id: row.caseId,
          assessor_id: row.assessorId,
          shared: row.shared,
          position: row.position,
          state: "waiting",
          created_at: tx.now,
        })),
      )
      .onConflict((c) => c.columns(["application_id", "assessor_id"]).doNothing())
      .execute();
  }
}

export type NewConflict = {
  readonly id: string;
  readonly callId: string;
  readonly applicationId: string;
  readonly assessorId: string;
  readonly ground: ConflictGround;
  readonly own: boolean;
  readonly by: string;
};

/** False when it is declared already. */
export async function insertConflict(tx: Tx, from: NewConflict): Promise<boolean> {
  const rows = await tx.db
    .insertInto("conflicts")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      application_id: from.applicationId,
      assessor_id: from.assessorId,
      ground: from.ground,
      own: from.own,
      declared_by: from.by,
      declared_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** The pair it stood between, or undefined when there is none that stands. */
export const liftConflictRow = (tx: Tx, id: string, by: string): Promise<Given | undefined> =>
  isUuid(id)
    ? tx.db
        .updateTable("conflicts")
        .set({ lifted_by: by, lifted_at: tx.now })
        .where("id", "=", id)
        .where("lifted_at", "is", null)
        .returning(["application_id as caseId", "assessor_id as assessorId"])
        .executeTakeFirst()
    : Promise.resolve(undefined);

/** What the office knows of an assessment between a case and an assessor. */
export const assessmentBetween = (tx: Tx, of: Given) =>
  tx.db
    .selectFrom("assessments")
    .where("application_id", "=", of.caseId)
    .where("assessor_id", "=", of.assessorId)
    .select(["id", "state"])
    .$castTo<{ id: string; state: AssessmentState }>()
    .forUpdate()
    .executeTakeFirst();

export async function insertNote(
  tx: Tx,
  from: {
    readonly id: string;
    readonly applicationId: string;
    readonly assessorId: string;
    readonly forPanel: boolean;
    readonly body: string;
  },
): Promise<void> {
  await tx.db
    .insertInto("assessment_notes")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      assessor_id: from.assessorId,
      for_panel: from.forPanel,
      body: from.body,
      written_at: tx.now,
    })
    .execute();
}

export type Note = {
  readonly assessorId: string;
  readonly mark: number;
  readonly forPanel: boolean;
  readonly body: string;
  readonly writtenAt: Date;
};

/** Notes of a case: all for the panel, and the private ones of `assessorId` alone. */
export const notesOf = (
  tx: Tx,
  applicationId: string,
  assessorId: string | null,
): Promise<Note[]> =>
  tx.db
    .selectFrom("assessment_notes as n")
    .innerJoin("assessors as r", "r.id", "n.assessor_id")
    .where("n.application_id", "=", applicationId)
    .where((eb) =>
      eb.or([
        eb("n.for_panel", "=", true),
        ...(assessorId === null ? [] : [eb("n.assessor_id", "=", assessorId)]),
      ]),
    )
    .select([
      "n.assessor_id as assessorId",
      "r.mark",
      "n.for_panel as forPanel",
      "n.body",
      "n.written_at as writtenAt",
    ])
    .orderBy("n.written_at")
    .execute();

export type Conflict = {
  readonly id: string;
  readonly assessorId: string;
  readonly name: string;
  readonly ground: ConflictGround;
  readonly own: boolean;
  readonly declaredAt: Date;
};

/** Conflicts that stand between a case and its assessors. */
export const conflictsOfCase = (tx: Tx, applicationId: string): Promise<Conflict[]> =>
  tx.db
    .selectFrom("conflicts as c")
    .innerJoin("assessors as r", "r.id", "c.assessor_id")
    .where("c.application_id", "=", applicationId)
    .where("c.lifted_at", "is", null)
    .select([
      "c.id",
      "c.assessor_id as assessorId",
      "r.person_name as name",
      "c.ground",
      "c.own",
      "c.declared_at as declaredAt",
    ])
    .orderBy("c.declared_at")
    .$castTo<Conflict>()
    .execute();
