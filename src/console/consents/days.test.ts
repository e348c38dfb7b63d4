import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { day } from "../../shared/day.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { recordConsent } from "../../stages/mobilities/record-consent.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, routes, { clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const page = "/console/riverside/consents/countries";

test("a programme says how long a consent counts; one that was given keeps its day", async () => {
  const entry = testEntry(call, { person: { birthDate: day("2010-12-31") } });
  const { applicationId } = await db.database.withTx(call.actor, async (tx) =>
    need(await registerApplicant(tx, { callId: call.callId, ...entry })),
  );
  const give = (guardian: number) =>
    db.database.withTx(partner.actor, async (tx) =>
      need(
        await recordConsent(tx, {
          applicationId,
          guardianName: "Drita Hoxha",
          givenOn: "2027-01-30",
          purposes: ["data", "pictures"],
          guardian,
        }),
      ),
    );
  await give(1);
  const usual = await server.get(page, coordinator);
  expect(usual.body).toMatch(/name="data"[^>]* value="365"/);
  expect((await server.get(page, partner)).body).toContain("365 days after the stay");
  const wrong = await server.post(
    "/console/riverside/consents/days",
    { data: "a year", pictures: "99999" },
    coordinator,
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('href="#data"');
  expect(wrong.body).toContain('href="#pictures"');
  const to = { data: "30", pictures: "0" };
  expect((await server.post("/console/riverside/consents/days", to, partner)).statusCode).toBe(404);
  const done = await server.post("/console/riverside/consents/days", to, coordinator);
  expect(done.statusCode, done.body).toBe(303);
  await give(2);
  // Stays of Albania end on 28 July.
  expect(
    await db.sql(
      "select guardian, purpose, ends_on::text as ends from consents order by guardian, purpose",
    ),
  ).toEqual([
    { guardian: 1, purpose: "data", ends: "2028-07-27" },
    { guardian: 1, purpose: "pictures", ends: "2029-07-27" },
    { guardian: 2, purpose: "data", ends: "2027-08-27" },
    { guardian: 2, purpose: "pictures", ends: "2027-07-28" },
  ]);
  expect(server.errors).toEqual([]);
});
