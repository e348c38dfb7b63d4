/** What an activity asks for is the office's to set, and lists of who has not left follow it. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { matchMobility } from "../mobilities/match-mobility.ts";
import { addPapers } from "../travel/keep-papers.ts";
import { changeKinds, previewKinds, readLineKinds } from "./change-kinds.ts";
import { changeTask, checkTasks } from "./change-task.ts";
import { readStayTasks } from "./read-preparation.ts";
import { insertTasks, stayForTasks } from "./task.store.ts";
import { readKinds, remindDays, type TypedKind } from "./task-kind.rules.ts";
import { kindsOfLine } from "./task-kind.store.ts";
import { watchPreparation } from "./watch-preparation.ts";

const typed = (more: Partial<TypedKind> = {}): TypedKind => ({
  code: "language-course",
  name: "",
  who: "learner",
  daysBefore: "14",
  remindOn: "-7, 0, 7",
  onlyFor: "everybody",
  isOn: true,
  blocking: true,
  proof: true,
  ...more,
});
const problemsOf = (row: TypedKind) => readKinds([row]).problems.map((p) => `${p.field} ${p.code}`);

test.each<[string, readonly number[] | null]>([
  ["7, 0, -7", [-7, 0, 7]],
  ["−7;0", [-7, 0]],
  ["", []],
  ["0 0 0", [0]],
  ["a week before", null],
  ["1.5", null],
  ["+3", [3]],
  ["x7", null],
  ["/7, 0", null],
  ["1234", null],
])("days of reminders as typed: %s", (text, days) => expect(remindDays(text)).toEqual(days));

test("every box that is wrong is told at once, each at its own place", () => {
  expect(problemsOf(typed())).toEqual([]);
  const wrong = { who: "nobody", daysBefore: "soon", remindOn: "x", onlyFor: "boys" };
  expect(problemsOf(typed(wrong))).toEqual([
    "who-language-course choose-one",
    "only-language-course choose-one",
    "days-language-course not-whole",
    "remind-language-course reminder-days",
  ]);
  expect(problemsOf(typed({ daysBefore: "366", remindOn: "-91" }))).toEqual([
    "days-language-course too-big",
    "remind-language-course reminder-far",
  ]);
  expect(problemsOf(typed({ remindOn: "1 2 3 4 5 6", name: "x".repeat(81) }))).toEqual([
    "remind-language-course too-many-reminders",
    "name-language-course too-long",
  ]);
  // Rule C3: whatever an activity asks for, it asks for signatures.
  const off = { code: "agreement-signed", isOn: false, blocking: false, proof: true };
  expect(problemsOf(typed(off))).toEqual(["on-agreement-signed task-always-asked"]);
  const [kept] = readKinds([typed({ ...off, isOn: true })]).kinds;
  expect(kept).toMatchObject({ blocking: true, proof: false });
});

const scene = await hostingScene(3);
const { db, companies, stays, lineId } = scene;
const { database } = db;
const { actor } = await signInAs(db, scene.scheme, { role: "coordinator" });
const { actor: partner } = await signInAs(db, scene.scheme, {
  role: "country-partner",
  country: "AL",
});
const system = { kind: "system", schemeId: scene.scheme.id } as const;
const [first = "", second = "", third = ""] = stays;
const as = <T>(work: Parameters<typeof database.withTx<T, typeof actor>>[1]) =>
  database.withTx(actor, work, { purpose: "care" });
const watch = (id: string) =>
  database.withTx(system, (tx) => watchPreparation(tx, id), { purpose: "care" });
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const tasksOf = async (id: string) => (await as((tx) => readStayTasks(tx, id)))!.tasks;
const taskOf = async (id: string, code: string) =>
  (await tasksOf(id)).find((task) => task.code === code);
const kept = async (): Promise<TypedKind[]> =>
  (await as((tx) => readLineKinds(tx, lineId)))!.kinds.map((kind) => ({
    ...kind,
    name: "",
    daysBefore: String(kind.daysBefore),
    remindOn: kind.remindOn.join(","),
  }));
const with_ = async (changes: Readonly<Record<string, Partial<TypedKind>>>) =>
  (await kept()).map((kind) => ({ ...kind, ...changes[kind.code] }));

for (const id of [first, second]) {
  need(await as((tx) => matchMobility(tx, id, companies[0])));
  await watch(id);
}

test("a preview says what is added and removed, and saving does just that; what is done is kept", async () => {
  const course = (await taskOf(first, "language-course"))!;
  need(await as((tx) => changeTask(tx, course.id, "hand-in", { note: "B1" })));
  const rows = await with_({
    "language-course": { isOn: false },
    "intercultural-course": { who: "school", daysBefore: "30" },
  });
  const own = { ...typed({ name: "Vaccination seen", proof: false }), language: "sq" };
  const effect = { stays: 2, added: 2, removed: 1, kept: 1 };
  expect(need(await as((tx) => previewKinds(tx, lineId, rows, own)))).toEqual(effect);
  expect(await taskOf(second, "language-course")).toBeDefined();
  expect(need(await as((tx) => changeKinds(tx, lineId, rows, own)))).toEqual(effect);
  // Handed in: it stays to be checked. Untouched: it is gone.
  expect((await taskOf(first, "language-course"))?.state).toBe("being-checked");
  expect(await taskOf(second, "language-course")).toBeUndefined();
  expect(await taskOf(second, "own-1")).toMatchObject({ name: { en: "Vaccination seen" } });
  expect(await taskOf(second, "intercultural-course")).toMatchObject({
    who: "school",
    due: "2027-06-01",
  });
  const [event] = await db.sql<{ data: object }>(
    "select data from event_log where name = 'task-kinds.changed'",
  );
  expect(event?.data).toMatchObject({ added: 2, removed: 1 });
  expect(codes(await as((tx) => changeKinds(tx, lineId, rows)))).toEqual(["kinds-unchanged"]);
});

test("asked for again, it comes back where it was missing and nowhere twice", async () => {
  const rows = await with_({ "language-course": { isOn: true } });
  expect(need(await as((tx) => changeKinds(tx, lineId, rows)))).toMatchObject({
    added: 1,
    removed: 0,
  });
  expect((await taskOf(first, "language-course"))?.note).toBe("B1");
});

test("a visa's tasks come with a passport that needs one, and go with it", async () => {
  const rows = await with_({ "insurance-health": { onlyFor: "visa" } });
  expect(need(await as((tx) => changeKinds(tx, lineId, rows)))).toMatchObject({ removed: 2 });
  const [person] = await db.sql<{ id: string }>(
    "select person_id as id from mobilities where id = $1",
    [first],
  );
  need(
    await as((tx) =>
      addPapers(tx, person!.id, {
        nationality: "RS",
        passport: "non-biometric",
        issuer: "RS",
        issued: "2025-01-01",
        expires: "2034-12-31",
        number: "",
      }),
    ),
  );
  await watch(first);
  expect((await taskOf(first, "insurance-health"))?.state).toBe("open");
  expect(await taskOf(second, "insurance-health")).toBeUndefined();
});

test("a list that is made later is made as the activity asks then; a ready one goes back", async () => {
  need(await as((tx) => matchMobility(tx, third, companies[1])));
  await watch(third);
  expect(await taskOf(third, "own-1")).toBeDefined();
  expect(await taskOf(third, "insurance-health")).toBeUndefined();
  const jobs = await db.sql("select 1 from graphile_worker._private_jobs where key like $1", [
    `watch-preparation-now:${second}%`,
  ]);
  expect(jobs.length).toBeGreaterThan(0);
});

test("only the coordinator sets it, and another scheme's line is not there", async () => {
  const foreign = await database.withTx(partner, async (tx) =>
    changeKinds(tx, lineId, await kept()),
  );
  expect(codes(foreign)).toEqual(["not-found"]);
  const other = await as((tx) => previewKinds(tx, "00000000-0000-4000-8000-000000000000", []));
  expect(codes(other)).toEqual(["not-found"]);
});

test("a list that is made while the office changes the kinds waits for nobody in a circle", async () => {
  let arrived = () => {};
  const isThere = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  // The morning's look holds the stay and adds what is missing, while the kinds are held.
  const look = database.withTx(system, async (tx) => {
    await stayForTasks(tx, first, true);
    arrived();
    const kinds = await kindsOfLine(tx, lineId);
    const [one] = kinds;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await insertTasks(tx, first, [{ ...one!, code: "own-9", due: day("2027-06-01") }]);
  });
  await isThere;
  const rows = await with_({ lodging: { daysBefore: "33" } });
  const [, changed] = await Promise.all([look, as((tx) => changeKinds(tx, lineId, rows))]);
  expect(codes(changed)).toEqual([]);
});

test("two offices that check the same lists at one moment wait for each other in turn", async () => {
  for (const id of [first, second, third]) {
    await db.sql(
      `update stay_tasks set state = 'being-checked', note = 'x' where mobility_id = $1
         and code in ('insurance-accident', 'insurance-liability')`,
      [id],
    );
  }
  const ids = async (code: string) =>
    (
      await db.sql<{ id: string }>("select id from stay_tasks where code = $1 order by id", [code])
    ).map(({ id }) => id);
  const accident = await ids("insurance-accident");
  const liability = (await ids("insurance-liability")).reverse();
  const done = await Promise.all(
    [accident, liability].map((tasks) => as((tx) => checkTasks(tx, tasks, "confirm"))),
  );
  expect(done.map(codes)).toEqual([[], []]);
  const left = await db.sql(
    "select 1 from stay_tasks where state = 'being-checked' and note = 'x'",
  );
  expect(left).toHaveLength(0);
});
