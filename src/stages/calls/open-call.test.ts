import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { Tx } from "../../platform/db/index.ts";
import { changeDraft } from "./change-draft.ts";
import { removeFlow } from "./change-flow.ts";
import { openCall } from "./open-call.ts";
import { callByPublicCode, readCallSheet, readOpenCalls } from "./read-call-sheet.ts";
import { readCall } from "./read-calls.ts";
import { setOwners } from "./set-owners.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const db = await testDatabase({ clock: { now: () => moment } });
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map((p) => p.code);
type Scheme = Awaited<ReturnType<typeof smallScheme>>;
const asOf =
  (s: Scheme) =>
  <T>(work: (tx: Tx) => Promise<T>) =>
    db.database.withTx(s.coordinator, work);

test("a call opens only with places, somebody who answers in each country, and a form; all said at once", async () => {
  const s = await smallScheme(db.database, "opening");
  const as = asOf(s);
  const blank = { name: "", phone: "", email: null };
  must(
    await as((tx) =>
      setOwners(tx, s.callId, [
        { country: "AL", ...blank },
        { country: "RS", ...blank },
      ]),
    ),
  );
  await db.sql("update calls set needs_list = true where id = $1", [s.callId]);
  moment = new Date("2027-03-02T10:00:00Z");
  const refused = await as((tx) => openCall(tx, s.callId));
  expect(codes(refused)).toEqual([
    "call-without-owner",
    "call-without-owner",
    "call-ends-in-past",
    "call-without-form",
  ]);
  expect(refused.ok ? [] : refused.problems.slice(0, 2).map((p) => p.params?.country)).toEqual([
    "AL",
    "RS",
  ]);
  moment = new Date("2026-12-02T10:00:00Z");
  for (const flow of Object.values(s.flows)) must(await as((tx) => removeFlow(tx, flow)));
  expect(codes(await as((tx) => openCall(tx, s.callId)))).toEqual([
    "call-without-flows",
    "call-without-form",
  ]);
  // Nobody is needed where no place is given out, and a wrong number is told with the others.
  const wrong = await as((tx) =>
    setOwners(tx, s.callId, [
      { country: "AL", name: "", phone: "12", email: "nobody" },
      { country: "RS", name: "Test Owner", phone: "", email: null },
    ]),
  );
  expect(codes(wrong)).toEqual([
    "owner-without-name",
    "not-a-phone",
    "not-an-email",
    "owner-without-phone",
  ]);
});

test("the form that is newest when a call opens is the one it keeps", async () => {
  const s = await smallScheme(db.database, "form");
  const as = asOf(s);
  const version = (number: number, state: string) =>
    db.sql<{ id: string }>(
      `insert into form_versions (id, scheme_id, audience, version, state, definition, created_at, frozen_at)
       values (gen_random_uuid(), $1, 'learners', $2, $3, '{}', now(), case when $3 = 'frozen' then now() end)
       returning id`,
      [s.schemeId, number, state],
    );
  await version(1, "frozen");
  const [second] = await version(2, "frozen");
  await version(3, "draft");
  must(await as((tx) => openCall(tx, s.callId)));
  await version(4, "frozen");
  expect((await as((tx) => readCall(tx, s.callId)))?.formVersionId).toBe(second?.id);
});

test("the public finds an opened call by number, code and list, and nothing of one being prepared", async () => {
  const s = await smallScheme(db.database, "public");
  const as = asOf(s);
  const anybody = <T>(work: (tx: Tx) => Promise<T>) =>
    db.database.withTx({ kind: "anonymous", schemeId: s.schemeId }, work);
  const code = (await as((tx) => readCall(tx, s.callId)))?.publicCode ?? "";
  expect(code).toMatch(/^K[2-9A-HJKMNP-TV-Z]{5}$/);
  const seen = () =>
    anybody(async (tx) => [
      (await readCallSheet(tx, 1))?.number,
      (await readCallSheet(tx, s.callId))?.number,
      (await callByPublicCode(tx, ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`))?.number,
      ...(await readOpenCalls(tx)).map((sheet) => sheet.number),
    ]);
  expect(await seen()).toEqual([undefined, undefined, undefined]);
  must(await as((tx) => openCall(tx, s.callId)));
  expect(await seen()).toEqual([1, 1, 1, 1]);
  const sheet = await anybody((tx) => readCallSheet(tx, "1"));
  expect(sheet?.flows.map((flow) => [flow.code, flow.hostingOrganisation, flow.places])).toEqual([
    ["AL-BOL", "Ponte", [{ trade: null, seats: 3, kept: 1 }]],
    ["AL-MAR", "Most", [{ trade: null, seats: 2, kept: 1 }]],
    ["RS-BOL", "Ponte", [{ trade: null, seats: 2, kept: 1 }]],
  ]);
  expect(sheet?.kept).toEqual([{ name: { en: "Fewer opportunities" }, seats: 3 }]);
  // The code under which a group stands in run files says nothing outside; nor does its ground.
  expect(JSON.stringify(sheet)).not.toMatch(/reserve_1|"fewer-opportunities"/);
  expect(sheet?.owners.map((owner) => owner.country)).toEqual(["AL", "RS"]);
  moment = new Date("2027-02-01T19:00:01Z");
  expect(await anybody(readOpenCalls)).toEqual([]);
  moment = new Date("2026-12-02T10:00:00Z");
  expect(
    await anybody(async (tx) => [
      await readCallSheet(tx, "99"),
      await readCallSheet(tx, "garbage"),
      await callByPublicCode(tx, "K00000"),
    ]),
  ).toEqual([null, null, null]);
});

test("an assessor and a school's officer see no call that is being prepared", async () => {
  const s = await smallScheme(db.database, "roles");
  const { memberships: _, ...person } = s.coordinator;
  for (const role of ["assessor", "school-officer"] as const) {
    const actor = {
      ...person,
      memberships: [{ role, organisationId: s.schools.AL, country: null }],
    };
    const seen = await db.database.withTx(actor, (tx) => readCallSheet(tx, s.callId));
    expect([role, seen]).toEqual([role, null]);
    const changed = await db.database.withTx(actor, (tx) =>
      changeDraft(tx, s.callId, { minimumAge: 15 }),
    );
    expect(codes(changed)).toEqual(["not-found"]);
  }
  const partner = await db.database.withTx(s.partner, (tx) =>
    changeDraft(tx, s.callId, { minimumAge: 15 }),
  );
  expect(codes(partner)).toEqual(["forbidden"]);
});
