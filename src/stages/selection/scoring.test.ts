import { expect, test } from "vitest";
import { assessing, codes, scores } from "../../../tests/support/assessing.ts";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import { openVault } from "../../platform/vault.ts";
import { barAssessor, declareConflict, liftConflict } from "./declare-conflict.ts";
import { distributeCases } from "./distribute-cases.ts";
import { enterFact } from "./enter-facts.ts";
import { readCases } from "./read-cases.ts";
import { nextCase, readMeasures, readOpenCase, readQueue } from "./read-queue.ts";
import { saveGrid } from "./save-grid.ts";
import { saveScores, skipCase } from "./save-scores.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const call = await selectionCall(db, clock);
const { callId } = call;
const [a1, a2, a3] = call.assessors.map((one) => one.actor) as [StaffActor, StaffActor, StaffActor];
const anna = call.coordinator.actor;
const { as, queueOf } = assessing(db, call);

test("everybody gets the shared cases first, and no other can be opened before", async () => {
  const queue = await queueOf(a1);
  expect(queue.cases.slice(0, 2).map((one) => one.shared)).toEqual([true, true]);
  expect(queue.cases.slice(2).some((one) => one.shared)).toBe(false);
  const other = queue.cases.find((one) => !one.shared)!;
  expect(codes(await as(a1, (tx) => saveScores(tx, other.id, scores(3))))).toEqual([
    "shared-cases-first",
  ]);
  const own = (await queueOf(a2)).cases[0]!;
  expect(codes(await as(a1, (tx) => saveScores(tx, own.id, scores(3))))).toEqual(["not-found"]);
});

test("all that is missing is said at once; scores are those with words", async () => {
  const [first] = (await queueOf(a1)).cases;
  const wrong = await as(a1, (tx) => saveScores(tx, first!.id, scores(null, 9)));
  expect(wrong.ok ? [] : wrong.problems).toEqual([
    { code: "score-missing", field: "motivation" },
    { code: "not-a-choice", field: "plan" },
  ]);
});

test("others' scores are hidden until one's own are saved, and then the measure is shown", async () => {
  const [first] = (await queueOf(a1)).cases;
  need(await as(a1, (tx) => saveScores(tx, first!.id, scores(4))));
  const mine = (await queueOf(a2)).cases.find((one) => one.applicationId === first!.applicationId)!;
  const before = await as(a2, (tx) => readOpenCase(tx, mine.id));
  expect(before?.others).toEqual([]);
  expect(before?.one.others).toBe(1);
  need(await as(a2, (tx) => saveScores(tx, mine.id, scores(1))));
  const after = await as(a2, (tx) => readOpenCase(tx, mine.id));
  expect(after?.others.map((score) => [score.criterion, score.value])).toEqual([
    ["motivation", 4],
    ["plan", 3],
  ]);
  const queue = await queueOf(a2);
  const measures = await as(a2, (tx) => readMeasures(tx, queue));
  expect(measures.find((m) => m.criterion === "motivation")).toMatchObject({ own: 1, mean: 4 });
});

test("a saved score is changed only with a reason, by a row beside the old one", async () => {
  const [first] = (await queueOf(a1)).cases;
  expect(codes(await as(a1, (tx) => saveScores(tx, first!.id, scores(3))))).toEqual(["required"]);
  need(
    await as(a1, (tx) =>
      saveScores(tx, first!.id, { ...scores(3), reason: "I had read the wrong answer" }),
    ),
  );
  const rows = await db.sql(
    "select value, version from scores where application_id = $1 and criterion = 'motivation' and assessor_id = (select id from assessors where user_id = $2) order by version",
    [first!.applicationId, a1.userId],
  );
  expect(rows).toEqual([
    { value: 4, version: 1 },
    { value: 3, version: 2 },
  ]);
});

test("the database itself refuses to rewrite what was judged", async () => {
  for (const table of [
    "scores",
    "vetoes",
    "eligibility_decisions",
    "committee_decisions",
    "selection_lists",
    "selection_list_lines",
  ]) {
    // As the superuser, for whom row-level security and grants are nothing.
    if (table === "scores") {
      await expect(db.sql(`update ${table} set value = 1`)).rejects.toThrow("append-only");
      await expect(db.sql(`delete from ${table}`)).rejects.toThrow("append-only");
    }
    const [grants] = await db.sql(
      "select has_table_privilege('app', $1, 'update') as change, has_table_privilege('app', $1, 'delete') as remove, has_table_privilege('app', $1, 'insert') as add",
      [table],
    );
    expect(grants, table).toEqual({ change: false, remove: false, add: true });
  }
});

test("in conflict the case is as if it were not there, and scores for it do not count", async () => {
  const queue = await queueOf(a3);
  for (const one of queue.cases.filter((each) => each.shared)) {
    need(await as(a3, (tx) => saveScores(tx, one.id, scores(2))));
  }
  const one = queue.cases.find((each) => !each.shared)!;
  need(await as(a3, (tx) => saveScores(tx, one.id, scores(4, 4))));
  const counted = async () =>
    (await as(anna, (tx) => readCases(tx, callId)))?.cases
      .find((each) => each.id === one.applicationId)
      ?.scores.filter((score) => score.source === "assessor").length;
  const before = await counted();
  need(await as(a3, (tx) => declareConflict(tx, one.id, "taught")));
  expect(await as(a3, (tx) => readOpenCase(tx, one.id))).toBeUndefined();
  expect((await queueOf(a3)).cases.some((each) => each.id === one.id)).toBe(false);
  expect(codes(await as(a3, (tx) => saveScores(tx, one.id, scores(1))))).toEqual(["not-found"]);
  expect(await counted()).toBe(before! - 2);
  // Even a page that forgot to ask is stopped by the database.
  const [assessor] = await db.sql<{ id: string }>("select id from assessors where user_id = $1", [
    a3.userId,
  ]);
  await expect(
    db.sql(
      `insert into scores (id, scheme_id, application_id, criterion, source, assessor_id, value, version, given_by, given_at)
       values (gen_random_uuid(), $1, $2, 'plan', 'assessor', $3, 4, 9, 'x', now())`,
      [call.scheme.id, one.applicationId, assessor!.id],
    ),
  ).rejects.toThrow(/conflict of interest|reason/);
  // Lifted by the office, the case comes back to be judged anew.
  const [conflict] = await db.sql<{ id: string }>(
    "select id from conflicts where lifted_at is null",
  );
  need(await as(anna, (tx) => liftConflict(tx, one.applicationId, conflict!.id)));
  expect((await queueOf(a3)).cases.find((each) => each.id === one.id)?.state).toBe("waiting");
});

test("the office keeps two people apart before either has seen the case, and others fill the gap", async () => {
  const [someone] = await db.sql<{ application: string; assessor: string }>(
    `select t.application_id as application, t.assessor_id as assessor from assessments t
     where t.call_id = $1 and t.state = 'waiting' and not t.shared order by t.id limit 1`,
    [callId],
  );
  const { application, assessor } = someone!;
  need(
    await as(anna, (tx) =>
      barAssessor(tx, application, { assessorId: assessor, ground: "family" }),
    ),
  );
  expect(
    codes(
      await as(anna, (tx) =>
        barAssessor(tx, application, { assessorId: assessor, ground: "family" }),
      ),
    ),
  ).toEqual(["already-there"]);
  expect(need(await as(anna, (tx) => distributeCases(tx, callId)))).toBe(1);
  const rows = await db.sql(
    "select count(*)::int as n from assessments where application_id = $1 and state <> 'conflicted'",
    [application],
  );
  expect(rows).toEqual([{ n: 2 }]);
});

test("a skipped case comes last, and the next one is of the wished order", async () => {
  for (const actor of [a1, a2]) {
    for (const one of (await queueOf(actor)).cases.filter(
      (c) => c.shared && c.state !== "scored",
    )) {
      need(await as(actor, (tx) => saveScores(tx, one.id, scores(3))));
    }
  }
  const queue = await queueOf(a1);
  const first = nextCase(queue, null)!;
  need(await as(a1, (tx) => skipCase(tx, first.id)));
  const after = await queueOf(a1);
  expect(nextCase(after, null)?.id).not.toBe(first.id);
  const waiting = after.cases.filter((one) => one.state === "waiting");
  const fewest = Math.min(...waiting.map((one) => one.others));
  expect(nextCase(after, null, "fewest")?.others).toBe(fewest);
});

test("nobody but the office sees names beside scores, a partner only its own country's", async () => {
  expect(await as(a1, (tx) => readCases(tx, callId))).toBeUndefined();
  expect(await as(anna, (tx) => readQueue(tx, callId))).toBeUndefined();
  const seen = await as(call.partner.actor, (tx) => readCases(tx, callId));
  expect(seen?.cases).toHaveLength(12);
});

test("facts are rows of the call's own table and figures within its range", async () => {
  const [id] = call.people;
  const enter = (fact: Parameters<typeof enterFact>[2], reason = "") =>
    as(call.partner.actor, (tx) => enterFact(tx, id!, fact, reason));
  expect(codes(await enter({ criterion: "languages", choices: ["c9"] }))).toEqual(["not-a-choice"]);
  expect(codes(await enter({ criterion: "record", points: 21 }))).toEqual(["too-big"]);
  expect(codes(await enter({ criterion: "motivation", points: 3 }))).toEqual(["not-a-choice"]);
  expect(codes(await enter({ criterion: "nothing", points: 3 }))).toEqual(["criterion-unknown"]);
  need(await enter({ criterion: "languages", choices: ["b1", "second"] }));
  expect(codes(await enter({ criterion: "languages", choices: ["a2"] }))).toEqual(["required"]);
  const cases = await as(anna, (tx) => readCases(tx, callId));
  // 6 and 4 together, but the criterion gives 8.
  expect(cases?.cases.find((one) => one.id === id)?.points.languages).toBe(8);
});

test("two tabs' grids are saved one after the other, and none scores a case in conflict", async () => {
  const queue = await queueOf(a3);
  const [first, second] = await db.sql<{ id: string }>(
    `select t.id from assessments t where t.assessor_id = $1 and t.state = 'waiting' and not t.shared
       and not exists (select 1 from scores s where s.application_id = t.application_id
         and s.assessor_id = t.assessor_id)`,
    [queue.assessor.id],
  );
  const grid = (id: string, value: number) => ({ [id]: { motivation: value, plan: value } });
  const alone = new Set(queue.cases.filter((one) => one.shared).map((one) => one.id));
  for (const id of alone) await as(a3, (tx) => saveScores(tx, id, scores(2)));
  const saved = await Promise.all(
    [1, 2].map((value) => as(a3, (tx) => saveGrid(tx, callId, grid(first!.id, value), ""))),
  );
  expect(saved.map(codes).sort()).toEqual([[], ["required"]]);
  let declared: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    declared = resolve;
  });
  const conflict = as(a3, async (tx) => {
    const done = await declareConflict(tx, second!.id, "family");
    declared();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return done;
  });
  await held;
  const late = as(a3, (tx) => saveGrid(tx, callId, grid(second!.id, 3), ""));
  need(await conflict);
  expect(need(await late)).toBe(0);
  const [row] = await db.sql("select state from assessments where id = $1", [second!.id]);
  expect(row).toEqual({ state: "conflicted" });
});
