import { expect, test } from "vitest";
import { testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { ENTRY_NAME, entryAnswers, entryStart } from "../../../tests/support/entry.ts";
import { learnerVisitor, signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { routes as portal } from "../../portal/index.ts";
import { routes } from "../index.ts";
import { schoolPaths } from "../school/school-paths.ts";

// The call closes on 10 March at 20:00.
const clock = clockAt("2027-03-16T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...routes, ...portal], { clock });
const url = "/console/riverside/entries";
const partner = await signInAs(db, call.scheme, {
  role: "country-partner",
  country: "AL",
  name: "Besa Partner",
});
const teacher = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: call.schools.AL,
  name: "Gent Teacher",
});
const START = { ...entryStart(call), ...ENTRY_NAME };
const ARRIVED = {
  "receivedOn-day": "9",
  "receivedOn-month": "3",
  "receivedOn-year": "2027",
  lateReason: "post",
};
const REST = { ...entryAnswers(call), act: "send" };

test("after the deadline a school writes nothing down, and an office only a paper that was in time", async () => {
  expect((await server.get(`${url}/new`, teacher)).body).toContain("No call is open");
  const tried = await server.post(url, { ...START, ...ARRIVED }, teacher);
  expect(tried.headers.location).toBe(`${url}/new`);
  const shown = await server.get(`${url}/new`, partner);
  expect(shown.body).toContain("Only a paper that had arrived before");
  const empty = await server.post(url, START, partner);
  for (const box of ["#receivedOn-day", "#lateReason"]) {
    expect(empty.body).toContain(`href="${box}"`);
  }
  const late = await server.post(url, { ...START, ...ARRIVED, "receivedOn-day": "11" }, partner);
  expect(late.statusCode).toBe(422);
  expect(late.body).toContain("The paper must have arrived by Wednesday, 10 March 2027");
  const told = await server.post(url, { ...START, ...ARRIVED, how: "told" }, partner);
  expect(told.statusCode).toBe(422);
});

test("the day it arrived and why it waited stand everywhere, also for the learner", async () => {
  const begun = await server.post(url, { ...START, ...ARRIVED }, partner);
  expect(begun.statusCode, begun.body).toBe(303);
  const at = begun.headers.location ?? "";
  const said =
    "The paper arrived on Tuesday, 9 March 2027, before the deadline, and was written in later:";
  const entry = await server.get(at, partner);
  expect(/Written by[^<]*/.exec(entry.body)?.[0]).toContain(said);
  const sent = await server.post(at, REST, partner);
  expect(sent.statusCode, sent.body).toBe(303);
  const person = await server.get(sent.headers.location ?? "", partner);
  expect(person.body).toContain("Besa Partner, from a sheet of paper, Tuesday, 16 March 2027");
  expect(person.body).toContain(said);
  expect(person.body).toContain("Paper that arrived in time written in after the deadline");
  const [row] = await db.sql<{ id: string; data: unknown }>(
    `select a.id, (select e.data from event_log e where e.subject_id = a.id
       and e.name = 'application.late-paper-entered') as data from applications a`,
  );
  expect(row?.data).toEqual({ receivedOn: "2027-03-09", late: "post" });
  const list = await server.get("/console/riverside/applicants", partner);
  expect(list.body).toContain(said);
  const file = await server.get("/console/riverside/applicants.csv", partner);
  expect(file.body).toContain("it came by post to another door");
  const pupils = await server.get(schoolPaths.pupils("riverside"), teacher);
  expect(pupils.body).toContain(said);
  // Closed for everybody else: nothing to begin, nothing to correct.
  expect(pupils.body).not.toContain("/correction");
  const learner = learnerVisitor(call.scheme, row!.id, clock.now());
  const own = await server.get("/en/riverside/place/result", learner);
  expect(own.body).toContain("The partner in your country wrote this application down for you.");
  expect(own.body).toContain("Copied from your sheet of paper on Tuesday, 16 March 2027.");
  expect(own.body).toContain(
    "Your sheet arrived on Tuesday, 9 March 2027, so it counts as sent in time.",
  );
  const correction = `/console/riverside/applications/${row!.id}/correction`;
  expect((await server.post(correction, REST, partner)).statusCode).toBe(422);
});

test("once the committee has decided, no paper comes in any more, begun or not", async () => {
  const begun = await server.post(url, { ...START, ...ARRIVED, "name-given": "Noa" }, partner);
  await db.sql(
    `insert into selections (id, scheme_id, call_id, state, assessors_a_case, shared_cases, blind,
       spread_limit, assess_by, seed, created_at)
     select gen_random_uuid(), scheme_id, id, 'decided', 2, 0, true, 20, null, 's', now() from calls
     where id = $1`,
    [call.callId],
  );
  const sent = await server.post(begun.headers.location ?? "", REST, partner);
  expect(sent.statusCode).toBe(422);
  expect(sent.body).toContain("The lists of this call are being decided.");
  expect((await server.get(`${url}/new`, partner)).body).toContain("No call is open");
});

test("before the deadline a teacher's list leads to writing down and to correcting", async () => {
  clock.moveTo("2027-03-01T09:00:00Z");
  const pupils = await server.get(schoolPaths.pupils("riverside"), teacher);
  expect(pupils.body).toContain(`/console/riverside/entries/new?call=${call.callId}`);
  const [to] = /[^"]*applications\/[0-9a-f-]{36}\/correction/.exec(pupils.body) ?? [];
  const correction = await server.get(to ?? "", teacher);
  expect(correction.body).toMatch(/\/school\/applicants"[^>]*aria-current/);
  expect(server.errors).toEqual([]);
});
