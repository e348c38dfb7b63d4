import { expect, test } from "vitest";
import { need } from "../../tests/support/call.ts";
import { closedCallDatabase, FREEZE } from "../../tests/support/run.ts";
import { readRun } from "../stages/allocation-runs/read-runs.ts";
import { belongsTo, sealText } from "../stages/allocation-runs/sealed-run.ts";
import { startRun } from "../stages/allocation-runs/start-run.ts";
import { computeRun } from "./run-allocation.ts";

const { db, call } = await closedCallDatabase();

const started = async (): Promise<string> => {
  const run = await db.database.withTx(call.actor, (tx) => startRun(tx, call.callId), FREEZE);
  return need(run).runId;
};
const progressOf = (runId: string) =>
  db.sql(
    `select p.state, p.done, p.total from job_progress p join allocation_runs r on r.progress_id = p.id
     where r.id = $1`,
    [runId],
  );

test("a run moves from waiting to done, step by step", async () => {
  const runId = await started();
  expect(await progressOf(runId)).toEqual([{ state: "waiting", done: 0, total: 0 }]);
  await computeRun(db.database, call.actor, runId);
  expect(await progressOf(runId)).toEqual([{ state: "done", done: 4, total: 4 }]);
});

test("a run that cannot be solved fails in words and keeps nothing of a result", async () => {
  const runId = await started();
  const name = "problem/options.csv";
  await db.sql("update run_files set content = $3 where run_id = $1 and name = $2", [
    runId,
    name,
    sealText("applicant,place,rank\nnobody,AL-1,1", belongsTo.file(runId, name)),
  ]);
  await computeRun(db.database, call.actor, runId);
  const run = await db.database.withTx(call.actor, (tx) => readRun(tx, runId));
  expect(run).toMatchObject({ state: "failed", resultHash: null, summary: null });
  expect(run?.problems?.[0]).toMatchObject({
    code: "run-refused",
    params: { stage: "read", fault: "applicant-unknown" },
  });
  expect(await progressOf(runId)).toEqual([{ state: "failed", done: 0, total: 4 }]);
  const files = await db.sql(
    "select name from run_files where run_id = $1 and name not like 'problem/%' and name not like 'office/%'",
    [runId],
  );
  expect(files).toEqual([]);
});

test("two starts at once get two numbers, and the newest computed one stands", async () => {
  const [first, second] = await Promise.all([started(), started()]);
  await Promise.all([first, second].map((id) => computeRun(db.database, call.actor, id)));
  const states = await db.sql<{ number: number; state: string }>(
    "select number, state from allocation_runs order by number",
  );
  expect(states).toEqual([
    { number: 1, state: "superseded" },
    { number: 2, state: "failed" },
    { number: 3, state: "superseded" },
    { number: 4, state: "computed" },
  ]);
});
