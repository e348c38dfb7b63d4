import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes as person } from "../people/person.page.ts";
import { routes } from "./contacts.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...routes, ...person], { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const arta = await db.database.withTx(
  call.actor,
  async (tx) => need(await registerApplicant(tx, { callId: call.callId, ...testEntry(call) })),
  { purpose: "import" },
);
const page = `/console/riverside/people/${arta.personId}`;
const url = `${page}/contacts`;
const ENTRY = {
  kind: "call",
  reason: "documents",
  words: "Brings the certificate on Monday.",
  "on-day": "31",
  "on-month": "1",
  "on-year": "2027",
};

test("what was said is written down, shown on both pages and in the history", async () => {
  const done = await server.post(url, ENTRY, coordinator);
  expect(done.statusCode).toBe(303);
  for (const at of [url, page]) {
    const { body } = await server.get(at, coordinator);
    expect(body).toContain("Call by telephone: Documents");
    expect(body).toContain("Brings the certificate on Monday.");
    expect(body).toContain("Sunday, 31 January 2027 · Ada");
  }
  expect((await server.get(page, coordinator)).body).toContain("Contact written down");
  const [event] = await db.sql<{ data: object }>(
    "select data from event_log where name = 'person.contacted'",
  );
  expect(event!.data).toMatchObject({ kind: "call", reason: "documents" });
  expect(JSON.stringify(event!.data)).not.toContain("certificate");
});

test("the number of statements does not grow with the entries", async () => {
  const before = await queriesDuring(() => server.get(url, coordinator));
  for (const words of ["Two.", "Three."]) await server.post(url, { ...ENTRY, words }, coordinator);
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(before);
  // begin with session and role, the person, the entries, commit
  expect(before).toBe(4);
});

test("everything that is missing is said at once and what was typed stays", async () => {
  const refused = await server.post(
    url,
    { kind: "", reason: "x", words: "", "on-day": "2", "on-month": "", "on-year": "2027" },
    coordinator,
  );
  expect(refused.statusCode).toBe(422);
  for (const field of ["kind", "reason", "words", "on-day"]) {
    expect(refused.body).toContain(`href="#${field}"`);
  }
  const early = await server.post(url, { ...ENTRY, "on-year": "2028" }, coordinator);
  expect(early.body).toContain("what is written down has happened");
  expect(early.body).toContain("Brings the certificate on Monday.</textarea>");
});

test("a partner writes to the own country's people, an officer to the own school's, an auditor reads", async () => {
  const albania = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const serbia = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  const officer = (organisationId: string) =>
    signInAs(db, call.scheme, { role: "school-officer", name: "Drita", organisationId });
  const own = await officer(call.schools.AL);
  const other = await officer(call.schools.RS);
  expect((await server.post(url, ENTRY, albania)).statusCode).toBe(303);
  expect((await server.post(url, ENTRY, serbia)).statusCode).toBe(404);
  expect((await server.post(url, ENTRY, auditor)).statusCode).toBe(404);
  expect((await server.get(url, auditor)).body).not.toContain('name="words"');
  expect((await server.post(url, { ...ENTRY, words: "Said so in class." }, own)).statusCode).toBe(
    303,
  );
  expect((await server.post(url, ENTRY, other)).statusCode).toBe(404);
  expect((await server.get(url, other)).statusCode).toBe(404);
  // The office's entries are the office's; the school reads its own.
  const read = (await server.get(url, own)).body;
  expect(read).toContain("Said so in class.");
  expect(read).not.toContain("Brings the certificate");
  expect((await server.get(url, coordinator)).body).toContain("Said so in class.");
});

test("nobody rewrites what was written, not even the database's owner", async () => {
  await expect(db.sql("update contacts set words = 'x'")).rejects.toThrow(/append-only/);
  await expect(db.sql("delete from contacts")).rejects.toThrow(/append-only/);
});
