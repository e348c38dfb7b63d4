import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { closedCallDatabase } from "../../../tests/support/run.ts";
import { learnerVisitor, testServer } from "../../../tests/support/server.ts";
import { storyScene, TELLING as telling } from "../../../tests/support/story.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { routes as consoleRoutes } from "../../console/stories/index.ts";
import { openVault } from "../../platform/vault.ts";
import { forgetWithdrawn } from "../../stages/stories/forget-withdrawn.ts";
import { routes } from "../index.ts";

openVault("a data key of the tests only, long enough");
const { db, call } = await closedCallDatabase();
const scene = await storyScene(db, call);
const { slug } = call.scheme;
const server = await testServer(db, [...routes, ...consoleRoutes], {
  clock: call.clock,
  publicUrl: "https://kalfa.example",
});
const teller = learnerVisitor(call.scheme, scene.adult.application, call.clock.now());
const own = `/en/${slug}/place/story`;
const person = "(select person_id from mobilities where id = $1)";
await server.app.inject({
  method: "POST",
  url: own,
  cookies: teller.cookies,
  ...uploadOf("picture", [], randomUUID(), telling),
});
const [told] = await db.sql<{ id: string; mark: string }>(
  "select id, content_hash as mark from stories",
);
const { id, mark } = told!;
const office = `/console/${slug}/stories/${id}`;
const page = () => server.get(`/en/${slug}/stories/${id}`);
const ask = (email: string) =>
  server.post(`${office}/consents`, { party: "guardian", language: "en", email }, scene.partner);

test("a birth date put right to a minor's takes a story away at once", async () => {
  await server.post(`${office}/decision`, { decision: "publish" }, scene.partner);
  expect((await page()).statusCode).toBe(200);
  await db.sql(`update persons set birth_date = '2011-05-05' where id = ${person}`, [
    scene.adult.mobility,
  ]);
  expect((await page()).statusCode).toBe(410);
  expect((await server.get(`/en/${slug}/stories`)).body).not.toContain(id);
  // A birthday alone does not bring it back: what was found out is kept.
  await db.database.withTx({ kind: "system", schemeId: call.scheme.id }, forgetWithdrawn);
  expect(await db.sql("select 1 from stories where guardian_needed")).toHaveLength(1);
});

test("a parent's address is the office's to send: a learner neither makes nor reads it", async () => {
  await db.sql(`update persons set email = 'arta@example.org' where id = ${person}`, [
    scene.adult.mobility,
  ]);
  expect((await server.post(own, { do: "guardian-link" }, teller)).statusCode).toBe(404);
  const astray = await ask("Arta@example.org");
  expect(astray.statusCode).toBe(422);
  expect(astray.body).toContain("own email address");
  expect((await ask("")).statusCode).toBe(303);
  expect((await server.get(own, teller)).body).not.toContain("/story-consent/");
  const { body } = await server.get(office, scene.partner);
  const link = /https:\/\/kalfa\.example(\/[^\s"<]*story-consent\/[0-9a-f]{32})/.exec(body)?.[1];
  const given = { do: "give", of: mark, years: "1", typedName: "Drita Hoxha" };
  expect((await server.post(link ?? "", given)).statusCode).toBe(303);
  expect((await page()).statusCode).toBe(200);
  expect(server.errors).toEqual([]);
});
