import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { ENTRY_NAME, entryAnswers, entryStart } from "../../../tests/support/entry.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { readAnswers } from "../../stages/applications/read-answers.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes as applicants } from "../applicants/applicants.page.ts";
import { routes as person } from "../people/person.page.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...routes, ...person, ...applicants], { clock });
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
const START = entryStart(call);
const REST = { ...entryAnswers(call), needs: "canary-nut-allergy" };
const begin = async (as = partner, more: Record<string, string> = {}) => {
  const reply = await server.post(url, { ...START, ...ENTRY_NAME, ...more }, as);
  expect(reply.statusCode, reply.body).toBe(303);
  return reply.headers.location ?? "";
};

test("a paper form: begun, kept for later, refused at every box at once, sent, and said everywhere", async () => {
  const start = await server.get(`${url}/new`, partner);
  expect(start.body).toContain("Shkolla Profesionale");
  expect(start.body).not.toContain("Техничка школа");
  const empty = await server.post(url, { call: call.callId }, partner);
  for (const box of ["#name-given", "#name-family", "#school", "#how"]) {
    expect(empty.body).toContain(`href="${box}"`);
  }
  const foreign = await server.post(
    url,
    { ...START, school: call.schools.RS, "name-given": "A", "name-family": "B" },
    partner,
  );
  expect(foreign.statusCode).toBe(422);
  const at = await begin();
  const { needs: _, guardian: __, ...later } = { ...REST, guardian: "", act: "later", why: "" };
  expect((await server.post(at, later, partner)).headers.location).toBe(`${at}?saved`);
  const listed = await server.get(url, partner);
  expect(listed.body).toContain("Gashi, Era");
  expect(listed.body).toContain("the country partner: Besa Partner, from a sheet of paper");
  const shown = await server.get(at, partner);
  expect(shown.body).toContain('value="Drita Gashi"');
  const wrong = await server.post(
    at,
    { ...REST, why: "", "contact-phone": "", "birth-month": "13", act: "send" },
    partner,
  );
  expect(wrong.statusCode).toBe(422);
  for (const box of ["#birth-day", "#why", "#contact-phone"]) {
    expect(wrong.body).toContain(`href="${box}"`);
  }
  expect(wrong.body).toContain("canary-nut-allergy");
  const sent = await server.post(at, { ...REST, act: "send" }, partner);
  expect(sent.statusCode, sent.body).toBe(303);
  const page = await server.get(sent.headers.location ?? "", partner);
  expect(page.body).toContain("the country partner: Besa Partner, from a sheet of paper");
  expect(page.body).not.toContain("canary");
  const [row] = await db.sql<{ id: string; locale: string; by: { kind: string } }>(
    "select id, locale, entered_by as by from applications",
  );
  expect(row).toMatchObject({ locale: "sq", by: { kind: "partner", how: "paper" } });
  const answers = await db.database.withTx(call.actor, (tx) =>
    readAnswers(tx, row!.id, { blind: false }),
  );
  expect(answers?.find((one) => one.field === "why")?.answer).toBe("To learn to bake.");
  expect((await server.get("/console/riverside/applicants", partner)).body).toContain(
    "the country partner",
  );
  expect((await server.get(at, partner)).statusCode).toBe(404);
});

test("a name alike with the same birth date is asked about once, and can be another person", async () => {
  const at = await begin(partner, { "name-family": "Gaši" });
  const alike = { ...REST, "name-family": "Gaši", act: "send" };
  const asked = await server.post(at, alike, partner);
  expect(asked.statusCode).toBe(422);
  expect(asked.body).toContain("I made sure: it is another person");
  const sent = await server.post(at, { ...alike, "other-person": "yes" }, partner);
  expect(sent.statusCode).toBe(303);
});

test("a teacher writes down and corrects people of the own school; the learner is told who", async () => {
  const at = await begin(teacher, { "name-given": "Noa", how: "told" });
  expect((await server.get(at, partner)).statusCode).toBe(200);
  const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  expect((await server.get(at, neighbour)).statusCode).toBe(404);
  const sent = await server.post(at, { ...REST, "name-given": "Noa", act: "send" }, teacher);
  expect(sent.headers.location).toBe(url);
  const [row] = await db.sql<{ id: string }>(
    "select a.id from applications a join persons p on p.id = a.person_id where given_names = 'Noa'",
  );
  const correction = `/console/riverside/applications/${row!.id}/correction`;
  expect((await server.get(correction, neighbour)).statusCode).toBe(404);
  const done = await server.post(
    correction,
    { ...REST, "name-given": "Noa", why: "To cook as well.", needs: "" },
    partner,
  );
  expect(done.statusCode, done.body).toBe(303);
  const [after] = await db.sql(
    "select entered_by->>'kind' as entered, corrected_by->>'name' as corrected, revision from applications where id = $1",
    [row!.id],
  );
  expect(after).toEqual({ entered: "school", corrected: "Besa Partner", revision: 2 });
  const needs = await db.sql(
    "select 1 from application_needs n join application_drafts d on d.id = n.draft_id where d.application_id = $1",
    [row!.id],
  );
  expect(needs).toHaveLength(1);
});

test("what came from a file can be corrected too, and the call's end is the end for staff as well", async () => {
  const brought = await db.database.withTx(call.actor, async (tx) =>
    need(
      await registerApplicant(tx, {
        callId: call.callId,
        ...testEntry(call, {
          person: { givenNames: "Imported", email: null },
          trade: "hospitality",
        }),
      }),
    ),
  );
  const correction = `/console/riverside/applications/${brought.applicationId}/correction`;
  const shown = await server.get(correction, partner);
  expect(shown.body).toContain('value="Imported"');
  expect(shown.body).toContain("from a file");
  const done = await server.post(correction, { ...REST, "name-given": "Imported" }, partner);
  expect(done.statusCode, done.body).toBe(303);
  clock.moveTo("2027-03-20T09:00:00Z");
  expect((await server.get(correction, partner)).body).toContain("The call is closed");
  expect((await server.post(correction, REST, partner)).statusCode).toBe(422);
  clock.moveTo("2027-02-01T09:00:00Z");
});

test("one begun and three begun take the same number of round trips; thrown away, nothing is left", async () => {
  const at = await begin(partner, { "name-given": "One" });
  const one = await queriesDuring(() => server.get(url, partner));
  await begin(partner, { "name-given": "Two" });
  await begin(partner, { "name-given": "Three" });
  expect(await queriesDuring(() => server.get(url, partner))).toBe(one);
  // begin with session and role, what was begun, commit
  expect(one).toBe(3);
  await server.post(`${at}/removal`, {}, partner);
  expect((await server.get(at, partner)).statusCode).toBe(404);
  expect(
    await db.sql("select 1 from application_drafts where answers::text like '%\"One\"%'"),
  ).toEqual([]);
  expect(server.errors).toEqual([]);
});
