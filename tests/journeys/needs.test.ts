/** What somebody told in confidence: who may open it, what it leaves behind, and what the person sees. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { routes as needs } from "../../src/console/people/needs.page.ts";
import { routes as person } from "../../src/console/people/person.page.ts";
import { clockAt } from "../../src/platform/clock.ts";
import { routes as result } from "../../src/portal/place/result.page.ts";
import { saveNeeds } from "../../src/stages/applications/needs.store.ts";
import { submitApplication } from "../../src/stages/applications/submit-application.ts";
import { readyDrafts } from "../support/apply.ts";
import { need, testCall } from "../support/call.ts";
import { testDatabase } from "../support/database.ts";
import { learnerVisitor, signInAs, TEST_SECRET, testServer } from "../support/server.ts";

const SAID = "canary-nut-allergy\nand <b>asthma</b>";
const now = "2027-02-01T09:00:00Z";
const clock = clockAt(now);
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...needs, ...person, ...result], { clock });
const drafts = await readyDrafts(db, call, { count: 1, secret: TEST_SECRET, now: clock.now() });
const [{ draftId }] = drafts as [(typeof drafts)[0]];
const { applicationId } = await db.database.withTx(
  { kind: "applicant", schemeId: call.scheme.id, draftId },
  async (tx) => {
    await saveNeeds(tx, draftId, SAID);
    return need(await submitApplication(tx, draftId));
  },
  { purpose: "own-answers" },
);
const at = (id: string) => `/console/riverside/applications/${id}/needs`;
const url = at(applicationId);
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const readings = () =>
  db.sql<{ purpose: string; actor_id: string }>(
    "select purpose, actor_id from ground_readings where application_id = $1 order by id",
    [applicationId],
  );
const events = () =>
  db.sql<{ data: unknown }>("select data from event_log where name = 'application.needs-read'");
const own = () =>
  server.get("/en/riverside/place/result", learnerVisitor(call.scheme, applicationId, clock.now()));

test("the page asks why and opens nothing; without a reason the problem stands at the field", async () => {
  const asked = await server.get(url, partner);
  expect(asked.statusCode, asked.body).toBe(200);
  expect(asked.body).toContain("Every reading is written down");
  expect(asked.body).not.toContain("canary");
  for (const reason of ["", "curiosity"]) {
    const refused = await server.post(url, { reason }, partner);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('href="#reason"');
    expect(refused.body).toContain("Choose what you need it for.");
    expect(refused.body).not.toContain("canary");
  }
  expect([await readings(), await events()]).toEqual([[], []]);
  expect((await own()).body).not.toContain("Your answer to");
});

test("with a reason the text is shown once, nothing keeps it, and the person sees when and why", async () => {
  const form = { reason: "lodging-food", _key: randomUUID() };
  const shown = await server.post(url, form, partner);
  expect(shown.statusCode, shown.body).toBe(200);
  expect(shown.body).toContain("canary-nut-allergy<br>");
  expect(shown.body).toContain("&lt;b&gt;asthma");
  expect(shown.headers["cache-control"]).toBe("no-store");
  // The same form sent again leads back to the question.
  const again = await server.post(url, form, partner);
  expect([again.statusCode, again.headers.location]).toEqual([303, url]);
  expect(await readings()).toEqual([{ purpose: "care", actor_id: expect.any(String) }]);
  expect(await events()).toEqual([{ data: { reason: "lodging-food" } }]);
  expect((await server.post(url, { reason: "travel" }, coordinator)).body).toContain("canary");
  expect(await readings()).toHaveLength(2);
  const seen = await own();
  expect(seen.statusCode, seen.body).toBe(200);
  expect(seen.body).toContain("for lodging and food");
  expect(seen.body).toContain("for the journey");
  expect(seen.body).not.toContain("canary");
});

test("another country, no such id, auditor, officer and assessor: the same nothing, and no reading", async () => {
  const before = await readings();
  const others = [
    await signInAs(db, call.scheme, { role: "country-partner", country: "RS" }),
    await signInAs(db, call.scheme, { role: "auditor" }),
    await signInAs(db, call.scheme, { role: "school-officer", organisationId: call.schools.AL }),
    await signInAs(db, call.scheme, { role: "assessor" }),
  ];
  const replies = [
    await server.get(at(randomUUID()), coordinator),
    await server.get(at("x"), coordinator),
    await server.post(at(randomUUID()), { reason: "travel" }, coordinator),
  ];
  for (const other of others) {
    replies.push(await server.get(url, other));
    replies.push(await server.post(url, { reason: "travel" }, other));
  }
  expect(new Set(replies.map((reply) => `${reply.statusCode} ${reply.body}`)).size).toBe(1);
  expect(replies[0]?.statusCode).toBe(404);
  expect(await readings()).toEqual(before);
});

test("the person's page leads there for those who may, and its history says that it was read", async () => {
  const [row] = await db.sql<{ id: string }>(
    "select person_id as id from applications where id = $1",
    [applicationId],
  );
  const page = `/console/riverside/people/${row!.id}`;
  const mine = await server.get(page, partner);
  expect(server.errors).toEqual([]);
  expect(mine.body).toContain(`href="${url}"`);
  expect(mine.body).toContain("What should be known of the person was read");
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  expect((await server.get(page, auditor)).body).not.toContain(`href="${url}"`);
  for (const locale of ["sq", "sr-Cyrl", "sr-Latn", "bs", "hr", "cnr", "mk"] as const) {
    const reader = await signInAs(db, call.scheme, { role: "coordinator", locale });
    expect((await server.get(url, reader)).statusCode).toBe(200);
  }
  expect(server.errors).toEqual([]);
});
