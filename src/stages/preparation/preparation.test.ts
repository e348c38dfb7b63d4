import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Result } from "../../shared/result.ts";
import { matchMobility } from "../mobilities/match-mobility.ts";
import { prepareMobility } from "../mobilities/prepare-mobility.ts";
import { changeTask, checkTasks } from "./change-task.ts";
import { makeTasks } from "./make-tasks.ts";
import { markReady } from "./mark-ready.ts";
import { readPreparation, standingOf } from "./read-preparation.ts";
import { watchPreparation } from "./watch-preparation.ts";

const scene = await hostingScene(4);
const { db, clock, companies, stays } = scene;
const { database } = db;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const serbian = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
const system = { kind: "system", schemeId: scene.scheme.id } as const;
const [first = "", second = "", third = ""] = stays;

const as = <T>(work: (tx: Tx) => Promise<T>) => database.withTx(coordinator.actor, work);
const watch = (id: string) =>
  database.withTx(system, (tx) => watchPreparation(tx, id), { purpose: "care" });
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const tasksOf = (id: string) => as(async (tx) => (await readPreparation(tx, id)).tasks);
const taskOf = async (id: string, code: string) =>
  (await tasksOf(id)).find((task) => task.code === code)!;

for (const id of [first, second]) {
  need(await as((tx) => matchMobility(tx, id, companies[0])));
  await as((tx) => prepareMobility(tx, id));
}

test("the list is made when a company says yes, once, and for a minor with what minors need", async () => {
  expect(codes(await as((tx) => makeTasks(tx, third)))).toEqual(["tasks-not-yet"]);
  await watch(first);
  await watch(first);
  const tasks = await tasksOf(first);
  expect(tasks).toHaveLength(15);
  expect(tasks.map(({ code }) => code)).toContain("exit-authorisation");
  expect((await taskOf(first, "company-found")).state).toBe("done");
  expect((await taskOf(first, "journey-booked")).state).toBe("cannot-start");
  expect((await taskOf(first, "language-course")).due).toBe("2027-06-17");
});

test("a job for it waits from the yes on, and comes back each morning", async () => {
  const jobs = await db.sql<{ payload: { mobilityId: string } }>(
    `select payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'watch-preparation'`,
  );
  expect(new Set(jobs.map(({ payload }) => payload.mobilityId))).toEqual(new Set([first, second]));
});

test("handed in with a proof, sent back with a reason, handed in again and confirmed", async () => {
  const course = await taskOf(first, "language-course");
  const act = (action: Parameters<typeof changeTask>[2], move = {}) =>
    as((tx) => changeTask(tx, course.id, action, move));
  expect(codes(await act("hand-in"))).toEqual(["required"]);
  expect(codes(await act("finish"))).toEqual(["task-wants-proof"]);
  expect(codes(await act("send-back", { reason: "x" }))).toEqual(["task-open"]);
  need(await act("hand-in", { note: "Certificate B1, 12 May" }));
  expect(codes(await act("send-back"))).toEqual(["required"]);
  need(await act("send-back", { reason: "Which school?" }));
  const sent = await taskOf(first, "language-course");
  expect(sent).toMatchObject({ state: "sent-back", reason: "Which school?" });
  need(await act("hand-in", { note: "Certificate B1, school Prizma" }));
  expect(need(await as((tx) => checkTasks(tx, [course.id], "confirm")))).toBe(1);
  expect((await taskOf(first, "language-course")).state).toBe("done");
});

test("what is known elsewhere nobody ticks by hand; another country's partner finds nothing", async () => {
  const signed = await taskOf(first, "agreement-signed");
  expect(codes(await as((tx) => changeTask(tx, signed.id, "confirm")))).toEqual(["task-automatic"]);
  const briefing = await taskOf(first, "safety-briefing");
  const foreign = await database.withTx(serbian.actor, (tx) =>
    changeTask(tx, briefing.id, "confirm"),
  );
  expect(codes(foreign)).toEqual(["not-found"]);
  const seen = await database.withTx(serbian.actor, (tx) => readPreparation(tx, first));
  expect(seen).toEqual({ waits: [], tasks: [] });
});

test("ready is refused with every reason at once, and given when nothing is left", async () => {
  const refused = await as((tx) => markReady(tx, first));
  const open = (await tasksOf(first)).filter(({ state }) => state !== "done");
  expect(codes(refused)).toEqual(open.map(() => "task-blocks"));
  expect(open.length).toBeGreaterThan(8);
  const agreement = open.find(({ code }) => code === "agreement-signed")!;
  const waived = await as((tx) => changeTask(tx, agreement.id, "waive", { reason: "No time" }));
  // Rule C3: nobody leaves before everybody has signed.
  expect(codes(waived)).toEqual(["task-never-waived"]);
  await db.sql(
    `insert into agreements (id, scheme_id, mobility_id, kind, template_year, template_version, state,
       state_since, code, languages, content, version, created_by, created_at)
     values (gen_random_uuid(), $1, $2, 'learning-agreement', 2026, 1, 'signed', now(), 'KLA-TEST-0001',
       '{en}', '{}', 1, 'test', now())`,
    [scene.scheme.id, first],
  );
  for (const task of open.filter((one) => one !== agreement)) {
    need(await as((tx) => changeTask(tx, task.id, "waive", { reason: "Settled on paper" })));
  }
  expect(need(await as((tx) => markReady(tx, first)))).toBe("ready");
  expect(codes(await as((tx) => markReady(tx, first)))).toContain("mobility-ready");
});

test("ready goes back by itself when something breaks, and the history says what", async () => {
  const card = await taskOf(first, "id-papers");
  need(await as((tx) => changeTask(tx, card.id, "need")));
  await watch(first);
  const [row] = await db.sql<{ state: string }>("select state from mobilities where id = $1", [
    first,
  ]);
  expect(row?.state).toBe("preparing");
  const [event] = await db.sql<{ data: unknown }>(
    "select data from event_log where name = 'mobility.reopened' and subject_id = $1",
    [first],
  );
  expect(event?.data).toEqual({ because: ["id-papers"] });
});

test("a reminder names neither the person nor the task, and goes once a due day", async () => {
  await watch(second);
  clock.moveTo("2027-06-18T08:00:00Z");
  await watch(second);
  await watch(second);
  const letters = await db.sql<{ subject: string; body: string }>(
    "select subject, body from mail_messages where template = 'tasks.mail-due'",
  );
  expect(letters.length).toBeGreaterThan(0);
  expect(JSON.stringify(letters)).not.toMatch(/Secret|Ana|language|insurance/i);
  const again = letters.length;
  await watch(second);
  const now = await db.sql("select 1 from mail_messages where template = 'tasks.mail-due'");
  // One late list catches up a step a morning at most three times.
  expect(now.length - again).toBeLessThanOrEqual(1);
});

test("one stay or four: as many statements", async () => {
  const during = (ids: readonly string[]) => as((tx) => queriesDuring(() => standingOf(tx, ids)));
  expect(await during([first])).toBe(3);
  expect(await during(stays)).toBe(3);
});
