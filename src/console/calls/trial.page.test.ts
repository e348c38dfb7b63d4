import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { ASSESSED, selectionCall } from "../../../tests/support/selection.ts";
import { testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { copyCall } from "../../stages/calls/copy-call.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import { pseudonymOf } from "../../stages/selection/pseudonym.ts";
import { routes } from "../index.ts";

const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const criteria = ASSESSED.filter((one) => ["record", "motivation"].includes(one.code));
const call = await selectionCall(db, clock, { criteria, undistributed: true });
const server = await testServer(db, routes, { clock });
const everything = () =>
  db.sql<{ events: number; calls: number }>(
    "select (select count(*)::int from event_log) as events, (select sum(xmin::text::bigint) from calls) as calls",
  );

test("a draft's rule is run on last year's people, by pseudonym, and nothing is kept", async () => {
  const draftId = await db.database.withTx(call.coordinator.actor, async (tx) => {
    const id = need(await copyCall(tx, call.callId));
    const draft = (await readCall(tx, id))!;
    // Last year the record counted 20 and parted nobody; now a record of 5 is as good as one of 16.
    const halved = draft.criteria.map((one) =>
      one.code === "record" ? { ...one, maximum: 1 } : one,
    );
    need(await changeDraft(tx, id, { criteria: halved, ties: [] }));
    return id;
  });
  const page = `/console/${call.scheme.slug}/calls/${draftId}/trial`;
  expect((await server.get(page.replace("/trial", ""), call.coordinator)).body).toContain(page);
  const before = await everything();
  const asked = await server.get(page, call.coordinator);
  expect(asked.body).toContain(`<option value="${call.callId}"`);
  const run = await server.get(`${page}?past=${call.callId}&seats=`, call.coordinator);
  expect(run.statusCode).toBe(200);
  // Six seats, twelve people: records of 10 and more are one point now, so the draw parts ten.
  expect(run.body).toMatch(/12 people applied for 6 seats/);
  expect(run.body).toMatch(/At the last seat, 1 point: 7 people have\s+exactly as many, 6 of them/);
  expect(run.body).toContain("The draw parts them.");
  expect(run.body).toContain("decides most");
  expect(run.body).toContain("would get a place");
  expect(run.body).toContain(pseudonymOf(call.callId, call.people[0]!));
  expect(run.body).not.toMatch(/Qorraj|Zamira/);
  expect(await everything()).toEqual(before);

  const wrong = await server.get(`${page}?past=${call.callId}&seats=many`, call.coordinator);
  expect(wrong.body).toContain("Write a whole number");
  const none = await server.get(`${page}?past=${draftId}&seats=`, call.coordinator);
  expect(none.body).toContain("Choose one of the answers");
  expect((await server.get(page, call.partner)).statusCode).toBe(404);
  const open = page.replace(draftId, call.callId);
  expect((await server.get(open, call.coordinator)).statusCode).toBe(404);
});
