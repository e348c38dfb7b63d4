import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import {
  closedCall,
  closedCallDatabase,
  computedRun,
  computeRun,
  FREEZE,
  storedFiles,
} from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { drawRef, publicRef } from "./frozen-problem.ts";
import { pinApplicant, removePin } from "./pin-applicant.ts";
import { publishRun } from "./publish-run.ts";
import { takeFrozenFile } from "./read-frozen-file.ts";
import {
  compareRuns,
  findRunPeople,
  listPublicFiles,
  listRuns,
  readChanges,
  readExplanation,
  readFlags,
  readPublicFile,
  readRun,
  readRunPlaces,
} from "./read-runs.ts";
import { belongsTo, sealText } from "./sealed-run.ts";
import { signRun } from "./sign-run.ts";
import { folderHash, solveProblem } from "./solve-problem.ts";
import { startRun } from "./start-run.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });

const start = () => database.withTx(coordinator.actor, (tx) => startRun(tx, call.callId), FREEZE);
const sign = (who: typeof coordinator, runId: string) =>
  database.withTx(who.actor, (tx) => signRun(tx, runId), FREEZE);
const publish = (runId: string) =>
  database.withTx(coordinator.actor, (tx) => publishRun(tx, runId), FREEZE);

const overwrite = (runId: string, name: string, content: Buffer | string) =>
  db.sql("update run_files set content = $3 where run_id = $1 and name = $2", [
    runId,
    name,
    content,
  ]);

test("a run is frozen, solved, explained and flagged, and a repeated job changes nothing", async () => {
  const runId = await computedRun(db, call);
  const run = await database.withTx(coordinator.actor, (tx) => readRun(tx, runId));
  expect(run).toMatchObject({ number: 1, state: "computed", problems: null });
  expect(run?.summary).toMatchObject({
    applicants: 12,
    seats: 8,
    placed: 7,
    reservedSeats: 4,
    reservedUsed: 2,
    hardRulesBroken: 0,
    pinned: 0,
  });
  const flags = await database.withTx(coordinator.actor, (tx) => readFlags(tx, runId));
  expect([...new Set(flags.map((f) => f.code))].sort()).toEqual([
    "reserve-changed-outcome",
    "tie-at-cut-off",
    "unplaced-beside-free-seat",
  ]);
  const places = await database.withTx(coordinator.actor, (tx) => readRunPlaces(tx, runId));
  expect(places.map((p) => [p.flowCode, p.taken, p.seats])).toEqual([
    ["AL-1", 2, 2],
    ["AL-2", 2, 2],
    ["RS-1", 2, 2],
    ["RS-2", 1, 2],
  ]);
  await computeRun(database, call.actor, runId);
  const again = await database.withTx(coordinator.actor, (tx) => readFlags(tx, runId));
  expect(again).toEqual(flags);
});

test("each person is told why here and why not there, with the true menu", async () => {
  const [run] = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  // 55 points and a ground: gets a reserved seat in the first wish, which 75 points did not.
  const explained = await database.withTx(coordinator.actor, (tx) =>
    readExplanation(tx, run!.id, call.people[4]!),
  );
  expect(explained).toMatchObject({ code: "placed", rank: 1, reserve: "reserve_1" });
  expect(explained?.options[0]).toMatchObject({ flowCode: "AL-1", code: "got-it", open: true });
  const other = await database.withTx(coordinator.actor, (tx) =>
    readExplanation(tx, run!.id, call.people[1]!),
  );
  expect(other?.options[0]).toMatchObject({ code: "behind-cut-off", open: false });
  expect(other?.options[0]?.cutOff).toMatchObject({ open: 80, reserves: { reserve_1: 55 } });
});

test("a country partner meets its own people only; another scheme meets nobody", async () => {
  const [run] = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  const filter = { show: "all", limit: 50, offset: 0 } as const;
  const all = await database.withTx(coordinator.actor, (tx) => findRunPeople(tx, run!.id, filter));
  expect(all.total).toBe(12);
  const own = await database.withTx(partner.actor, (tx) => findRunPeople(tx, run!.id, filter));
  expect(own.people.map((p) => p.country)).toEqual(["AL", "AL", "AL", "AL", "AL", "AL"]);
  const foreign = await database.withTx(partner.actor, (tx) =>
    readExplanation(tx, run!.id, call.people[6]!),
  );
  expect(foreign).toBeNull();
  const elsewhere = await closedCall(db, call.clock, { slug: "elsewhere" });
  const stranger = await signInAs(db, elsewhere.scheme, { role: "coordinator" });
  await database.withTx(stranger.actor, async (tx) => {
    expect(await readRun(tx, run!.id)).toBeNull();
    expect(await startRun(tx, call.callId)).toMatchObject({ ok: false });
    expect(await signRun(tx, run!.id)).toMatchObject({ problems: [{ code: "not-found" }] });
    expect(await takeFrozenFile(tx, run!.id, "problem/applicants.csv", "audit")).toBeNull();
  });
  // Nobody outside the office sees a draft.
  const anonymous = { kind: "anonymous", schemeId: call.scheme.id } as const;
  expect(await database.withTx(anonymous, (tx) => readRun(tx, run!.id))).toBeNull();
  expect(await database.withTx(anonymous, (tx) => readRunPlaces(tx, run!.id))).toEqual([]);
});

test("grounds are read for a freeze only, and each reading leaves a row", async () => {
  const rows = await db.sql<{ purpose: string; n: number }>(
    "select purpose, count(*)::int n from ground_readings where scheme_id = $1 group by purpose",
    [call.scheme.id],
  );
  // Everybody has a sealed answer, so everybody's is read.
  expect(rows).toEqual([{ purpose: "freeze", n: 12 }]);
  const [run] = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  expect(await database.withTx(coordinator.actor, (tx) => readChanges(tx, run!))).toEqual([]);
  const after = await db.sql("select 1 from ground_readings where scheme_id = $1", [
    call.scheme.id,
  ]);
  expect(after).toHaveLength(12);
  const file = (await storedFiles(db, run!.id))["problem/applicants.csv"];
  expect(file).toContain("reserve_1");
  expect(file).not.toContain("opportunities");
});

test("a pin needs a reason and an open place, makes the draft out of date, and can be removed", async () => {
  const pin = (placeId: string, reason: string) =>
    database.withTx(coordinator.actor, (tx) =>
      pinApplicant(tx, { callId: call.callId, applicationId: call.people[5]!, placeId, reason }),
    );
  const [run] = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  const places = await database.withTx(coordinator.actor, (tx) => readRunPlaces(tx, run!.id));
  const bologna = places.find((p) => p.flowCode === "AL-1")!.placeId;
  const foreign = places.find((p) => p.flowCode === "RS-1")!.placeId;
  expect(await pin(foreign, "short")).toEqual({
    ok: false,
    problems: [
      { code: "too-short", params: { min: 10 }, field: "reason" },
      { code: "pin-place-not-open", field: "place" },
    ],
  });
  const { pinId } = need(await pin(bologna, "Medical care that only Bologna can give"));
  expect(await pin(bologna, "Medical care that only Bologna can give")).toMatchObject({
    ok: false,
    problems: [{ code: "pinned-already" }],
  });
  const changes = await database.withTx(coordinator.actor, (tx) => readChanges(tx, run!));
  expect(changes.map((c) => c.code)).toEqual(["run-rules-changed"]);
  expect(await sign(coordinator, run!.id)).toMatchObject({
    ok: false,
    problems: [{ code: "run-rules-changed" }],
  });
  const second = await computedRun(db, call);
  const drafts = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  expect(drafts.map((d) => [d.number, d.state])).toEqual([
    [2, "computed"],
    [1, "superseded"],
  ]);
  const moves = await database.withTx(coordinator.actor, (tx) => compareRuns(tx, run!.id, second));
  expect(moves).toContainEqual(
    expect.objectContaining({ applicationId: call.people[5], from: null, to: "AL-1" }),
  );
  expect(await sign(coordinator, run!.id)).toMatchObject({
    problems: [{ code: "run-superseded" }],
  });
  need(await database.withTx(coordinator.actor, (tx) => removePin(tx, pinId)));
  expect(await database.withTx(coordinator.actor, (tx) => removePin(tx, pinId))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
});

test("two people sign, nothing may have changed, and what is published is final", async () => {
  const runId = await computedRun(db, call);
  expect(await publish(runId)).toEqual({
    ok: false,
    problems: [{ code: "coordinator-must-sign" }, { code: "country-partner-must-sign" }],
  });
  need(await sign(coordinator, runId));
  expect(await sign(coordinator, runId)).toMatchObject({ problems: [{ code: "signed-before" }] });
  expect(await sign(auditor, runId)).toMatchObject({ problems: [{ code: "not-found" }] });
  await db.sql("update applications set points = points + 1 where id = $1", [call.people[0]]);
  expect(await sign(partner, runId)).toMatchObject({
    problems: [{ code: "run-applicants-changed", params: { lines: 1 } }],
  });
  await db.sql("update applications set points = points - 1 where id = $1", [call.people[0]]);
  const name = "result/placements.csv";
  const placements = (await storedFiles(db, runId))[name]!;
  const where = belongsTo.file(runId, name);
  const forged = placements.replace(",AL-1", ",XL-1");
  for (const content of [sealText(forged, where), sealText(placements, "elsewhere"), forged]) {
    await overwrite(runId, name, content);
    expect(await sign(partner, runId)).toMatchObject({
      problems: [{ code: "run-files-tampered", params: { files: expect.stringContaining(name) } }],
    });
  }
  await overwrite(runId, name, sealText(placements, where));
  need(await sign(partner, runId));
  need(await publish(runId));
  expect(await publish(runId)).toMatchObject({ problems: [{ code: "run-published" }] });
  expect(await start()).toMatchObject({ problems: [{ code: "run-already-published" }] });
  const [state] = await db.sql("select state from calls where id = $1", [call.callId]);
  expect(state).toEqual({ state: "published" });
  for (const statement of [
    "update allocation_runs set summary = '{}' where id = $1",
    "delete from run_signatures where run_id = $1",
    "update run_applicants set place_id = null where run_id = $1",
    "update run_files set content = '' where run_id = $1",
  ]) {
    await expect(db.sql(statement, [runId])).rejects.toThrow("cannot be changed");
  }
});

test("what anybody may download gives the same placements and points at nobody", async () => {
  const [run] = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  const anonymous = { kind: "anonymous", schemeId: call.scheme.id } as const;
  const files = await database.withTx(anonymous, (tx) => listPublicFiles(tx, run!.id));
  expect(files).toHaveLength(8);
  const read = (name: string) =>
    database.withTx(anonymous, async (tx) => (await readPublicFile(tx, run!.id, name))!);
  const applicants = await read("problem/applicants.csv");
  expect(applicants.split("\n")[0]).toBe("applicant,reserve_1");
  expect((await read("problem/options.csv")).split("\n")[0]).toBe("applicant,place,rank,priority");
  const everything = (await Promise.all(files.map((f) => read(f.name)))).join("\n");
  for (const secret of [...call.people, "Cooking", "rural", "woman", "opportunities"]) {
    expect(everything, secret).not.toContain(secret);
  }
  expect(everything).not.toMatch(/a-[0-9a-f]{16}/);
  const [stored] = await db.sql<{ n: number }>(
    `select count(*)::int n from run_applicants r join places p on p.id = r.place_id
     where run_id = $1`,
    [run!.id],
  );
  const placements = (await read("result/placements.csv")).trim().split("\n").slice(1);
  expect(placements.filter((line) => !line.endsWith(","))).toHaveLength(stored!.n);
  expect(
    await database.withTx(anonymous, (tx) => readPublicFile(tx, run!.id, "../problem/rules.json")),
  ).toBeNull();
});

test("the frozen folder replays to the same bytes, and taking it is logged", async () => {
  const [run] = await database.withTx(coordinator.actor, (tx) => listRuns(tx, call.callId));
  const stored = await storedFiles(db, run!.id);
  const problem = Object.fromEntries(
    Object.entries(stored)
      .filter(([name]) => name.startsWith("problem/"))
      .map(([name, text]) => [name.slice("problem/".length), text]),
  );
  expect(folderHash(problem)).toBe(run!.problemHash);
  const again = await solveProblem({
    problem,
    publicRefs: call.people.map(
      (id) => [drawRef(call.callId, id), publicRef(run!.id, id)] as const,
    ),
    minima: JSON.parse(stored["office/minima.json"]!),
    codeVersion: run!.codeVersion,
  });
  if (!again.ok) throw new Error(JSON.stringify(again));
  for (const [name, text] of Object.entries(again.files)) expect(stored[name]).toBe(text);
  expect(again.resultHash).toBe(run!.resultHash);
  expect(again.publicHash).toBe(run!.publicHash);

  const taken = await database.withTx(auditor.actor, (tx) =>
    takeFrozenFile(tx, run!.id, "problem/applicants.csv", "yearly audit"),
  );
  expect(taken).toBe(stored["problem/applicants.csv"]);
  const [event] = await db.sql(
    "select name, data from event_log where name = 'run-file.taken' and subject_id = $1",
    [run!.id],
  );
  expect(event).toEqual({
    name: "run-file.taken",
    data: { name: "problem/applicants.csv", purpose: "yearly audit" },
  });
  const refused = await database.withTx(partner.actor, (tx) =>
    takeFrozenFile(tx, run!.id, "problem/applicants.csv", "curious"),
  );
  expect(refused).toBeNull();
});
