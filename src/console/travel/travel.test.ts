import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, routes, { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const arta = await db.database.withTx(
  call.actor,
  async (tx) =>
    need(
      await registerApplicant(tx, {
        callId: call.callId,
        ...testEntry(call),
        declaredStays: [{ entry: day("2027-01-03"), exit: day("2027-01-20") }],
      }),
    ),
  { purpose: "import" },
);
const url = `/console/riverside/people/${arta.personId}/travel`;
const visas = "/console/riverside/settings/visas";

const boxes = (name: string, on: string) => {
  const [year = "", month = "", date = ""] = on.split("-");
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const asked = (country: string, starts: string, ends: string, more = {}) =>
  `${url}?${new URLSearchParams({ country, ...boxes("starts", starts), ...boxes("ends", ends), ...more })}`;
const passport = {
  nationality: "AL",
  passport: "biometric",
  issuer: "AL",
  ...boxes("issued", "2024-03-01"),
  ...boxes("expires", "2034-02-28"),
  number: "bx 012-345",
};

test("without papers nobody can say whether a visa is needed; the days are counted all the same", async () => {
  const reply = await server.get(asked("IT", "2027-03-01", "2027-05-31"), coordinator);
  expect(reply.statusCode).toBe(200);
  for (const said of [
    "No passport is written down",
    // 3 to 20 January are 18 days, and from 1 March to 12 May it is 73 more.
    "it would be 91 days on Wednesday, 12 May 2027",
    "Regulation (EU) 2016/399, Art. 6",
    "no legal advice",
    "110 days of the 180 that end on Monday, 31 May 2027",
    "With 92 days no first day works without a visa",
    // From there on the ninetieth day no longer sees the last one of January.
    "A shorter stay works: of 90 days",
    "Wednesday, 21 April 2027",
  ]) {
    expect(reply.body).toContain(said);
  }
  // begin with session and role, the person, the table of visas, commit
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(4);
});

test("days that would work stand below those that do not", async () => {
  const reply = await server.get(asked("IT", "2027-04-01", "2027-06-29"), coordinator);
  expect(reply.body).toContain("First days that work for 90 days");
  expect(reply.body).toContain("Wednesday, 21 April 2027");
  const wrong = await server.get(asked("", "2027-04-31", ""), coordinator);
  expect(wrong.statusCode).toBe(200);
  expect(wrong.body).toContain('href="#starts-day"');
});

test("a passport is kept, its number sealed; who opens it is written down", async () => {
  const refused = await server.post(`${url}/papers`, { ...passport, number: "?" }, coordinator);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#number"');
  const missing = await server.post(`${url}/papers`, { "issued-day": "" }, coordinator);
  expect(missing.statusCode).toBe(422);
  for (const box of ["nationality", "passport", "issuer", "issued-day", "expires-day"]) {
    expect(missing.body).toContain(`href="#${box}"`);
  }
  expect((await server.post(`${url}/papers`, passport, coordinator)).statusCode).toBe(303);
  const [kept] = await db.sql<{ id: string; text: string; sealed: Buffer }>(
    "select p.id, p::text as text, n.sealed from travel_papers p join paper_numbers n on n.paper_id = p.id",
  );
  expect(kept?.text).not.toContain("BX012345");
  expect(kept?.sealed.includes("BX012345")).toBe(false);
  const page = await server.get(url, coordinator);
  expect(page.body).not.toContain("BX012345");
  const number = await server.post(`${url}/papers/${kept?.id}/number`, {}, coordinator);
  expect(number.statusCode).toBe(200);
  expect(number.body).toContain("BX012345");
  expect(
    await db.sql("select actor_id, data from event_log where name = 'papers.number-read'"),
  ).toEqual([{ actor_id: coordinator.userId, data: { papers: kept?.id } }]);
  // The table can be asked now, and the rule says what it rests on.
  const month = await server.get(asked("IT", "2027-06-01", "2027-06-28"), coordinator);
  expect(month.body).toContain("nothing speaks against these days");
  const spain = await server.post(`${url}/papers`, { ...passport, nationality: "XK" }, coordinator);
  expect(spain.statusCode).toBe(303);
  const past = await server.get(asked("ES", "2024-01-05", "2024-02-02"), coordinator);
  expect(past.body).toContain("By the table a visa is needed");
  expect(past.body).toContain("is not certain");
  // The first passport is still there and can be travelled with again, or taken out.
  expect((await server.post(`${url}/papers/${kept?.id}/use`, {}, coordinator)).statusCode).toBe(
    303,
  );
  expect(await db.sql("select nationality from travel_papers where used")).toEqual([
    { nationality: "AL" },
  ]);
  await server.post(`${url}/papers/${kept?.id}/removal`, {}, coordinator);
  expect(await db.sql("select 1 from paper_numbers where paper_id = $1", [kept?.id])).toEqual([]);
});

test("a citizen of the area is shown no count, and is not told which days would work", async () => {
  await server.post(`${url}/papers`, { ...passport, nationality: "IT", issuer: "IT" }, coordinator);
  const year = await server.get(asked("IT", "2027-03-01", "2027-12-31"), coordinator);
  expect(year.body).toContain("moves freely in the Schengen area");
  expect(year.body).not.toContain("of the 180 that end");
  expect(year.body).not.toContain("First days that work");
  const [used] = await db.sql<{ id: string }>("select id from travel_papers where used");
  await server.post(`${url}/papers/${used?.id}/removal`, {}, coordinator);
});

test("stays and permits are written down and taken out", async () => {
  const stays = `${url}/stays`;
  const permit = { ...boxes("entry", "2027-01-01"), ...boxes("exit", "2027-12-31"), permit: "yes" };
  const reversed = { ...boxes("entry", "2027-02-02"), ...boxes("exit", "2027-02-01") };
  expect((await server.post(stays, reversed, coordinator)).statusCode).toBe(422);
  expect((await server.post(stays, permit, coordinator)).statusCode).toBe(303);
  expect((await server.post(stays, permit, coordinator)).body).toContain("written down already");
  const under = await server.get(asked("IT", "2027-03-01", "2027-05-31"), coordinator);
  expect(under.body).toContain("0 days of the 180");
  const [kept] = await db.sql<{ id: string }>("select id from declared_stays where permit");
  expect((await server.post(`${stays}/${kept?.id}/removal`, {}, coordinator)).statusCode).toBe(303);
  expect((await server.post(`${stays}/${kept?.id}/removal`, {}, coordinator)).statusCode).toBe(404);
  expect(await db.sql("select name from event_log where name like 'stay.%' order by id")).toEqual([
    { name: "stay.declared" },
    { name: "stay.taken-out" },
  ]);
});

test("an auditor reads dates and no number; a neighbour and another scheme find nothing", async () => {
  const read = await server.get(url, auditor);
  expect(read.statusCode).toBe(200);
  expect(read.body).not.toContain("/papers");
  expect((await server.post(`${url}/papers`, passport, auditor)).statusCode).toBe(404);
  expect((await server.get(url, neighbour)).statusCode).toBe(404);
  expect((await server.post(`${url}/papers`, passport, neighbour)).statusCode).toBe(404);
  const other = await testCall(db, "hillside");
  const stranger = await signInAs(db, other.scheme, { role: "coordinator" });
  const theirs = url.replace("riverside", "hillside");
  expect((await server.get(theirs, stranger)).statusCode).toBe(404);
});

test("the table of visas: read by the office, changed by coordinators, in every language", async () => {
  const reply = await server.get(visas, coordinator);
  expect(reply.body).toContain("Regulation (EU) 2024/2495");
  expect(reply.body).toContain("came with the program");
  // begin with session and role, the table, who changed it, commit
  expect(await queriesDuring(() => server.get(visas, coordinator))).toBe(4);
  const row = { nationality: "TR", passport: "any", host: "SCHENGEN", regime: "visa" };
  const refused = await server.post(visas, { ...row, "entryFrom-day": "3" }, coordinator);
  expect(refused.statusCode).toBe(422);
  for (const box of ["leadWeeks", "source", "entryFrom-day"]) {
    expect(refused.body).toContain(`href="#${box}"`);
  }
  const told = { ...row, leadWeeks: "8", source: "The consulate, by telephone" };
  expect((await server.post(visas, told, coordinator)).statusCode).toBe(303);
  const changed = await server.get(visas, auditor);
  expect(changed.body).toContain("written by Ada");
  expect(changed.body).toContain("Row about visas added");
  expect(changed.body).not.toContain('<form action="/console/riverside/settings');
  const [kept] = await db.sql<{ id: string }>(
    "select id from visa_rules where nationality = 'TR' and scheme_id = $1",
    [call.scheme.id],
  );
  const one = `${visas}/rows/${kept?.id}`;
  expect((await server.get(one, coordinator)).body).toContain("The consulate, by telephone");
  expect((await server.get(one, auditor)).statusCode).toBe(404);
  expect((await server.post(one, { ...told, leadWeeks: "9" }, coordinator)).statusCode).toBe(303);
  expect((await server.post(`${one}/removal`, {}, coordinator)).statusCode).toBe(303);
  expect((await server.post(`${visas}/defaults`, {}, coordinator)).statusCode).toBe(303);
  for (const locale of ["sq", "mk", "bs", "hr", "cnr", "sr-Cyrl", "sr-Latn"] as const) {
    const reader = await signInAs(db, call.scheme, { role: "coordinator", locale });
    expect((await server.get(visas, reader)).statusCode).toBe(200);
    const page = await server.get(asked("IT", "2027-03-01", "2027-05-31"), reader);
    expect(page.statusCode).toBe(200);
  }
});
