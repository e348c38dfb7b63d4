import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { Tx } from "../../platform/db/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { closeCall } from "./close-call.ts";
import { copyCall, nextRound } from "./copy-call.ts";
import { extendCall, extensionOf, listExtensions, revokeExtension } from "./extend-call.ts";
import { markCallPublished } from "./mark-call-published.ts";
import { openCall } from "./open-call.ts";
import { readCallSheet } from "./read-call-sheet.ts";
import { listReserves, readCall } from "./read-calls.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const db = await testDatabase({ clock: { now: () => moment } });
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map((p) => p.code);
type Scheme = Awaited<ReturnType<typeof smallScheme>>;
const asOf =
  (s: Scheme) =>
  <T>(work: (tx: Tx) => Promise<T>) =>
    db.database.withTx(s.coordinator, work);

async function form(s: Scheme): Promise<string> {
  const id = randomUUID();
  await db.sql(
    `insert into form_versions (id, scheme_id, audience, version, state, definition, created_at, frozen_at)
     values ($1, $2, 'learners', 1, 'frozen', '{}', now(), now())`,
    [id, s.schemeId],
  );
  return id;
}

async function published(s: Scheme): Promise<void> {
  moment = new Date("2026-12-02T10:00:00Z");
  must(await asOf(s)((tx) => openCall(tx, s.callId)));
  moment = new Date("2027-02-02T10:00:00Z");
  must(await asOf(s)((tx) => closeCall(tx, s.callId)));
  must(await asOf(s)((tx) => markCallPublished(tx, s.callId)));
}

/** Somebody who holds a seat of a flow, as an accepted offer leaves it. */
async function hold(s: Scheme, flowId: string): Promise<void> {
  const [person, application, offer, run] = [1, 2, 3, 4].map(() => randomUUID());
  const letters = person!.toUpperCase();
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, country, created_at)
     values ($1, $2, 'Arta', 'Shehu', '2009-05-05', 'AL', now())`,
    [person, s.schemeId],
  );
  await db.sql(
    `insert into applications (id, scheme_id, call_id, person_id, code, state, organisation_id,
       sending_country, trade, locale, points, submitted_at, created_at)
     values ($1, $2, $3, $4, $5, 'submitted', $6, 'AL', 'cook', 'en', 71, now(), now())`,
    [
      application,
      s.schemeId,
      s.callId,
      person,
      `KLF-${letters.slice(0, 3)}-${letters.slice(3, 6)}`,
      s.schools.AL,
    ],
  );
  await db.sql(
    `insert into allocation_runs (id, scheme_id, call_id, number, state, seed, rule, code_version,
       problem_hash, frozen_at, frozen_by)
     select $1, $2, $3, coalesce(max(number), 0) + 1, 'computed', 'aa', 'stable', '1', 'hash', now(), 'x'
     from allocation_runs where call_id = $3`,
    [run, s.schemeId, s.callId],
  );
  await db.sql(
    `insert into offers (id, scheme_id, call_id, run_id, application_id, place_id, state, answer_by, offered_at)
     select $1, $2, $3, $4, $5, p.id, 'accepted', now(), now() from places p where p.flow_id = $6`,
    [offer, s.schemeId, s.callId, run, application, flowId],
  );
}

test("a copy takes over rule, places and people, moves the days to the next year and draws a new seed", async () => {
  const s = await smallScheme(db.database, "copy");
  const as = asOf(s);
  moment = new Date("2027-09-01T10:00:00Z");
  const id = must(await as((tx) => copyCall(tx, s.callId)));
  const [was, is] = await as(async (tx) => [
    await readCallSheet(tx, s.callId),
    await readCallSheet(tx, id),
  ]);
  expect([is?.number, is?.state, is?.needsList, is?.copiedFrom]).toEqual([
    2,
    "draft",
    true,
    s.callId,
  ]);
  expect([is?.title, is?.criteria, is?.owners]).toEqual([was?.title, was?.criteria, was?.owners]);
  expect(is?.drawSeed).not.toBe(was?.drawSeed);
  expect(is?.publicCode).not.toBe(was?.publicCode);
  // 1 July 2027 and 52 weeks: a Thursday again.
  expect(is?.flows.map((flow) => [flow.code, flow.starts, flow.places[0]?.seats])).toEqual([
    ["AL-BOL", "2028-06-29", 3],
    ["AL-MAR", "2028-06-29", 2],
    ["RS-BOL", "2028-06-29", 2],
  ]);
  expect(wallTimeOf(is?.closesAt ?? new Date(0))).toEqual({ day: "2027-10-22", time: "20:00" });
  expect((await as((tx) => listReserves(tx, id))).map((reserve) => reserve.code)).toEqual([
    "reserve_1",
  ]);
  const partner = await db.database.withTx(s.partner, (tx) => copyCall(tx, s.callId));
  expect(codes(partner)).toEqual(["forbidden"]);
  const other = await smallScheme(db.database, "copy-other");
  expect(codes(await asOf(other)((tx) => copyCall(tx, s.callId)))).toEqual(["not-found"]);
});

test("a round gives out the seats that nobody holds, once", async () => {
  const s = await smallScheme(db.database, "round");
  const as = asOf(s);
  await form(s);
  expect(codes(await as((tx) => nextRound(tx, s.callId)))).toEqual(["call-not-published"]);
  await published(s);
  await hold(s, s.flows.alBologna);
  await hold(s, s.flows.alMaribor);
  await hold(s, s.flows.alMaribor);
  const second = must(await as((tx) => nextRound(tx, s.callId)));
  const sheet = await as((tx) => readCallSheet(tx, second));
  expect([sheet?.number, sheet?.round, sheet?.roundOfNumber]).toEqual([2, 2, 1]);
  // Maribor is full; in Bologna one of three is held, and the reserved seat is reserved again.
  expect(sheet?.flows.map((flow) => [flow.code, flow.starts, flow.places])).toEqual([
    ["AL-BOL", "2027-07-01", [{ trade: null, seats: 2, kept: 1 }]],
    ["RS-BOL", "2027-07-01", [{ trade: null, seats: 2, kept: 1 }]],
  ]);
  // Somebody of the waiting list takes one of those seats before the round opens.
  await hold(s, s.flows.alBologna);
  const refused = await as((tx) => openCall(tx, second));
  expect(refused.ok ? [] : refused.problems).toEqual([
    { code: "seats-taken-meanwhile", params: { flow: "AL-BOL" }, field: "places" },
  ]);
  await db.sql(
    "update places set seats = 1 where flow_id = (select id from flows where call_id = $1 and code = 'AL-BOL')",
    [second],
  );
  must(await as((tx) => openCall(tx, second)));
  // Opened, the seats are gone from the first round: a third one finds none of them.
  expect(codes(await as((tx) => nextRound(tx, s.callId)))).toEqual(["no-seats-left"]);
  moment = new Date("2027-04-20T10:00:00Z");
  must(await as((tx) => closeCall(tx, second)));
  must(await as((tx) => markCallPublished(tx, second)));
  const third = must(await as((tx) => nextRound(tx, second)));
  const call = await as((tx) => readCall(tx, third));
  expect([call?.round, call?.roundOf]).toEqual([3, s.callId]);
});

test("more time is given to one begun application, by name, and taken back", async () => {
  const s = await smallScheme(db.database, "extension");
  const as = asOf(s);
  const formId = await form(s);
  const begun = async (code: string) =>
    db.sql(
      `insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale,
         state, started_at, saved_at)
       values ($1, $2, $3, $4, $5, $6, 'en', 'open', now(), now())`,
      [randomUUID(), s.schemeId, s.callId, formId, code, randomUUID()],
    );
  await begun("KLF-X22-333");
  moment = new Date("2027-02-01T12:00:00Z");
  const asked = {
    callId: s.callId,
    code: "klf x22 333",
    until: new Date("2027-02-04T19:00:00Z"),
    reason: "connection",
  };
  expect(codes(await as((tx) => extendCall(tx, asked)))).toEqual(["call-is-draft"]);
  moment = new Date("2026-12-02T10:00:00Z");
  must(await as((tx) => openCall(tx, s.callId)));
  moment = new Date("2027-02-01T12:00:00Z");
  const told = async (more: Partial<typeof asked>) =>
    codes(await as((tx) => extendCall(tx, { ...asked, ...more })));
  expect(await told({ code: "KLF-X22-444", reason: "illness" })).toEqual([
    "draft-not-found",
    "not-a-choice",
  ]);
  expect(await told({ until: new Date("2027-02-01T11:00:00Z") })).toEqual(["extension-in-past"]);
  // 19:00 and an hour of grace: everybody can send until then anyway.
  expect(await told({ until: new Date("2027-02-01T20:00:00Z") })).toEqual(["extension-needless"]);
  expect(await told({ until: new Date("2027-03-01T10:00:00Z") })).toEqual([
    "extension-after-decision",
  ]);
  const { id } = must(await as((tx) => extendCall(tx, asked)));
  expect(await told({})).toEqual(["already-extended"]);
  expect((await as((tx) => extensionOf(tx, s.callId, "KLF-X22-333")))?.until).toEqual(asked.until);
  expect(codes(await db.database.withTx(s.partner, (tx) => revokeExtension(tx, id)))).toEqual([
    "forbidden",
  ]);
  must(await as((tx) => revokeExtension(tx, id)));
  expect(codes(await as((tx) => revokeExtension(tx, id)))).toEqual(["extension-already-ended"]);
  expect(await as((tx) => extensionOf(tx, s.callId, "KLF-X22-333"))).toBeNull();
  moment = new Date("2027-02-01T13:00:00Z");
  must(await as((tx) => extendCall(tx, asked)));
  const all = await as((tx) => listExtensions(tx, s.callId));
  expect(all.map((each) => [each.code, each.reason, each.revokedAt !== null])).toEqual([
    ["KLF-X22-333", "connection", true],
    ["KLF-X22-333", "connection", false],
  ]);
  const events = await db.sql<{ name: string; data: object }>(
    "select name, data from event_log where subject_id = $1 and name like 'call.ext%' order by id",
    [s.callId],
  );
  expect(events.map((event) => event.name)).toEqual([
    "call.extended",
    "call.extension-ended",
    "call.extended",
  ]);
  // The event names nobody: the code opens a person's pages.
  expect(JSON.stringify(events)).not.toContain("X22");
});
