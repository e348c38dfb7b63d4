import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { assessing, codes } from "../../../tests/support/assessing.ts";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { ASSESSED, selectionCall } from "../../../tests/support/selection.ts";
import { clockAt } from "../../platform/clock.ts";
import { openVault } from "../../platform/vault.ts";
import { extendCall, revokeExtension } from "../calls/extend-call.ts";
import { recordMinutes, reopenSelection } from "./record-minutes.ts";

openVault("a data key of the tests only");
const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const call = await selectionCall(db, clock, { criteria: ASSESSED.slice(0, 1), count: 3 });
const { callId } = call;
const anna = call.coordinator.actor;
const { as } = assessing(db, call);
const minutes = {
  heldOn: "2027-03-11",
  members: [
    { name: "Anna Test", role: "chair" },
    { name: "Second Member", role: "school" },
  ],
  minutes: "The committee looked at every case and took the order as computed.",
};

test("nothing is decided while somebody may still apply, and nobody may once it is", async () => {
  const begun = (code: string) =>
    db.sql(
      `insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale,
         state, started_at, saved_at)
       select $1, scheme_id, id, form_version_id, $3, $4, 'en', 'open', now(), now()
       from calls where id = $2`,
      [randomUUID(), callId, code, randomUUID()],
    );
  await begun("KLF-X22-333");
  await begun("KLF-X22-444");
  const more = (code: string) =>
    as(anna, (tx) =>
      extendCall(tx, {
        callId,
        code,
        until: new Date("2027-03-20T19:00:00Z"),
        reason: "connection",
      }),
    );
  const { id } = need(await more("KLF-X22-333"));
  expect(await as(anna, (tx) => recordMinutes(tx, callId, minutes))).toMatchObject({
    problems: [{ code: "more-time-open", params: { until: "2027-03-20" } }],
  });
  need(await as(anna, (tx) => revokeExtension(tx, id)));
  need(await as(anna, (tx) => recordMinutes(tx, callId, minutes)));
  expect(codes(await more("KLF-X22-444"))).toEqual(["extension-after-lists"]);
  // Decided anew, there is room again for whoever could not help being late.
  need(await as(anna, (tx) => reopenSelection(tx, callId)));
  need(await more("KLF-X22-444"));
});
