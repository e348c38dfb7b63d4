import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { addCountry } from "../schemes/add-country.ts";
import { addFlow } from "./add-flow.ts";
import { cancelFlow } from "./cancel-flow.ts";
import { closeCall } from "./close-call.ts";
import { markCallPublished } from "./mark-call-published.ts";
import { mergeFlow } from "./merge-flow.ts";
import { openCall } from "./open-call.ts";
import { listCalls, listReserves, readCall } from "./read-calls.ts";
import { findFlows, listFlows, readFlow } from "./read-flows.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const db = await testDatabase({ clock: { now: () => moment } });
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map((p) => p.code);
const reason = "Only one person wished for this group.";
const list = { sort: "code", descending: false, collation: "und-x-icu", countries: {} } as const;

test("a call goes from draft to published, with its events, and not before its last moment", async () => {
  const s = await smallScheme(db.database, "walk");
  const as = <T>(work: Parameters<typeof db.database.withTx<T, typeof s.coordinator>>[1]) =>
    db.database.withTx(s.coordinator, work);
  expect(codes(await as((tx) => closeCall(tx, s.callId)))).toEqual(["call-is-draft"]);
  expect(await db.database.withTx({ kind: "anonymous", schemeId: s.schemeId }, listCalls)).toEqual(
    [],
  );
  must(await as((tx) => openCall(tx, s.callId)));
  expect(codes(await as((tx) => openCall(tx, s.callId)))).toEqual(["call-is-open"]);
  expect(codes(await as((tx) => closeCall(tx, s.callId)))).toEqual(["call-not-over"]);
  const flow = (code: string, sendingCountry: string) => (tx: Tx) =>
    addFlow(tx, {
      callId: s.callId,
      code,
      sendingCountry,
      hostingOrganisationId: s.hosts.bologna,
      city: "Bologna",
      country: "IT",
      starts: day("2027-07-01"),
      ends: day("2027-07-28"),
      places: [{ seats: 1 }],
    });
  // Somebody answers in every country of an opened call, in one that comes later too.
  const kosovo = { country: "XK", sendingPartnerId: s.senders.AL };
  must(await as((tx) => addCountry(tx, kosovo)));
  expect(codes(await as(flow("XK-LATE", "XK")))).toEqual(["call-without-owner"]);
  must(await as(flow("AL-MORE", "AL")));
  moment = new Date("2027-02-02T10:00:00Z");
  must(await as((tx) => closeCall(tx, s.callId)));
  expect(codes(await as(flow("LATE", "AL")))).toEqual(["call-is-closed"]);
  must(await as((tx) => markCallPublished(tx, s.callId)));
  const ended = await as((tx) => cancelFlow(tx, { flowId: s.flows.alBologna, reason }));
  expect(codes(ended)).toEqual(["call-is-published"]);
  const events = await db.sql(
    "select name from event_log where scheme_id = $1 and subject_type = 'call' order by id",
    [s.schemeId],
  );
  expect(events.map((e) => e.name)).toEqual([
    "call.created",
    "reserve.added",
    "call.owners-named",
    "call.opened",
    "call.closed",
    "call.published",
  ]);
});

describe("flows", async () => {
  const s = await smallScheme(db.database, "flows");

  test("read back with places, seats and reserved seats", async () => {
    const flows = await db.database.withTx(s.coordinator, (tx) => listFlows(tx, s.callId));
    expect(flows.map((f) => [f.code, f.hostingOrganisation, f.starts, f.places[0]?.seats])).toEqual(
      [
        ["AL-BOL", "Ponte", "2027-07-01", 3],
        ["AL-MAR", "Most", "2027-07-01", 2],
        ["RS-BOL", "Ponte", "2027-07-01", 2],
      ],
    );
    expect(flows[0]?.places[0]?.reserved).toEqual([{ code: "reserve_1", seats: 1 }]);
    const reserves = await db.database.withTx(s.coordinator, (tx) => listReserves(tx, s.callId));
    expect(reserves.map((r) => [r.code, r.ground])).toEqual([["reserve_1", "fewer-opportunities"]]);
  });

  test("a country partner finds its own country's flows and no other", async () => {
    const found = await db.database.withTx(s.partner, (tx) => findFlows(tx, list));
    expect(found.rows.map((f) => f.code)).toEqual(["AL-BOL", "AL-MAR"]);
    expect(found.total).toBe(2);
    expect(await db.database.withTx(s.partner, (tx) => readFlow(tx, s.flows.rsBologna))).toBeNull();
    const ended = await db.database.withTx(s.partner, (tx) =>
      cancelFlow(tx, { flowId: s.flows.alBologna, reason }),
    );
    expect(codes(ended)).toEqual(["forbidden"]);
    const abroad = await db.database.withTx(s.partner, (tx) =>
      cancelFlow(tx, { flowId: s.flows.rsBologna, reason }),
    );
    expect(codes(abroad)).toEqual(["not-found"]);
  });

  test("another scheme sees nothing of them", async () => {
    const other = await smallScheme(db.database, "other");
    const seen = await db.database.withTx(other.coordinator, async (tx) => ({
      call: await readCall(tx, s.callId),
      flow: await readFlow(tx, s.flows.alBologna),
      flows: await listFlows(tx, s.callId),
      garbage: await readFlow(tx, "garbage"),
    }));
    expect(seen).toEqual({ call: null, flow: null, flows: [], garbage: null });
  });

  test("are found by folded text and filtered", async () => {
    const found = (text: string) =>
      db.database.withTx(s.coordinator, (tx) => findFlows(tx, { ...list, text }));
    expect((await found("марибор")).rows.map((f) => f.code)).toEqual(["AL-MAR"]);
    const limited = await db.database.withTx(s.coordinator, (tx) =>
      findFlows(tx, { ...list, sort: "seats", descending: true, limit: 1, offset: 0 }),
    );
    expect(limited.rows.map((f) => [f.code, f.seats])).toEqual([["AL-BOL", 3]]);
    expect(limited.total).toBe(3);
  });

  test("a merger is refused with all its problems and kept with its reason and event", async () => {
    const as = <T>(work: Parameters<typeof db.database.withTx<T, typeof s.coordinator>>[1]) =>
      db.database.withTx(s.coordinator, work);
    const wrong = await as((tx) =>
      mergeFlow(tx, { flowId: s.flows.alBologna, into: s.flows.rsBologna, reason: "few" }),
    );
    expect(codes(wrong)).toEqual(["merge-other-country", "too-short"]);
    must(
      await as((tx) =>
        mergeFlow(tx, { flowId: s.flows.alMaribor, into: s.flows.alBologna, reason }),
      ),
    );
    const merged = await as((tx) => readFlow(tx, s.flows.alMaribor));
    expect([merged?.state, merged?.mergedInto, merged?.stateReason]).toEqual([
      "merged",
      s.flows.alBologna,
      reason,
    ]);
    const again = await as((tx) => cancelFlow(tx, { flowId: s.flows.alMaribor, reason }));
    expect(codes(again)).toEqual(["flow-is-merged"]);
    const events = await db.sql("select name, data from event_log where subject_id = $1", [
      s.flows.alMaribor,
    ]);
    expect(events.map((e) => e.name)).toEqual(["flow.added", "flow.merged"]);
    expect(events[1]?.data).toEqual({ callId: s.callId, into: s.flows.alBologna });
  });

  test("two mergers at once never make a circle", async () => {
    const c = await smallScheme(db.database, "circle");
    const [one, two] = await Promise.all([
      db.database.withTx(c.coordinator, (tx) =>
        mergeFlow(tx, { flowId: c.flows.alBologna, into: c.flows.alMaribor, reason }),
      ),
      db.database.withTx(c.coordinator, (tx) =>
        mergeFlow(tx, { flowId: c.flows.alMaribor, into: c.flows.alBologna, reason }),
      ),
    ]);
    expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1);
  });
});
