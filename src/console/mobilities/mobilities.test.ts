import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import {
  closedCall,
  closedCallDatabase,
  computedRun,
  publishAndOffer,
} from "../../../tests/support/run.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { addDays, day } from "../../shared/day.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { readOwnShorterStay } from "../../stages/mobilities/keep-shorter-stay.ts";
import { makeTasks } from "../../stages/preparation/make-tasks.ts";
import { routes as list } from "./mobilities.page.ts";
import { routes as record } from "./mobility.page.ts";
import { routes as shorter } from "./shorter.page.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const server = await testServer(db, [...list, ...record, ...shorter], { clock: call.clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
const elsewhere = await closedCall(db, call.clock, { slug: "elsewhere" });
const stranger = await signInAs(db, elsewhere.scheme, { role: "coordinator" });

await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
const base = `/console/${call.scheme.slug}/stays`;
const learner = (at: number) => ({
  kind: "learner" as const,
  schemeId: call.scheme.id,
  applicationId: call.people[at]!,
});
async function stayOf(at: number): Promise<{ id: string; starts: string; ends: string }> {
  const [row] = await db.sql<{ id: string; starts: string; ends: string }>(
    `select m.id, m.starts::text, m.ends::text from mobilities m
     join offers o on o.id = m.offer_id where o.application_id = $1`,
    [call.people[at]],
  );
  return row!;
}
// Who else has a place is for the draw to say.
const offers = await db.sql<{ id: string; at: number }>(
  `select id, array_position($1::uuid[], application_id) - 1 as at from offers
   order by application_id <> $2, application_id limit 2`,
  [call.people, call.people[0]],
);
for (const { id, at } of offers) {
  need(await database.withTx(learner(at), (tx) => acceptOffer(tx, id)));
}
const another = offers[1]!.at;
const stay = await stayOf(0);
const dated = (name: string, iso: string) => {
  const [year = "", month = "", date = ""] = iso.split("-");
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const post = (rest: string, fields: Record<string, string>, as = coordinator) =>
  server.post(`${base}/${stay.id}/${rest}`, fields, as);

test("the list asks the database as often for two rows as for one, and is a file too", async () => {
  const all = await server.get(base, coordinator);
  expect(all.body).toContain("2 stays");
  const many = await queriesDuring(() => server.get(base, coordinator));
  const one = await queriesDuring(() => server.get(`${base}?text=Person00`, coordinator));
  expect((await server.get(`${base}?text=Person00`, coordinator)).body).toContain("1 stay");
  expect(one).toBe(many);
  expect((await server.get(`${base}.csv`, coordinator)).body.trim().split("\n")).toHaveLength(3);
  expect((await server.get(`${base}?state=home`, coordinator)).body).toContain(
    "No stay fits this filter",
  );
});

test("a stay says what it waits for, with whom and since when, and names its chain", async () => {
  const { body } = await server.get(`${base}/${stay.id}`, coordinator);
  expect(body).toContain("A company that says yes");
  expect(body).toMatch(/since .*2027/);
  for (const part of ["Home school", "Hosting partner", "Company", "not known yet"]) {
    expect(body).toContain(part);
  }
});

test("whose stay it is not gets nothing, and an auditor no buttons", async () => {
  expect((await server.get(`${base}/${stay.id}`, neighbour)).statusCode).toBe(404);
  // Somebody of another programme is sent to where they belong.
  expect((await server.get(`${base}/${stay.id}`, stranger)).headers.location).toBeDefined();
  expect((await server.get(base, neighbour)).body).not.toContain("Person00");
  const seen = await server.get(`${base}/${stay.id}`, auditor);
  expect(seen.statusCode).toBe(200);
  expect(seen.body).not.toContain("<form action=");
  for (const other of [auditor, neighbour]) {
    const moved = await post("moves", { act: "interrupt", reason: "x" }, other);
    expect(moved.statusCode).toBe(404);
  }
});

test("planned days move before departure, and every reason against them is said at once", async () => {
  const bad = await post("days", { ...dated("starts", "2027-13-01"), ...dated("ends", "") });
  expect(bad.statusCode).toBe(422);
  expect(bad.body).toContain('href="#starts-day"');
  expect(bad.body).toContain('href="#ends-day"');
  const turned = await post("days", {
    ...dated("starts", stay.ends),
    ...dated("ends", stay.starts),
  });
  expect(turned.body).toContain("The last day is before the first");
  const later = { ...dated("starts", "2027-07-05"), ...dated("ends", "2027-08-01") };
  expect((await post("days", later)).statusCode).toBe(303);
  expect(await stayOf(0)).toMatchObject({ starts: "2027-07-05", ends: "2027-08-01" });
});

test("a stay shorter than usual needs a reason, which the office opens and deletes and the learner is told of", async () => {
  const days = { ...dated("starts", "2027-07-05"), ...dated("ends", "2027-07-09") };
  const bare = await post("days", days);
  expect(bare.statusCode).toBe(422);
  expect(bare.body).toContain('href="#shorter"');
  const why = "Looks after a brother.";
  expect((await post("days", { ...days, shorter: why })).statusCode).toBe(303);
  const page = await server.get(`${base}/${stay.id}`, coordinator);
  expect(page.body).toContain("Reason for a shorter stay written down");
  expect(page.body).not.toContain(why);
  expect((await server.get(`${base}/${stay.id}/shorter`, partner)).body).not.toContain(why);
  expect((await post("shorter", {}, partner)).body).toContain(why);
  for (const other of [auditor, neighbour]) {
    expect((await post("shorter", {}, other)).statusCode).toBe(404);
    expect((await post("shorter/removal", {}, other)).statusCode).toBe(404);
  }
  expect((await post("shorter/removal", {})).statusCode).toBe(303);
  expect((await post("shorter", {}, partner)).body).toContain("No reason is written down");
  const told = await database.withTx(learner(0), readOwnShorterStay);
  expect(told.map(({ act }) => act)).toEqual(["kept", "opened", "removed", "opened"]);
  const longer = { ...dated("starts", "2027-07-05"), ...dated("ends", "2027-08-01") };
  expect((await post("days", longer)).statusCode).toBe(303);
});

test("arrival, a break and an early way home are written down with their days and reasons", async () => {
  call.clock.moveTo("2027-07-20T08:00:00Z");
  const unready = await post("moves", { act: "start" });
  expect(unready.statusCode).toBe(422);
  expect(unready.body).toContain('href="#reason-start"');
  const reason = "The bus left a day later.";
  const begun = await post("moves", { act: "start", reason, ...dated("on", "2027-07-06") });
  expect(begun.statusCode).toBe(303);
  const broken = { act: "interrupt", reason: "Short time." };
  expect((await post("moves", { act: "interrupt" })).statusCode).toBe(422);
  const before = await post("moves", { ...broken, ...dated("on", "2027-07-05") });
  expect(before.body).toContain('href="#on-interrupt-day"');
  expect((await post("moves", { ...broken, ...dated("on", "2027-07-10") })).statusCode).toBe(303);
  expect((await server.get(`${base}/${stay.id}`, coordinator)).body).toContain("broken off since");
  const on = { act: "go-on", ...dated("on", "2027-07-09") };
  expect((await post("moves", on)).body).toContain("The break began on");
  expect((await post("moves", { ...on, ...dated("on", "2027-07-12") })).statusCode).toBe(303);
  const first = await post("days", {
    ...dated("starts", "2027-07-04"),
    ...dated("ends", "2027-08-01"),
  });
  expect(first.body).toContain("its first day cannot move");
  const finish = { act: "finish", ...dated("on", "2027-07-19") };
  expect((await post("moves", finish)).body).toContain("Record the early way home first");
  const early = { ...finish, act: "return-early" };
  expect((await post("moves", early)).body).toContain('href="#reason-return-early"');
  expect((await post("moves", { ...early, reason: "Home for an exam." })).statusCode).toBe(303);
  const settles = await server.get(`${base}/${stay.id}`, coordinator);
  expect(settles.body).toContain("What follows from the early way home");
  expect(settles.body).toContain("2 days, not counted");
  expect((await post("moves", { act: "finish" })).statusCode).toBe(303);
  const [row] = await db.sql(
    `select state, starts::text, ends::text, actual_starts::text, actual_ends::text, state_reason,
       interruption_days as breaks from mobilities where id = $1`,
    [stay.id],
  );
  expect(row).toEqual({
    state: "finished",
    starts: "2027-07-05",
    ends: "2027-08-01",
    actual_starts: "2027-07-06",
    actual_ends: "2027-07-19",
    state_reason: "Home for an exam.",
    breaks: 2,
  });
  const after = await server.get(`${base}/${stay.id}`, coordinator);
  expect(after.body).toContain("This stay waits for nothing");
  expect(after.body).not.toContain('name="act"');
});

test("a stay that is lived grows longer by the way of its days, while there is time", async () => {
  const { id, ends } = await stayOf(another);
  await db.sql(
    "update mobilities set state = 'in-progress', actual_starts = starts where id = $1",
    [id],
  );
  call.clock.moveTo(`${ends}T08:00:00Z`);
  const longer = (iso: string) =>
    server.post(`${base}/${id}/moves`, { act: "extend", ...dated("on", iso) }, coordinator);
  expect((await longer(ends)).body).toContain("lasts until");
  expect((await longer("2029-01-01")).body).toContain("this line allows at most");
  const to = addDays(day(ends), 2);
  expect((await longer(to)).statusCode).toBe(303);
  const read = () =>
    db.sql("select state, ends::text, actual_ends from mobilities where id = $1", [id]);
  expect(await read()).toEqual([{ state: "extended", ends: to, actual_ends: null }]);
  const { body } = await server.get(`${base}/${id}`, coordinator);
  expect(body).toContain("Stay made longer");
  call.clock.moveTo(`${addDays(to, 1)}T08:00:00Z`);
  expect((await longer(addDays(to, 4))).body).toContain("before its last day");
  await db.sql("update mobilities set state = 'planned', actual_starts = null where id = $1", [id]);
});

test("the stay behind an accepted place is not cancelled past its place", async () => {
  const { id } = await stayOf(another);
  const done = await server.post(
    `${base}/${id}/moves`,
    { act: "cancel", reason: "Gone" },
    coordinator,
  );
  expect(done.statusCode).toBe(422);
});

test("with a company nobody begins before the learning agreement is signed, whatever the reason", async () => {
  const { id } = await stayOf(another);
  await db.sql("update mobilities set state = 'matched' where id = $1", [id]);
  const path = `${base}/${id}/moves`;
  const done = await server.post(path, { act: "start", reason: "In a hurry." }, coordinator);
  expect(done.statusCode).toBe(422);
  expect(done.body).toContain("learning agreement");
  const [row] = await db.sql("select state, actual_starts from mobilities where id = $1", [id]);
  expect(row).toEqual({ state: "matched", actual_starts: null });
});

test("what is still to be done is due on other days when the days of the stay move", async () => {
  call.clock.moveTo("2027-03-12T08:00:00Z");
  const { id, starts } = await stayOf(another);
  need(await database.withTx(coordinator.actor, (tx) => makeTasks(tx, id)));
  const dueDays = () =>
    db.sql<{ code: string; before: number; due: string }>(
      `select t.code, k.days_before as before, t.due::text from stay_tasks t
       join task_kinds k on k.id = t.kind_id where t.mobility_id = $1 order by t.code`,
      [id],
    );
  const before = await dueDays();
  expect(before.length).toBeGreaterThan(5);
  const to = { ...dated("starts", "2027-09-01"), ...dated("ends", "2027-09-28") };
  expect(starts < "2027-09-01").toBe(true);
  expect((await server.post(`${base}/${id}/days`, to, coordinator)).statusCode).toBe(303);
  for (const [at, task] of (await dueDays()).entries()) {
    expect([task.code, task.due]).toEqual([task.code, addDays(day("2027-09-01"), -task.before)]);
    expect(task.due > before[at]!.due).toBe(true);
  }
});
