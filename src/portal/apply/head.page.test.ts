import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { testServer } from "../../../tests/support/server.ts";
import { newSecret } from "../../platform/random.ts";
import { registerApplicant } from "../../stages/applications/register-applicant.ts";
import { routes } from "./head.page.ts";

const db = await testDatabase();
const call = await testCall(db);
const server = await testServer(db, routes);

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
