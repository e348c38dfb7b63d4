import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import type { Result } from "../../shared/result.ts";
import { startRun } from "../allocation-runs/start-run.ts";
import { correctPoints, decideEligibility, decideVeto } from "./committee.ts";
import { barAssessor, declareConflict, liftConflict } from "./declare-conflict.ts";
import { distributeCases } from "./distribute-cases.ts";
import { enterFact } from "./enter-facts.ts";
import { planInterview, scoreInterview } from "./interviews.ts";
import { readLetters, releaseLetters, writeLetters } from "./letters.ts";
import {
  answerObjection,
  bringObjection,
  bringOwnObjection,
  listObjections,
} from "./objections.ts";
import { publishFinalList, publishProvisionalList } from "./publish-list.ts";
import { checkRanking } from "./ranking/ranking-folder.ts";
import { readCases } from "./read-cases.ts";
import { enterPopulation, readEquity } from "./read-equity.ts";
import { readList, readListFiles, readOwnStanding } from "./read-lists.ts";
import { readOptions } from "./read-options.ts";
import { nextCase, readMeasures, readOpenCase, readQueue } from "./read-queue.ts";
import { recordMinutes } from "./record-minutes.ts";
import { saveScores, skipCase } from "./save-scores.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const call = await selectionCall(db, clock);
const { callId } = call;
const [a1, a2, a3] = call.assessors.map((one) => one.actor) as [StaffActor, StaffActor, StaffActor];
const anna = call.coordinator.actor;
const as = <T>(actor: StaffActor, work: (tx: Tx<StaffActor>) => Promise<T>): Promise<T> =>
  db.database.withTx(actor, work);
const asLearner = <T>(at: number, work: (tx: Tx<never>) => Promise<T>): Promise<T> =>
  db.database.withTx(
    { kind: "learner", schemeId: call.scheme.id, applicationId: call.people[at]! },
    work as never,
  );
const codes = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map((problem) => problem.code);
const scores = (motivation: number | null, plan: number | null = 3) => ({
  values: { motivation, plan },
  reason: "",
  note: "",
  forPanel: false,
});
const queueOf = async (actor: StaffActor) => {
  const queue = await as(actor, (tx) => readQueue(tx, callId));
  if (!queue) throw new Error("no queue");
  return queue;
};
const minutes = {
  heldOn: "2027-03-11",
  members: [
    { name: "Anna Test", role: "chair" },
    { name: "Second Member", role: "school" },
  ],
  minutes: "The committee looked at every case and took the order as computed.",
};

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

test("a committee cannot decide while something is missing, and is told everything", async () => {
  const decided = await as(anna, (tx) =>
    recordMinutes(tx, callId, { heldOn: "2027-13-01", members: [], minutes: "short" }),
  );
  expect(codes(decided)).toEqual([
    "not-a-day",
    "too-few-members",
    "too-short",
    "cases-not-scored",
    "ranking-score-missing",
    "ranking-score-missing",
    "ranking-score-missing",
    "ranking-score-missing",
  ]);
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

test("from scores to a list that anybody can compute anew, and to the final one", async () => {
  // Everything that is missing is done.
  for (const actor of [a1, a2, a3]) {
    for (;;) {
      const next = nextCase(await queueOf(actor), null);
      if (!next) break;
      clock.moveTo(new Date(clock.now().getTime() + 120_000));
      need(
        await as(actor, (tx) =>
          saveScores(tx, next.id, {
            ...scores(3),
            reason: "Judged anew after the conflict was lifted",
          }),
        ),
      );
    }
  }
  for (const id of call.people) {
    if (id !== call.people[0]) {
      need(await as(anna, (tx) => enterFact(tx, id, { criterion: "languages", choices: ["a2"] })));
    }
    const at = new Date("2027-03-20T10:00:00Z");
    need(
      await as(anna, (tx) =>
        planInterview(tx, id, { at, place: "Room 2", link: "", panel: "Anna, Mirela" }),
      ),
    );
    need(await as(anna, (tx) => scoreInterview(tx, id, { talk: 3 })));
  }
  const vetoed = call.people[4]!;
  const barred = call.people[5]!;
  expect(
    codes(
      await as(anna, (tx) =>
        decideVeto(tx, vetoed, { criterion: "plan", standing: true, reason: "no" }),
      ),
    ),
  ).toEqual(["veto-not-allowed", "too-short"]);
  need(
    await as(anna, (tx) =>
      decideVeto(tx, vetoed, {
        criterion: "motivation",
        standing: true,
        reason: "The psychologist of the school advises against a stay this year.",
      }),
    ),
  );
  expect(
    codes(await as(anna, (tx) => decideEligibility(tx, barred, { eligible: false, note: "" }))),
  ).toEqual(["required"]);
  need(
    await as(anna, (tx) =>
      decideEligibility(tx, barred, { eligible: false, note: "Left the school in February." }),
    ),
  );
  need(await as(anna, (tx) => recordMinutes(tx, callId, minutes)));
  const late = (await queueOf(a1)).cases[0]!;
  expect(codes(await as(a1, (tx) => saveScores(tx, late.id, scores(4))))).toEqual([
    "selection-decided",
  ]);
  const listId = need(await as(anna, (tx) => publishProvisionalList(tx, callId)));
  await expect(db.sql("update selection_list_lines set rank = 1")).rejects.toThrow("append-only");
  await expect(db.sql("update committee_decisions set minutes = repeat('x', 30)")).rejects.toThrow(
    "append-only",
  );

  // Anybody takes the folder and computes the list anew.
  const files = need(
    await db.database.withTx({ kind: "anonymous", schemeId: call.scheme.id }, (tx) =>
      readListFiles(tx, listId),
    ),
  );
  expect(checkRanking(files)).toMatchObject({ ok: true, value: { people: 12, compared: true } });
  for (const text of Object.values(files)) {
    expect(text).not.toMatch(/Qorraj|Zamira|Assessor|@example|KLF-/);
    for (const id of call.people) expect(text).not.toContain(id);
  }
  const list = await as(anna, (tx) => readList(tx, listId));
  expect(
    list?.lines
      .filter((line) => line.rank === null)
      .map((line) => line.decidedBy)
      .sort(),
  ).toEqual(["not-eligible", "veto"]);

  // The person sees the own line, with what it is called there.
  const own = await asLearner(4, (tx) => readOwnStanding(tx));
  expect(own).toMatchObject({
    line: { rank: null, decidedBy: "veto" },
    mayObject: true,
    ranked: 10,
  });
  if (own === null || own === "not-yet") throw new Error("no standing");
  expect(list?.lines.some((line) => line.id === own.pseudonym)).toBe(true);
  const stored = await db.sql<{ text: string }>(
    "select coalesce(string_agg(l::text || s::text, ' '), '') as text from selection_list_lines l, selection_lists s",
  );
  expect(stored[0]?.text).not.toContain(own.pseudonym);

  // Letters wait to be read over; with one click they go, once.
  expect(need(await as(anna, (tx) => writeLetters(tx, callId)))).toBe(9);
  expect(codes(await as(anna, (tx) => writeLetters(tx, callId)))).toEqual([
    "letters-already-written",
  ]);
  const letters = await as(anna, (tx) => readLetters(tx, callId));
  expect(letters).toMatchObject({ released: 0, without: 3 });
  expect(letters?.held).toHaveLength(9);
  expect(need(await as(anna, (tx) => releaseLetters(tx, callId)))).toBe(9);
  expect(codes(await as(anna, (tx) => releaseLetters(tx, callId)))).toEqual(["no-letters-held"]);

  // Objections: one a person, until the evening of the fifth day, answered once.
  expect(codes(await asLearner(4, (tx) => bringOwnObjection(tx, "short")))).toEqual(["too-short"]);
  const objection = need(
    await asLearner(6, (tx) => bringOwnObjection(tx, "My second language was not counted.")),
  );
  expect(
    codes(await asLearner(6, (tx) => bringOwnObjection(tx, "Once more, please look."))),
  ).toEqual(["objection-already-there"]);
  expect(
    codes(await asLearner(6, (tx) => bringObjection(tx, call.people[7]!, "For somebody else now"))),
  ).toEqual(["not-found"]);
  const finish = await as(anna, (tx) => publishFinalList(tx, callId));
  expect(codes(finish)).toEqual(["objections-still-possible", "objections-open", "no-decision"]);
  const answer = {
    verdict: "uphold",
    answer: "You are right: the certificate was in your papers.",
    corrections: [
      { criterion: "languages", points: 7, reason: "Second language proved by certificate." },
    ],
  };
  const wrong = await as(anna, (tx) =>
    answerObjection(tx, objection, {
      ...answer,
      verdict: "reject",
      corrections: [{ criterion: "languages", points: 99, reason: "" }],
    }),
  );
  expect(codes(wrong)).toEqual(["correction-needs-upheld", "too-big", "required"]);
  need(await as(anna, (tx) => answerObjection(tx, objection, answer)));
  expect(codes(await as(anna, (tx) => answerObjection(tx, objection, answer)))).toEqual([
    "objection-upheld",
  ]);
  expect(
    codes(await as(anna, (tx) => correctPoints(tx, call.people[7]!, answer.corrections[0]!))),
  ).toEqual(["selection-provisional"]);
  clock.moveTo("2027-03-16T19:30:00Z");
  expect(await asLearner(7, (tx) => readOwnStanding(tx))).toMatchObject({ mayObject: true });
  clock.moveTo("2027-03-16T20:30:00Z");
  expect(codes(await asLearner(7, (tx) => bringOwnObjection(tx, "One minute too late.")))).toEqual([
    "objection-too-late",
  ]);
  need(await as(anna, (tx) => recordMinutes(tx, callId, { ...minutes, heldOn: "2027-03-16" })));
  const finalId = need(await as(anna, (tx) => publishFinalList(tx, callId)));
  const finalFiles = need(await as(anna, (tx) => readListFiles(tx, finalId)));
  expect(checkRanking(finalFiles).ok).toBe(true);
  const rows = await db.sql<{ points: number; sum: number; languages: number }>(
    `select a.points, (select sum(points)::int from application_points where application_id = a.id) as sum,
      (select points from application_points where application_id = a.id and criterion = 'languages') as languages
     from applications a where a.id = $1`,
    [call.people[6]],
  );
  expect(rows[0]?.languages).toBe(7);
  expect(rows[0]?.points).toBe(rows[0]?.sum);
  expect((await as(anna, (tx) => listObjections(tx, callId))).map((one) => one.state)).toEqual([
    "upheld",
  ]);
  expect(codes(await as(anna, (tx) => publishFinalList(tx, callId)))).toEqual(["selection-final"]);
});

test("the allocation waits for the final list, and whoever has no rank on it competes for nothing", async () => {
  const other = await selectionCall(db, clock, { slug: "waiting", undistributed: true });
  const refused = await db.database.withTx(
    other.coordinator.actor,
    (tx) => startRun(tx, other.callId),
    { purpose: "freeze" },
  );
  expect(codes(refused)).toEqual(["check-final-list"]);
  const { options, removed } = await as(anna, (tx) => readOptions(tx, callId));
  expect(options).toHaveLength(10);
  expect(removed.map((one) => [one.applicationId, one.code]).sort()).toEqual(
    [call.people[4], call.people[5]].map((id) => [id, "not-on-list"]).sort(),
  );
  const run = await db.database.withTx(anna, (tx) => startRun(tx, callId), { purpose: "freeze" });
  expect(codes(run)).toEqual([]);
});

test("chances are read against the applicants and against the schools that gave their numbers", async () => {
  const [school] = await db.sql<{ id: string }>(
    "select id from organisations where 'school' = any(roles) and country = 'AL'",
  );
  const numbers = {
    organisationId: school!.id,
    audience: "learners" as const,
    schoolYear: "2026/27",
    women: 30,
    men: 900,
  };
  const wrong = await as(anna, (tx) =>
    enterPopulation(tx, { ...numbers, schoolYear: "2026/28", women: -1 }),
  );
  expect(codes(wrong)).toEqual(["not-a-school-year", "too-small"]);
  need(await as(call.partner.actor, (tx) => enterPopulation(tx, numbers)));
  const read = await as(anna, (tx) => readEquity(tx, callId));
  const women = read?.equity?.groups.find((group) => group.group === "woman");
  expect(women).toMatchObject({ selected: { of: 6 }, applied: { count: 6, of: 30 } });
  expect(read?.equity?.verdicts.find((v) => v.attribute === "gender")).toEqual({
    attribute: "gender",
    selected: "too-few",
    applied: "difference",
  });
});
