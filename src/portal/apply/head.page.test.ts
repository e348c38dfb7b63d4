import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { routes as letters } from "../../console/school/head-letter.page.ts";
import { routes as staff } from "../../console/school/staff.page.ts";
import { clockAt } from "../../platform/clock.ts";
import { newSecret } from "../../platform/random.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes } from "./head.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db);
const server = await testServer(db, [...routes, ...letters, ...staff], { clock });

test("a head teacher answers by the letter's own address, and its secret is kept nowhere", async () => {
  const { applicationId } = await db.database.withTx(call.actor, async (tx) =>
    need(await registerApplicant(tx, { callId: call.callId, ...testEntry(call) })),
  );
  const secret = newSecret();
  const hash = createHash("sha256").update(`head:${secret}`).digest("hex");
  await db.sql(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values ($1, $2, $3, 'head@example.org', $4, now())`,
    [randomUUID(), call.scheme.id, applicationId, hash],
  );
  const at = (asked: string) => `/en/${call.scheme.slug}/head-confirmation/${asked}`;
  expect((await server.get(at(newSecret()))).statusCode).toBe(404);
  expect((await server.post(at(newSecret()), { answer: "yes" })).statusCode).toBe(404);
  expect((await server.get(at(secret))).statusCode).toBe(200);
  const sent = { answer: "yes", _key: randomUUID() };
  for (const time of ["first", "again"]) {
    const reply = await server.post(at(secret), sent);
    expect([time, reply.statusCode, reply.headers.location]).toEqual([time, 303, at(secret)]);
  }
  expect(
    await db.sql(
      "select count(*)::int as times from event_log where name = 'application.head-answered'",
    ),
  ).toEqual([{ times: 1 }]);
  const kept = await db.sql<{ row: string }>(
    "select to_jsonb(k)::text as row from idempotency_keys k union all select to_jsonb(h)::text from head_confirmations h union all select to_jsonb(e)::text from event_log e",
  );
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.filter(({ row }) => row.includes(secret))).toEqual([]);
});

test("a letter that was lost goes once more: a new link, the old one opens nothing, once a day", async () => {
  const { applicationId } = await db.database.withTx(call.actor, async (tx) => {
    const entry = testEntry(call, { person: { givenNames: "Vera" } });
    return need(await registerApplicant(tx, { callId: call.callId, ...entry }));
  });
  const old = newSecret();
  const hash = createHash("sha256").update(`head:${old}`).digest("hex");
  await db.sql(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values ($1, $2, $3, 'haed@example.org', $4, '2027-02-01T08:00:00Z')`,
    [randomUUID(), call.scheme.id, applicationId, hash],
  );
  const teacher = await signInAs(db, call.scheme, {
    role: "school-officer",
    organisationId: call.schools.AL,
  });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const page = `/console/${call.scheme.slug}/applications/${applicationId}/head-letter`;
  expect((await server.get(page, neighbour)).statusCode).toBe(404);
  expect((await server.get(page, teacher)).body).not.toContain('type="email"');
  const early = await server.post(page, {}, teacher);
  expect(early.statusCode).toBe(422);
  expect(early.body).toContain("less than a day ago");
  clock.moveTo("2027-02-02T09:00:00Z");
  // A school cannot turn the letter to an address of its own.
  expect((await server.post(page, { to: "me@example.org" }, teacher)).statusCode).toBe(303);
  // The office sees the slip of the pen and puts it right, without waiting a day.
  const fixed = await server.post(page, { to: "head@example.org" }, partner);
  expect(fixed.statusCode, fixed.body).toBe(303);
  const letters = await db.sql<{ to: string; body: string }>(
    "select to_address as to, body from mail_messages where template = 'apply.mail-head'",
  );
  expect(letters.map(({ to }) => to).sort()).toEqual(["haed@example.org", "head@example.org"]);
  const link = (at: string) =>
    /\/\S*head-confirmation\/\S+/
      .exec(letters.find(({ to }) => to === at)!.body)?.[0]
      .replace(/^\/\/[^/]+/, "") ?? "";
  expect((await server.get(`/en/${call.scheme.slug}/head-confirmation/${old}`)).statusCode).toBe(
    404,
  );
  expect((await server.get(link("haed@example.org"))).statusCode).toBe(404);
  expect((await server.get(link("head@example.org"))).statusCode).toBe(200);
  await server.post(link("head@example.org"), { answer: "yes" });
  expect((await server.post(page, { to: "head@example.org" }, partner)).body).toContain(
    "has answered meanwhile",
  );
  expect(server.errors).toEqual([]);
});
