import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { addReserve } from "./add-reserve.ts";
import { cancelFlow } from "./cancel-flow.ts";
import { changeDraft } from "./change-draft.ts";
import { changeFlow, removeFlow } from "./change-flow.ts";
import { changeReserve, removeReserve } from "./change-reserve.ts";
import { closeCall } from "./close-call.ts";
import { markCallPublished } from "./mark-call-published.ts";
import { openCall } from "./open-call.ts";
import { readCallSheet } from "./read-call-sheet.ts";
import { readCall } from "./read-calls.ts";
import { listFlows } from "./read-flows.ts";
import { listOwners, setOwners } from "./set-owners.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const db = await testDatabase({ clock: { now: () => moment } });
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map((p) => p.code);
type Scheme = Awaited<ReturnType<typeof smallScheme>>;
const asOf =
  (s: Scheme) =>
  <T>(work: (tx: Tx) => Promise<T>) =>
    db.database.withTx(s.coordinator, work);

const FLOW = {
  code: "AL-MAR",
  sendingCountry: "AL",
  city: "Maribor",
  country: "SI",
  starts: day("2027-07-05"),
  ends: day("2027-07-30"),
  places: [{ seats: 4, trade: null, reserved: [] }],
};

/** Every act that changes a call, by name, with what it answers. */
const acts = (s: Scheme): Readonly<Record<string, (tx: Tx) => Promise<unknown>>> => ({
  basics: (tx) => changeDraft(tx, s.callId, { title: { en: "Another summer" } }),
  dates: (tx) => changeDraft(tx, s.callId, { closesAt: new Date("2027-02-05T19:00:00Z") }),
  who: (tx) => changeDraft(tx, s.callId, { minimumAge: 17 }),
  paid: (tx) => changeDraft(tx, s.callId, { paid: [{ paid: true, text: { en: "Travel" } }] }),
  rule: (tx) => changeDraft(tx, s.callId, { ties: ["motivation"] }),
  flow: (tx) =>
    changeFlow(tx, s.flows.alMaribor, { ...FLOW, hostingOrganisationId: s.hosts.maribor }),
  removal: (tx) => removeFlow(tx, s.flows.rsBologna),
  group: (tx) =>
    addReserve(tx, {
      callId: s.callId,
      code: "reserve_2",
      name: { en: "Rural schools" },
      ground: "rural-school",
    }),
  rename: (tx) =>
    changeReserve(
      tx,
      { callId: s.callId, code: "reserve_1" },
      { name: { en: "Others" }, ground: "rural-school" },
    ),
  ungroup: (tx) => removeReserve(tx, { callId: s.callId, code: "reserve_2" }),
});

test("every part changes while a call is being prepared and none from the day it opens", async () => {
  const s = await smallScheme(db.database, "states");
  const as = asOf(s);
  const answers = async () => {
    const told: Record<string, string[]> = {};
    for (const [name, act] of Object.entries(acts(s))) {
      told[name] = codes((await as(act)) as Parameters<typeof codes>[0]);
    }
    return told;
  };
  const all = (code: string) =>
    Object.fromEntries(Object.keys(acts(s)).map((name) => [name, code === "" ? [] : [code]]));
  expect(await answers()).toEqual(all(""));
  must(await as((tx) => openCall(tx, s.callId)));
  expect(await answers()).toEqual({
    ...all("call-is-open"),
    // The flow taken out before is not there, whatever the state.
    removal: ["not-found"],
  });
  moment = new Date("2027-02-06T10:00:00Z");
  must(await as((tx) => closeCall(tx, s.callId)));
  expect(await answers()).toEqual({ ...all("call-is-closed"), removal: ["not-found"] });
  must(await as((tx) => markCallPublished(tx, s.callId)));
  expect(await answers()).toEqual({ ...all("call-is-published"), removal: ["not-found"] });
  moment = new Date("2026-12-02T10:00:00Z");
});

test("the database itself keeps an opened call as it was, whoever writes to it", async () => {
  const s = await smallScheme(db.database, "frozen");
  const as = asOf(s);
  // While it is being prepared the same statements do their work: the fence is not simply shut.
  // Each writes something new each time: what changes nothing is let through.
  const statementsOf = (time: 2 | 3) => [
    `update calls set draw_seed = 'fffffffffffffff${time}' where id = $1`,
    `update calls set criteria = '[{"code": "grades", "name": {"en": "Grades"}, "maximum": 9${time}}]' where id = $1`,
    `update calls set ties = '${time === 2 ? '["grades"]' : "[]"}' where id = $1`,
    "update calls set closes_at = closes_at + interval '1 day' where id = $1",
    `update calls set maximum_age = 2${time} where id = $1`,
    `update calls set grace_minutes = 1${time} where id = $1`,
    `update calls set public_code = 'K2222${time}' where id = $1`,
    `update flows set city = 'Turin ${time}' where call_id = $1`,
    "update places set seats = seats + 1 where flow_id in (select id from flows where call_id = $1)",
    "update reserved_seats set seats = seats + 1 where place_id in (select p.id from places p join flows f on f.id = p.flow_id where f.call_id = $1)",
    `update reserves set name = '{"en": "Friends ${time}"}' where call_id = $1`,
    "delete from reserved_seats where place_id in (select p.id from places p join flows f on f.id = p.flow_id where f.call_id = $1)",
    "delete from call_owners where call_id = $1 and country = 'RS'",
  ];
  for (const statement of statementsOf(2)) await db.sql(statement, [s.callId]);
  await as((tx) =>
    setOwners(tx, s.callId, [
      { country: "RS", name: "Test Owner", phone: "+381 11 000 0041", email: null },
    ]),
  );
  must(await as((tx) => openCall(tx, s.callId)));
  const before = await as((tx) => readCallSheet(tx, s.callId));
  for (const statement of statementsOf(3).filter((text) => !text.includes("reserved_seats"))) {
    await expect(db.sql(statement, [s.callId]), statement).rejects.toThrow(
      /frozen since it opened/,
    );
  }
  for (const statement of [
    "update calls set state = 'draft' where id = $1",
    "update calls set needs_list = true where id = $1",
    "delete from flows where call_id = $1",
    "delete from places where flow_id in (select id from flows where call_id = $1)",
    `insert into reserves (id, scheme_id, call_id, code, name, ground, position)
     select gen_random_uuid(), scheme_id, id, 'reserve_9', '{}', 'rural-school', 9 from calls where id = $1`,
  ]) {
    await expect(db.sql(statement, [s.callId]), statement).rejects.toThrow(
      /frozen since it opened/,
    );
  }
  expect(await as((tx) => readCallSheet(tx, s.callId))).toEqual(before);
  // A flow under its minimum can still be ended with a reason, and people who answer can change.
  must(
    await as((tx) =>
      cancelFlow(tx, { flowId: s.flows.alMaribor, reason: "Only one person wished for it." }),
    ),
  );
  must(
    await as((tx) =>
      setOwners(tx, s.callId, [
        { country: "AL", name: "Somebody Else", phone: "+355 4 000 0042", email: "a@b.example" },
      ]),
    ),
  );
  expect((await as((tx) => listOwners(tx, s.callId))).map((owner) => owner.name)).toEqual([
    "Somebody Else",
    "Test Owner",
  ]);
});

test("kept seats of an opened call stay", async () => {
  const s = await smallScheme(db.database, "kept");
  must(await asOf(s)((tx) => openCall(tx, s.callId)));
  const where =
    "where place_id in (select p.id from places p join flows f on f.id = p.flow_id where f.call_id = $1)";
  for (const statement of [
    `update reserved_seats set seats = seats + 1 ${where}`,
    `delete from reserved_seats ${where}`,
  ]) {
    await expect(db.sql(statement, [s.callId])).rejects.toThrow(/frozen since it opened/);
  }
});

test("what is wrong with a part is said at its fields, and nothing of it is kept", async () => {
  const s = await smallScheme(db.database, "parts");
  const as = asOf(s);
  const wrong = await as((tx) =>
    changeDraft(tx, s.callId, {
      title: { sq: "Vera" },
      closesAt: new Date("2026-11-01T19:00:00Z"),
      maximumAge: 12,
      who: { enrolled: true, graduateMonths: 0, earlierMobility: "any" },
      paid: [{ paid: true, text: { sq: "x".repeat(201) } }],
      graceMinutes: 90000,
    }),
  );
  expect(wrong.ok ? [] : wrong.problems.map((p) => `${p.field} ${p.code}`)).toEqual([
    "title required",
    "closesAt closes-before-it-opens",
    "graceMinutes too-big",
    "maximumAge too-small",
    "graduateMonths too-small",
    "paid-0 required",
    "paid-0-sq too-long",
  ]);
  const call = await as((tx) => readCall(tx, s.callId));
  expect([call?.title, call?.maximumAge]).toEqual([{ en: "Summer 2027" }, 20]);
  const line = await as((tx) => changeDraft(tx, s.callId, { lineId: s.schemeId }));
  expect(codes(line)).toEqual(["not-a-choice"]);
  const flow = await as((tx) =>
    changeFlow(tx, s.flows.alMaribor, {
      ...FLOW,
      code: "AL-BOL",
      hostingOrganisationId: s.hosts.maribor,
    }),
  );
  expect(codes(flow)).toEqual(["already-there"]);
  expect((await as((tx) => listFlows(tx, s.callId))).map((f) => f.code)).toEqual([
    "AL-BOL",
    "AL-MAR",
    "RS-BOL",
  ]);
});
