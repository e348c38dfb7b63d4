import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { newId } from "../../platform/random.ts";
import { closeCall } from "../../stages/calls/close-call.ts";
import { markCallPublished } from "../../stages/calls/mark-call-published.ts";
import { openCall } from "../../stages/calls/open-call.ts";
import { createScheme } from "../../stages/schemes/create-scheme.ts";
import { routes } from "../index.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const server = await testServer(db, routes, { clock });
const s = await smallScheme(db.database);

test("the front door speaks the browser's language and leads to the one scheme there is", async () => {
  const asked = async (language: string) =>
    (
      await server.app.inject({
        method: "GET",
        url: "/",
        headers: { "accept-language": language },
      })
    ).headers.location;
  expect(await asked("sq-XK,sq;q=0.9,en;q=0.5")).toBe("/sq/");
  expect(await asked("de")).toBe("/en/");
  expect((await server.get("/sr-Latn/")).headers.location).toBe("/sr-Latn/small");
  expect((await server.get("/xx/")).statusCode).toBe(404);
});

test("a draft is nobody's business; an open call says until when", async () => {
  const before = await server.get("/en/small");
  expect(before.body).toContain("No call yet. The next one will stand here.");
  await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, s.callId)));
  const open = await server.get("/en/small");
  expect(open.body).toContain("Open until Monday, 1 February 2027, 20:00 (Central European Time)");
  expect(open.body).toContain("7 places · Bologna and Maribor");
  expect(open.body).not.toContain("/en/small/place");
  expect(server.errors).toEqual([]);
});

test("after closing it says by when places are decided, then where to look", async () => {
  moment = new Date("2027-02-02T10:00:00Z");
  await db.database.withTx(s.coordinator, async (tx) => must(await closeCall(tx, s.callId)));
  expect((await server.get("/en/small")).body).toContain(
    "Closed. Places are decided by Monday, 1 March 2027.",
  );
  const run = randomUUID();
  await db.sql(
    `insert into allocation_runs (id, scheme_id, call_id, number, state, seed, rule, code_version,
       problem_hash, frozen_at, frozen_by, published_at)
     values ($1, $2, $3, 1, 'published', 'aa', 'stable', '1', 'hash', now(), 'x', now())`,
    [run, s.schemeId, s.callId],
  );
  await db.database.withTx(s.coordinator, async (tx) =>
    must(await markCallPublished(tx, s.callId)),
  );
  const page = (await server.get("/sq/small")).body;
  expect(page).toContain("Rezultatet kanë dalë");
  expect(page).toContain('href="/sq/small/place"');
  expect(page).toContain(`href="/sq/small/runs/${run}"`);
});

test("with two running schemes the front door offers a choice; past ones are named as such", async () => {
  await smallScheme(db.database, "second");
  await db.database.withTx({ kind: "system", schemeId: newId() }, async (tx) =>
    must(
      await createScheme(tx, { slug: "past", name: { en: "Past" }, kind: "archive", listed: true }),
    ),
  );
  const page = await server.get("/en/");
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('href="/en/small"');
  expect(page.body).toContain('href="/en/second"');
  expect(page.body).toContain("Finished programme: its published results");
  expect((await server.get("/en/small")).body).toContain('href="/en/past/results"');
});

test("how places are given is told with an example that the rule itself works out", async () => {
  const plain = (await server.get("/en/how-places-are-given")).body;
  expect(plain).toContain("1. Bologna: full, last place at 81 points");
  expect(plain).toContain("2. Maribor: got it");
  const kept = (await server.get("/en/how-places-are-given?example=kept")).body;
  expect(kept).toContain("Goran (school in the countryside)");
  expect(kept).toContain("Last reserved place");
  const order = (await server.get("/sr-Cyrl/how-places-are-given?example=order")).body;
  expect(order).toContain("Ништа се није променило");
  expect((await server.get("/en/how-places-are-given?example=<x>")).statusCode).toBe(200);
});
