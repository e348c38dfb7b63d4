import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { html } from "../../ui/html.ts";
import { clockAt } from "../clock.ts";
import { record } from "../events/record.ts";
import { page } from "./answer.ts";
import type { Route } from "./route.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const scheme = await testScheme(db);
const ada = await signInAs(db, scheme, { role: "coordinator" });
const ben = await signInAs(db, scheme, { role: "auditor" });

let made = 0;
const list: Route = {
  method: "GET",
  path: "/console/:scheme/made",
  access: "staff",
  allow: () => true,
  remembered: true,
  answer: async ({ tx }) => {
    made += 1;
    const { events } = await tx.db
      .selectFrom("event_log")
      .select((e) => e.fn.countAll<number>().as("events"))
      .executeTakeFirstOrThrow();
    return page(html`<p>${tx.actor.userId} ${events}</p>`);
  },
};
const server = await testServer(db, [list], { clock });
const address = `/console/${scheme.slug}/made`;

test("a page is made once while nobody changes anything", async () => {
  // The snapshot is the whole server's: a test file beside this one may commit between two requests.
  const makings = async () => {
    const first = await server.get(address, ada);
    made = 0;
    const second = await server.get(address, ada);
    expect(second.body).toBe(first.body);
    return made;
  };
  await expect.poll(makings, { timeout: 20_000, interval: 20 }).toBe(0);
});

test("another person, another query and another minute have their own page", async () => {
  made = 0;
  expect((await server.get(address, ben)).body).toContain(ben.userId);
  await server.get(`${address}?page=2`, ada);
  clock.moveTo("2027-02-01T09:01:30Z");
  await server.get(address, ada);
  expect(made).toBe(3);
});

test("the first commit of anybody is seen by the next request", async () => {
  const before = (await server.get(address, ada)).body;
  await db.database.withTx({ kind: "system", schemeId: scheme.id }, (tx) =>
    record(tx, "thing.changed", { type: "scheme", id: scheme.id }),
  );
  expect((await server.get(address, ada)).body).not.toBe(before);
});

test("a remembered page is not given to somebody whose role has ended", async () => {
  expect((await server.get(address, ben)).statusCode).toBe(200);
  await db.sql("update memberships set ended_at = now() where user_id = $1", [ben.userId]);
  expect((await server.get(address, ben)).statusCode).not.toBe(200);
});
