import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Reason } from "./selection.ts";
import type { Scored } from "./spread.rules.ts";

export type ScoreSource = "entered" | "table" | "assessor" | "panel" | "committee";

export type NewScore = {
  readonly id: string;
  readonly applicationId: string;
  readonly criterion: string;
  readonly source: ScoreSource;
  readonly assessorId: string | null;
  /** Points or a score; null for chosen rows of a table. */
  readonly value: number | null;
  readonly choices: readonly string[] | null;
  readonly version: number;
  readonly reason: string | null;
};

export async function insertScores(tx: Tx, rows: readonly NewScore[], by: string): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insertInto("scores")
    .values(
      rows.map((row) => ({
        id: row.id,
        scheme_id: tx.actor.schemeId!,
        application_id: row.applicationId,
        criterion: row.criterion,
        source: row.source,
        assessor_id: row.assessorId,
        value: row.value,
        choices: row.choices === null ? null : JSON.stringify(row.choices),
        version: row.version,
        reason: row.reason,
        given_by: by,
        given_at: tx.now,
      })),
    )
    .execute();
}

export type Score = {
  readonly applicationId: string;
  readonly criterion: string;
  readonly source: ScoreSource;
  readonly assessorId: string | null;
  readonly mark: number | null;
  readonly value: number | null;
  readonly choices: readonly string[] | null;
  readonly version: number;
  readonly reason: string | null;
  readonly givenBy: string;
  readonly givenAt: Date;
};

const selectScores = (tx: Tx) =>
  tx.db
    .selectFrom("scores as s")
    .leftJoin("assessors as r", "r.id", "s.assessor_id")
    .select([
      "s.application_id as applicationId",
      "s.criterion",
      "s.source",
      "s.assessor_id as assessorId",
      "r.mark",
      "s.value",
      "s.choices",
      "s.version",
      "s.reason",
      "s.given_by as givenBy",
      "s.given_at as givenAt",
    ])
    .$castTo<Score>();

/** Every score ever given to one case, oldest first; corrections included. */
export const scoresOfCase = (tx: Tx, applicationId: string): Promise<Score[]> =>
  selectScores(tx)
    .where("s.application_id", "=", applicationId)
    .orderBy("s.given_at")
    .orderBy("s.version")
    .execute();

/** The newest of each of one assessor's scores for some cases. */
export const ownScores = (
  tx: Tx,
  assessorId: string,
  applicationIds: readonly string[],
): Promise<Score[]> =>
  applicationIds.length === 0
    ? Promise.resolve([])
    : selectScores(tx)
        .distinctOn(["s.application_id", "s.criterion"])
        .where("s.assessor_id", "=", assessorId)
        .where(sql<boolean>`s.application_id = any(${[...applicationIds]}::uuid[])`)
        .orderBy("s.application_id")
        .orderBy("s.criterion")
        .orderBy("s.version", "desc")
        .execute();

/**
 * The standing scores of assessors over a call: the newest of each, not those of somebody in
 * conflict with the case, nobody who withdrew.
 */
export async function standingScores(tx: Tx, callId: string): Promise<Scored[]> {
  const { rows } = await sql<Scored>`
    select distinct on (s.application_id, s.criterion, s.assessor_id) s.application_id as "caseId",
      s.criterion, s.assessor_id as "assessorId", s.value
    from scores s
    join applications a on a.id = s.application_id and a.call_id = ${callId} and a.state = 'submitted'
    where s.source = 'assessor' and not exists (select from conflicts c
      where c.application_id = s.application_id and c.assessor_id = s.assessor_id and c.lifted_at is null)
    order by s.application_id, s.criterion, s.assessor_id, s.version desc`.execute(tx.db);
  return rows;
}

/** Newest version of what is not an assessor's, by source; 0 where there is none. */
export const versionOf = async (
  tx: Tx,
  of: Pick<NewScore, "applicationId" | "criterion" | "source">,
): Promise<number> => {
  const row = await tx.db
    .selectFrom("scores")
    .where("application_id", "=", of.applicationId)
    .where("criterion", "=", of.criterion)
    .where("source", "=", of.source)
    .select((e) => e.fn.max("version").as("version"))
    .executeTakeFirst();
  return row?.version ?? 0;
};

export async function insertVeto(
  tx: Tx,
  from: {
    readonly id: string;
    readonly applicationId: string;
    readonly criterion: string;
    readonly standing: boolean;
    readonly reason: string;
    readonly by: string;
  },
): Promise<void> {
  await tx.db
    .insertInto("vetoes")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      criterion: from.criterion,
      standing: from.standing,
      reason: from.reason,
      decided_by: from.by,
      decided_at: tx.now,
    })
    .execute();
}

export async function insertEligibility(
  tx: Tx,
  from: {
    readonly id: string;
    readonly applicationId: string;
    readonly eligible: boolean;
    readonly reasons: readonly Reason[];
    readonly note: string | null;
    readonly by: string;
  },
): Promise<void> {
  await tx.db
    .insertInto("eligibility_decisions")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      eligible: from.eligible,
      reasons: JSON.stringify(from.reasons),
      note: from.note,
      decided_by: from.by,
      decided_at: tx.now,
    })
    .execute();
}

export type AssessorLoad = {
  readonly assessorId: string;
  readonly given: number;
  readonly done: number;
  readonly conflicts: number;
};

/** How much each assessor of a call has and has done. */
export const loadsOf = async (tx: Tx, callId: string): Promise<AssessorLoad[]> => {
  const { rows } = await sql<AssessorLoad>`
    select t.assessor_id as "assessorId",
      count(*) filter (where t.state <> 'conflicted')::int as given,
      count(*) filter (where t.state = 'scored')::int as done,
      count(*) filter (where t.state = 'conflicted')::int as conflicts
    from assessments t where t.call_id = ${callId} group by t.assessor_id`.execute(tx.db);
  return rows;
};
