import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes as person } from "../people/person.page.ts";
import { routes as list } from "./duplicates.page.ts";
import { routes as pair } from "./pair.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...list, ...pair, ...person], { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const url = "/console/riverside/duplicates";

const register = (givenNames: string, familyName: string, birthDate: string, country = "AL") =>
  db.database.withTx(call.actor, async (tx) => {
    const person = { givenNames, familyName, birthDate: day(birthDate), country, email: null };
    return need(
      await registerApplicant(tx, { callId: call.callId, ...testEntry(call, { person }) }),
    ).personId;
  });

test("an empty list says so; one pair and three pairs take the same number of round trips", async () => {
  expect((await server.get(url, coordinator)).body).toContain("No two rows look like one person.");
  await register("Milica", "Petrović", "2009-04-12");
  await register("Milca", "Petrović", "2009-04-12");
  // begin with session and role, the pairs, what was decided, commit
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(4);
  await register("Hoxha", "Arta", "2009-05-01");
  await register("Arba", "Hoxha", "2009-05-01");
  await register("Besa", "Kola", "2009-01-06");
  await register("Besa", "Kola", "2009-06-01");
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(4);
  const shown = await server.get(url, coordinator);
  expect(shown.body).toContain("3 pairs");
  for (const said of ["Petrović, Milca", "Name alike", "Birth date one slip apart"]) {
    expect(shown.body).toContain(said);
  }
});

test("a refused decision names every question and keeps what was chosen; a good one is told back", async () => {
  const shown = await server.get(url, coordinator);
  const [at = ""] =
    /\/console\/riverside\/duplicates\/[0-9a-f-]+\/[0-9a-f-]+/.exec(shown.body) ?? [];
  expect(await queriesDuring(() => server.get(at, coordinator))).toBe(3);
  const refused = await server.post(at, { verdict: "same" }, coordinator);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#keep"');
  expect(refused.body).toContain('href="#why"');
  expect(refused.body).toMatch(/value="same"[^>]*checked/);
  const [first = "", second = ""] = at.split("/").slice(-2);
  const oneCall = await server.post(
    at,
    { verdict: "same", keep: first, why: "spelling" },
    coordinator,
  );
  expect([oneCall.statusCode, oneCall.body.includes("Withdraw one of them first")]).toEqual([
    422,
    true,
  ]);
  await db.sql("update applications set state = 'withdrawn' where person_id = $1", [second]);
  const done = await server.post(
    at,
    { verdict: "same", keep: first, why: "spelling" },
    coordinator,
  );
  expect(done.headers.location).toBe(url);
  const after = await server.get(url, coordinator);
  expect(after.body).toContain("2 pairs");
  expect(after.body).toContain("It is only the spelling");
  // A link that still names the old row leads to the person, and so does the pair.
  for (const old of [`/console/riverside/people/${second}`, at]) {
    expect((await server.get(old, coordinator)).headers.location).toBe(
      `/console/riverside/people/${first}`,
    );
  }
});

test("another country's partner, an auditor and somebody else's scheme find nothing", async () => {
  const shown = await server.get(url, coordinator);
  const [at = ""] =
    /\/console\/riverside\/duplicates\/[0-9a-f-]+\/[0-9a-f-]+/.exec(shown.body) ?? [];
  const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  expect((await server.get(url, neighbour)).body).toContain("No two rows");
  expect((await server.get(at, neighbour)).statusCode).toBe(404);
  expect(
    (await server.post(at, { verdict: "different", why: "relatives" }, neighbour)).statusCode,
  ).toBe(404);
  expect((await server.get(url, auditor)).statusCode).toBe(404);
  for (const locale of ["sq", "sr-Cyrl", "sr-Latn"] as const) {
    const reader = await signInAs(db, call.scheme, { role: "coordinator", locale });
    expect((await server.get(at, reader)).statusCode).toBe(200);
  }
  expect(server.errors).toEqual([]);
});
