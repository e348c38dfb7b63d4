/** A ticket, the door without a script, a telephone's queue and checking in alone, as pages. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { eventScene, there } from "../../../tests/support/door.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { routes as consoleRoutes } from "../../console/attendance/index.ts";
import { clockAt } from "../../platform/clock.ts";
import { openVault } from "../../platform/vault.ts";
import { makeDoorLink } from "../../stages/attendance/door-link.ts";
import { setCodeWord } from "../../stages/attendance/self-check-in.ts";
import { registrationSecret } from "../../stages/events/letters.ts";
import { routes } from "./index.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-03-01T09:05:00Z");
const db = await testDatabase({ clock });
const small = await smallScheme(db.database);
const server = await testServer(db, [...routes, ...consoleRoutes], { clock });
const scene = await eventScene(db, { id: small.schemeId, slug: small.slug }, { people: 4 });
const [anna, bora, cvet, dino] = scene.people;
const [morning] = scene.sessions;
const root = `/en/${small.slug}`;
const door = await db.database.withTx(small.coordinator, async (tx) => {
  must(await setCodeWord(tx, scene.eventId, { sessionId: morning, word: "nivo dva" }));
  return must(await makeDoorLink(tx, scene.eventId, { helper: "Besnik", locale: "en" }));
});
const desk = `${root}/desk/${door.secret}`;

test("a ticket shows its square and six digits; one that has no place says so", async () => {
  const ticket = `${root}/ticket/${registrationSecret(there(anna).id)}`;
  const page = await server.get(ticket);
  expect(page.statusCode).toBe(200);
  const { code } = there(anna);
  expect(page.body).toContain(`${code.slice(0, 3)} ${code.slice(3)}`);
  expect(page.body).toContain("app-qr");
  await db.sql("update event_registrations set state = 'waiting' where id = $1", [there(dino).id]);
  const waiting = await server.get(`${root}/ticket/${registrationSecret(there(dino).id)}`);
  expect(waiting.body).not.toContain("app-qr");
  expect((await server.get(`${root}/ticket/${"0".repeat(32)}`)).statusCode).toBe(404);
});

test("the door works without a script, and names what is wrong with a ticket", async () => {
  expect((await server.get(desk)).body).toContain("Guest 001");
  const manifest = await server.get(`${desk}/desk.webmanifest`);
  expect(JSON.parse(manifest.body)).toMatchObject({ start_url: desk, display: "standalone" });
  const come = (fields: Record<string, string>) =>
    server.post(desk, { session: morning, ...fields });
  const done = await come({ ticket: there(anna).code });
  expect(done.statusCode).toBe(303);
  expect((await server.get(String(done.headers.location))).body).toContain("Welcome: Guest 001");
  const again = await come({ ticket: there(anna).code });
  expect([again.statusCode, again.body.includes("is in already: Guest 001")]).toEqual([422, true]);
  expect((await come({ ticket: "12" })).body).toContain("six digits of the ticket");
  expect((await come({ guest: there(dino).id })).body).toContain("Still waits for a place");
});

test("a telephone hands in what lay on it, and a repeat changes nothing", async () => {
  const entries = JSON.stringify([
    // Its clock is an hour ahead.
    { id: randomUUID(), session: morning, ticket: there(bora).code, at: 3_600_000, how: "scan" },
    { id: randomUUID(), session: morning, ticket: "999999", at: 3_600_000, how: "code" },
  ]);
  const at = clock.now().getTime();
  const shifted = entries.replaceAll("3600000", String(at + 3_600_000 - 60_000));
  const send = (text: string, sent = String(at + 3_600_000)) =>
    server.post(`${desk}/queue`, { entries: text, sent });
  const first = await send(shifted);
  expect(first.statusCode).toBe(200);
  const told = JSON.parse(first.body);
  expect(told.outcomes.map((one: { problem: string | null }) => one.problem)).toEqual([
    null,
    "ticket-unknown",
  ]);
  expect(told.here).toContainEqual([there(bora).id, morning, at - 60_000]);
  expect((await send(shifted)).statusCode).toBe(200);
  const [rows] = await db.sql<{ n: number }>(
    "select count(*)::int as n from event_check_ins where registration_id = $1",
    [there(bora).id],
  );
  expect(rows?.n).toBe(1);
  for (const bad of ["{", "{}", '[{"id":"1"}]', shifted.replace("scan", "word")]) {
    expect((await send(bad)).statusCode).toBe(404);
  }
  expect((await send(shifted, "soon")).statusCode).toBe(404);
});

test("by the word said online somebody checks in alone; a wrong one is told", async () => {
  const here = `${root}/events/${scene.eventId}/here`;
  expect((await server.get(here)).body).toContain("Code word");
  const wrong = await server.post(here, { word: "other", ticket: there(cvet).code });
  expect([wrong.statusCode, wrong.body.includes("not the word")]).toEqual([422, true]);
  const done = await server.post(here, { word: "NIVO-DVA", ticket: there(cvet).code });
  expect(done.statusCode).toBe(303);
  expect((await server.get(String(done.headers.location))).body).toContain("You are checked in");
});
