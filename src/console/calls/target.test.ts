import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import { routes } from "../index.ts";

const clock = clockAt("2026-11-23T09:00:00Z");
const db = await testDatabase({ clock });
const server = await testServer(db, routes, { clock });

test("a draft with more places than its activity has left says so, and opens all the same", async () => {
  const own = await smallScheme(db.database, "target");
  const paolo = await signInAs(db, { id: own.schemeId, slug: own.slug }, { role: "coordinator" });
  const page = `/console/${own.slug}/calls/${own.callId}`;
  const said = async () =>
    (await server.get(page, paolo)).body.includes("more than its target of 1");
  expect(await said()).toBe(false);
  await db.sql("update activity_lines set target = 1 where scheme_id = $1", [own.schemeId]);
  const [row] = await db.sql<{ seats: number; state: string }>(
    `select sum(p.seats)::int as seats, min(c.state) as state from calls c join flows f on f.call_id = c.id
     join places p on p.flow_id = f.id where c.id = $1`,
    [own.callId],
  );
  expect([row?.state, (row?.seats ?? 0) > 1, await said()]).toEqual(["draft", true, true]);
});
