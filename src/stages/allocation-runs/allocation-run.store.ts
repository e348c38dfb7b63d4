import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import type { Signature } from "./allocation-run.rules.ts";
import type { Run, RunState, RunSummary } from "./allocation-run.ts";

const COLUMNS = [
  "id",
  "call_id as callId",
  "number",
  "state",
  "seed",
  "rule",
  "code_version as codeVersion",
  "problem_hash as problemHash",
  "result_hash as resultHash",
  "public_hash as publicHash",
  "summary",
  "problems",
  "progress_id as progressId",
  "frozen_at as frozenAt",
  "frozen_by as frozenBy",
  "computed_at as computedAt",
  "published_at as publishedAt",
] as const;

type Row = Omit<Run, "state" | "summary" | "problems"> & {
  state: string;
  summary: unknown;
  problems: unknown;
};
const toRun = (row: Row): Run => ({
  ...row,
  state: row.state as RunState,
  summary: row.summary as RunSummary | null,
  problems: row.problems as Problem[] | null,
});

export async function insertRun(
  tx: Tx,
  run: Pick<
    Run,
    "id" | "callId" | "number" | "seed" | "rule" | "codeVersion" | "problemHash" | "progressId"
  > & { readonly frozenBy: string },
): Promise<void> {
  await tx.db
    .insertInto("allocation_runs")
    .values({
      id: run.id,
      scheme_id: tx.actor.schemeId!,
      call_id: run.callId,
      number: run.number,
      state: "computing",
      seed: run.seed,
      rule: run.rule,
      code_version: run.codeVersion,
      problem_hash: run.problemHash,
      progress_id: run.progressId,
      frozen_at: tx.now,
      frozen_by: run.frozenBy,
    })
    .execute();
}

/** Runs, pins and publication of one call happen one after the other. */
export async function lockCall(tx: Tx, callId: string): Promise<boolean> {
  if (!isUuid(callId)) return false;
  const rows = await tx.db
    .selectFrom("calls")
    .select("id")
    .where("id", "=", callId)
    .forUpdate()
    .execute();
  return rows.length === 1;
}

/** Call it with the call locked, so that two starts get two numbers. */
export async function nextRunNumber(tx: Tx, callId: string): Promise<number> {
  const row = await tx.db
    .selectFrom("allocation_runs")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("call_id", "=", callId)
    .executeTakeFirst();
  return (row?.number ?? 0) + 1;
}

export async function findRun(tx: Tx, runId: string): Promise<Run | null> {
  if (!isUuid(runId)) return null;
  const row = await tx.db
    .selectFrom("allocation_runs")
    .select(COLUMNS)
    .where("id", "=", runId)
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/**
 * The run, and nobody else changes it or its call's other runs until this transaction ends. The
 * call comes first, as everywhere: a finished run replaces older ones, so whoever held a run and
 * then waited for the call could wait for somebody who waits for that run.
 */
export async function lockRun(tx: Tx, runId: string): Promise<Run | null> {
  const found = await findRun(tx, runId);
  if (!found || !(await lockCall(tx, found.callId))) return null;
  const row = await tx.db
    .selectFrom("allocation_runs")
    .select(COLUMNS)
    .where("id", "=", runId)
    .forUpdate()
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** Newest first. */
export async function runsOfCall(tx: Tx, callId: string): Promise<Run[]> {
  const rows = await tx.db
    .selectFrom("allocation_runs")
    .select(COLUMNS)
    .where("call_id", "=", callId)
    .orderBy("number", "desc")
    .execute();
  return rows.map(toRun);
}

export async function publishedRunOfCall(tx: Tx, callId: string): Promise<Run | null> {
  const row = await tx.db
    .selectFrom("allocation_runs")
    .select(COLUMNS)
    .where("call_id", "=", callId)
    .where("state", "=", "published")
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

export async function markComputed(
  tx: Tx,
  runId: string,
  with_: { resultHash: string; publicHash: string; summary: RunSummary },
): Promise<void> {
  await tx.db
    .updateTable("allocation_runs")
    .set({
      state: "computed",
      result_hash: with_.resultHash,
      public_hash: with_.publicHash,
      summary: JSON.stringify(with_.summary),
      computed_at: tx.now,
    })
    .where("id", "=", runId)
    .execute();
}

export async function markFailed(
  tx: Tx,
  runId: string,
  problems: readonly Problem[],
): Promise<void> {
  await tx.db
    .updateTable("allocation_runs")
    .set({ state: "failed", problems: JSON.stringify(problems), computed_at: tx.now })
    .where("id", "=", runId)
    .execute();
}

/**
 * Only the newest computed draft can be signed; older ones stay to be compared with. Call it with
 * the call locked. Returns the ids of those replaced.
 */
export async function markSuperseded(tx: Tx, callId: string): Promise<readonly string[]> {
  const rows = await tx.db
    .updateTable("allocation_runs")
    .set({ state: "superseded" })
    .where("call_id", "=", callId)
    .where("state", "=", "computed")
    .where("number", "<", (eb) =>
      eb
        .selectFrom("allocation_runs as newest")
        .select((e) => e.fn.max("newest.number").as("number"))
        .where("newest.call_id", "=", callId)
        .where("newest.state", "=", "computed"),
    )
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

export async function markPublished(tx: Tx, runId: string, by: string): Promise<void> {
  await tx.db
    .updateTable("allocation_runs")
    .set({ state: "published", published_at: tx.now, published_by: by })
    .where("id", "=", runId)
    .execute();
}

export async function insertSignature(
  tx: Tx,
  runId: string,
  signature: Omit<Signature, "signedAt">,
): Promise<void> {
  await tx.db
    .insertInto("run_signatures")
    .values({
      scheme_id: tx.actor.schemeId!,
      run_id: runId,
      user_id: signature.userId,
      role: signature.role,
      organisation_id: signature.organisationId,
      person_name: signature.personName,
      problem_hash: signature.problemHash,
      result_hash: signature.resultHash,
      signed_at: tx.now,
    })
    .execute();
}

export async function signaturesOf(tx: Tx, runId: string): Promise<Signature[]> {
  return tx.db
    .selectFrom("run_signatures")
    .select([
      "user_id as userId",
      "person_name as personName",
      "role",
      "organisation_id as organisationId",
      "problem_hash as problemHash",
      "result_hash as resultHash",
      "signed_at as signedAt",
    ])
    .where("run_id", "=", runId)
    .orderBy("signed_at")
    .execute();
}

export async function schemeIsInvented(tx: Tx): Promise<boolean> {
  const row = await tx.db
    .selectFrom("schemes")
    .select("invented")
    .where("id", "=", tx.actor.schemeId!)
    .executeTakeFirst();
  return row?.invented === true;
}
