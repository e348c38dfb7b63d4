import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import { changeApplication } from "./change-application.ts";
import { readApplication } from "./read-application.ts";
import { readGrounds } from "./read-grounds.ts";
import { registerApplicant } from "./register-applicant.ts";
import { registerApplicants } from "./register-applicants.ts";

const db = await testDatabase({ clock: clockAt("2027-02-01T09:00:00Z") });
const call = await testCall(db);
const { callId } = call;

test("what was registered is read back whole, with a code nobody can guess", async () => {
  const done = await db.database.withTx(
    call.actor,
    (tx) => registerApplicant(tx, { callId, ...testEntry(call), grounds: ["fewer-opportunities"] }),
    { purpose: "import" },
  );
  const { applicationId, code } = need(done);
  expect(code).toMatch(/^KLF-[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  const read = await db.database.withTx(call.actor, (tx) => readApplication(tx, applicationId));
  expect(read).toMatchObject({
    state: "submitted",
    points: 71,
    pointsByCriterion: { motivation: 30, marks: 41 },
    organisationName: "Shkolla Profesionale",
    person: { givenNames: "Arta", familyName: "Ćosić-Hoxha", birthDate: "2009-03-12" },
  });
  expect(read?.wishes.map((wish) => wish.code)).toEqual(["AL-1", "AL-2"]);
  const events = await db.sql("select name from event_log where subject_id = $1", [applicationId]);
  expect(events).toEqual([{ name: "application.submitted" }]);
});

test("a ground is unreadable on the disk, invisible without a purpose, and a reading is kept", async () => {
  await db.database.withTx(call.actor, (tx) =>
    registerApplicant(tx, { callId, ...testEntry(call, { person: { familyName: "Without" } }) }),
  );
  // Also somebody who stated none has a row, as long as the other's: looking at them tells nothing.
  const rows = await db.sql<{ sealed: Buffer; application_id: string }>(
    `select g.sealed, g.application_id from application_grounds g
     join applications a on a.id = g.application_id`,
  );
  expect(rows.map((row) => row.sealed.length)).toEqual([32, 32]);
  for (const row of rows) expect(row.sealed.toString("latin1")).not.toContain("yes");
  const without = await db.database.withTx(call.actor, (tx) => readGrounds(tx, callId));
  expect(without.size).toBe(0);
  const found = await db.database.withTx(call.actor, (tx) => readGrounds(tx, callId), {
    purpose: "freeze",
  });
  const stated = await db.sql<{ id: string }>(
    `select a.id from applications a join persons p on p.id = a.person_id
     where p.family_name = 'Ćosić-Hoxha'`,
  );
  expect([...found]).toEqual([[stated[0]?.id, ["fewer-opportunities"]]]);
  const reading = { purpose: "freeze", actor_id: "system" };
  expect(await db.sql("select purpose, actor_id from ground_readings")).toEqual([reading, reading]);
});

test("every problem of every entry is named at once and nothing is written", async () => {
  const before = await db.sql("select count(*) from persons");
  const entries = [
    testEntry(call),
    testEntry(call, { person: { familyName: "Cosic-Hoxha" } }),
    testEntry(call, {
      person: { givenNames: " ", familyName: "B", birthDate: day("2030-01-01"), email: "a b@c" },
      points: { motivation: 41, marks: 3.5, luck: 1 },
      wishes: [call.flows["AL-1"], call.flows["AL-1"], "00000000-0000-4000-8000-000000000000"],
      organisationId: "00000000-0000-4000-8000-000000000000",
    }),
  ];
  const refused = await db.database.withTx(call.actor, (tx) =>
    registerApplicants(tx, callId, entries),
  );
  expect(refused.ok ? [] : refused.problems.map((p) => `${p.field} ${p.code}`)).toEqual([
    "0:familyName already-applied",
    "1:familyName maybe-already-applied",
    "2:givenNames required",
    "2:birthDate day-in-future",
    "2:email not-an-email",
    "2:organisationId not-found",
    "2:points.motivation too-big",
    "2:points.marks not-whole",
    "2:points.luck criterion-unknown",
    "2:wishes wish-not-in-call",
    "2:wishes wish-twice",
  ]);
  expect(await db.sql("select count(*) from persons")).toEqual(before);
});

test("a country partner enters people of the own country only", async () => {
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  const person = { givenNames: "Jovana", familyName: "Ђурић", birthDate: day("2009-05-02") };
  const enter = (actor: typeof partner.actor, country: string) =>
    db.database.withTx(actor, (tx) =>
      registerApplicant(tx, { callId, ...testEntry(call, { person: { ...person, country } }) }),
    );
  expect(await enter(partner.actor, "AL")).toMatchObject({
    problems: [{ code: "not-your-country", field: "country" }],
  });
  expect(await enter(auditor.actor, "RS")).toMatchObject({ problems: [{ code: "not-found" }] });
  expect((await enter(partner.actor, "RS")).ok).toBe(true);
});

test("another country's application and another scheme's are not there", async () => {
  const other = await testCall(db);
  const [albanian] = await db.sql<{ id: string }>(
    "select id from applications where sending_country = 'AL'",
  );
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const read = (actor: Parameters<typeof db.database.withTx>[0]) =>
    db.database.withTx(actor, (tx) => readApplication(tx, albanian!.id));
  expect(await read(partner.actor)).toBeUndefined();
  expect(await read(other.actor)).toBeUndefined();
  expect(await read(call.actor)).toBeDefined();
  expect(await read({ kind: "anonymous", schemeId: call.scheme.id })).toBeUndefined();
});

test("withdrawn and taken back, each with its event; a foreign country cannot", async () => {
  const [albanian] = await db.sql<{ id: string }>(
    "select id from applications where sending_country = 'AL'",
  );
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const change = (
    actor: Parameters<typeof db.database.withTx>[0],
    action: "withdraw" | "reinstate",
  ) =>
    db.database.withTx(actor, (tx) => changeApplication(tx, albanian!.id, action, "person-asked"));
  expect(await change(partner.actor, "withdraw")).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  expect(await change(call.actor, "withdraw")).toEqual({ ok: true, value: "withdrawn" });
  expect(await change(call.actor, "withdraw")).toMatchObject({
    problems: [{ code: "application-not-in-state" }],
  });
  expect(await change(call.actor, "reinstate")).toEqual({ ok: true, value: "submitted" });
});

test("the search key is the database's", async () => {
  const names = ["Ђурић Ćosić", "Љубица Њ. Џаја", "Ѓорѓи Ќосев Ѕвезда", "Đorđe Djurić", "Çeliku"];
  const rows = await db.sql<{ folded: string }>(
    "select ref.fold(name) as folded from unnest($1::text[]) with ordinality as n (name, at) order by at",
    [names],
  );
  expect(names.map(fold)).toEqual(rows.map((row) => row.folded));
});
