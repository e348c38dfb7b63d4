import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes } from "./person.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, routes, { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const arta = await db.database.withTx(
  call.actor,
  async (tx) =>
    need(
      await registerApplicant(tx, {
        callId: call.callId,
        ...testEntry(call),
        grounds: ["fewer-opportunities"],
        declaredStays: [{ entry: day("2027-01-03"), exit: day("2027-01-20") }],
      }),
    ),
  { purpose: "import" },
);
const url = `/console/riverside/people/${arta.personId}`;

test("a person's page: data, wishes, points, what is waited for, history; never a ground", async () => {
  const reply = await server.get(url, coordinator);
  expect(reply.statusCode).toBe(200);
  for (const said of [
    "Arta Ćosić-Hoxha",
    arta.code,
    "Motivation: 30 of 40",
    "Bologna, Italy",
    "The call to close",
    "Application registered",
    "counts towards the 90 days",
  ]) {
    expect(reply.body).toContain(said);
  }
  expect(reply.body).not.toMatch(/fewer|opportunit/i);
  // begin with session and role, the person, the history, the contacts, the languages, the post, commit
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(8);
});

test("in every language", async () => {
  for (const locale of ["sq", "sr-Cyrl", "sr-Latn"] as const) {
    const reader = await signInAs(db, call.scheme, { role: "coordinator", locale });
    expect((await server.get(url, reader)).statusCode).toBe(200);
  }
});

test("another country, another scheme, no such person and no id at all are the same 404", async () => {
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const own = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const other = await testCall(db, "hillside");
  const stranger = await signInAs(db, other.scheme, { role: "coordinator" });
  const bodies = [
    await server.get(url, partner),
    await server.get(url.replace("riverside", "hillside"), stranger),
    await server.get("/console/riverside/people/00000000-0000-4000-8000-000000000000", partner),
    await server.get("/console/riverside/people/x", partner),
  ].map((reply) => [reply.statusCode, reply.body]);
  expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(bodies[0]?.[0]).toBe(404);
  expect((await server.get(url, own)).statusCode).toBe(200);
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  expect((await server.get(url, auditor)).body).not.toContain(arta.code);
});

test("an application is withdrawn with a reason and taken up again; without one the page asks", async () => {
  const changes = `/console/riverside/applications/${arta.applicationId}/changes`;
  const refused = await server.post(changes, {}, coordinator);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#reason"');
  const reason = "person-asked";
  expect((await server.post(changes, { reason }, coordinator)).headers.location).toBe(url);
  expect((await server.get(url, coordinator)).body).toContain("Take this application up again");
  await server.post(changes, { reason }, coordinator);
  const page = await server.get(url, coordinator);
  expect(page.body).toContain("Application taken up again");
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  expect((await server.post(changes, { reason }, partner)).statusCode).toBe(404);
  expect(server.errors).toEqual([]);
});
