import { expect, test } from "vitest";
import { assessing, codes, scores } from "../../../tests/support/assessing.ts";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { storedFiles } from "../../../tests/support/run.ts";
import { selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import { openVault } from "../../platform/vault.ts";
import { drawRef } from "../allocation-runs/frozen-problem.ts";
import { startRun } from "../allocation-runs/start-run.ts";
import { correctPoints, decideEligibility, decideVeto } from "./committee.ts";
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
import { enterPopulation, readEquity } from "./read-equity.ts";
import { readFinalRanks } from "./read-final-list.ts";
import { readList, readListFiles, readOwnStanding } from "./read-lists.ts";
import { readOptions } from "./read-options.ts";
import { nextCase } from "./read-queue.ts";
import { recordMinutes } from "./record-minutes.ts";
import { saveScores } from "./save-scores.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const call = await selectionCall(db, clock);
const { callId } = call;
const [a1, a2, a3] = call.assessors.map((one) => one.actor) as [StaffActor, StaffActor, StaffActor];
const anna = call.coordinator.actor;
const { as, asLearner, queueOf } = assessing(db, call);
const minutes = {
  heldOn: "2027-03-11",
  members: [
    { name: "Anna Test", role: "chair" },
    { name: "Second Member", role: "school" },
  ],
  minutes: "The committee looked at every case and took the order as computed.",
};

const barred = call.people[5]!;
const bornOn = (date: string) =>
  db.sql(
    "update persons set birth_date = $2 where id = (select person_id from applications where id = $1)",
    [barred, date],
  );

test("a committee cannot decide while something is missing, and is told everything", async () => {
  // A rule speaks against this person; that the person is out is not for a rule to say.
  await bornOn("2000-01-01");
  const decided = await as(anna, (tx) =>
    recordMinutes(tx, callId, { heldOn: "2027-13-01", members: [], minutes: "short" }),
  );
  expect(codes(decided)).toEqual([
    "not-a-day",
    "too-few-members",
    "too-short",
    "cases-not-scored",
    "eligibility-undecided",
    "ranking-score-missing",
    "ranking-score-missing",
    "ranking-score-missing",
    "ranking-score-missing",
  ]);
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
    need(await as(anna, (tx) => enterFact(tx, id, { criterion: "languages", choices: ["a2"] })));
    const at = new Date("2027-03-20T10:00:00Z");
    need(
      await as(anna, (tx) =>
        planInterview(tx, id, { at, place: "Room 2", link: "", panel: "Anna, Mirela" }),
      ),
    );
    need(await as(anna, (tx) => scoreInterview(tx, id, { talk: 3 })));
  }
  const vetoed = call.people[4]!;
  const badVeto = { criterion: "plan", standing: true, reason: "no" };
  expect(codes(await as(anna, (tx) => decideVeto(tx, vetoed, badVeto)))).toEqual([
    "veto-not-allowed",
    "too-short",
  ]);
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
    codes(await as(anna, (tx) => decideEligibility(tx, barred, { eligible: true, note: "" }))),
  ).toEqual(["required"]);
  need(
    await as(anna, (tx) =>
      decideEligibility(tx, barred, { eligible: false, note: "Left the school in February." }),
    ),
  );
  // What somebody decided stands, whatever becomes known later.
  await bornOn("2009-03-12");
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
  // Equal points go by the final list: its rank is frozen with each applicant.
  const frozen = (await storedFiles(db, need(run).runId))
    ["problem/applicants.csv"]!.trimEnd()
    .split("\n");
  expect(frozen[0]?.endsWith(",tie")).toBe(true);
  const ranks = (await as(anna, (tx) => readFinalRanks(tx, callId)))!;
  expect(ranks.size).toBe(10);
  const expected = call.people.map((id) => [drawRef(callId, id), String(ranks.get(id) ?? 0)]);
  expect(frozen.slice(1).map((line) => [line.split(",")[0], line.split(",").at(-1)])).toEqual(
    expected.sort(([a], [b]) => (a! < b! ? -1 : 1)),
  );
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
