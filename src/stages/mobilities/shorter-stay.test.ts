import { expect, test } from "vitest";
import { need, testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { day } from "../../shared/day.ts";
import { checkStays } from "../travel/check-stays.ts";
import { leastWithReason } from "../travel/duration.rules.ts";
import { changeDays } from "./change-days.ts";
import { forgetReasons, openReasons, removeReasons } from "./keep-shorter-stay.ts";
import { registerMobilities } from "./register-mobility.ts";
import { sayWhatHelps, shorterProblems } from "./shorter-stay.rules.ts";

openVault("a data key of the tests only, long enough");
const db = await testDatabase({ clock: clockAt("2027-03-01T08:00:00Z") });
const call = await testCall(db);
const signIn = (role: "coordinator" | "auditor") => signInAs(db, call.scheme, { role });
const partnerOf = (country: string) =>
  signInAs(db, call.scheme, { role: "country-partner", country });
const coordinator = (await signIn("coordinator")).actor;
const partner = (await partnerOf("RS")).actor;
const neighbour = (await partnerOf("AL")).actor;
const auditor = (await signIn("auditor")).actor;
await db.sql("update activity_lines set minimum_days = 10, maximum_days = 30");

const as = <T>(actor: Tx["actor"], work: (tx: Tx) => Promise<T>) => db.database.withTx(actor, work);
const caring = <T>(actor: Tx["actor"], work: (tx: Tx) => Promise<T>) =>
  db.database.withTx(actor, work, { purpose: "care" });
const codes = (done: { ok: boolean; problems?: readonly { code: string; field?: string }[] }) =>
  done.ok ? [] : (done.problems ?? []).map(({ code, field }) => [code, field]);

const row = {
  lineId: call.lineId,
  reference: "S-1",
  person: {
    givenNames: "Ana",
    familyName: "Short",
    birthDate: day("2010-05-01"),
    country: "RS",
  },
  sendingOrganisationId: call.schools.RS,
  hostingOrganisationId: call.host,
  hostingCountry: "IT",
  hostingCity: "Bologna",
  starts: "2027-06-01",
  ends: "2027-06-30",
};
const [{ mobilityId: stay } = { mobilityId: "" }] = need(
  await as(coordinator, (tx) => registerMobilities(tx, [row])),
);
const move = (ends: string, shorter = "") =>
  as(partner, (tx) =>
    changeDays(tx, stay, { starts: day("2027-06-01"), ends: day(ends), shorter }),
  );

test("fewer days than the line asks for need a reason, and never fewer than two (rule D5)", async () => {
  expect(codes(await move("2027-06-05"))).toEqual([["short-stay-reason", "shorter"]]);
  expect(codes(await move("2027-06-01", "Cares for her mother."))).toEqual([
    ["stay-too-short", "ends"],
  ]);
  expect(codes(await move("2027-06-10", "Cares for her mother."))).toEqual([
    ["shorter-not-needed", "shorter"],
  ]);
  expect(codes(await move("2027-06-05", "x".repeat(1001)))).toEqual([["too-long", "shorter"]]);
  expect(await db.sql("select 1 from shorter_stays")).toEqual([]);
  // A file and "make longer" ask for no reason, so they point at no box for one.
  const days = { starts: day("2027-06-01"), ends: day("2027-06-05") };
  const short = [["stay-too-short", "ends"]];
  expect(codes(await as(partner, (tx) => changeDays(tx, stay, days)))).toEqual(short);
  const again = await as(coordinator, (tx) => registerMobilities(tx, [{ ...row, ...days }]));
  expect(codes(again)).toEqual([["stay-too-short", "0.ends"]]);
  need(await move("2027-06-05", " Cares for her mother. "));
  // With the reason kept the days move without it being said again.
  need(await move("2027-06-06"));
});

test("only learners' short lines have such a reason", () => {
  const line = { audience: "learners" as const, maximumDays: 89, minimumDays: 10, usualDays: 10 };
  const days = { starts: day("2027-06-01"), ends: day("2027-06-05") };
  expect(leastWithReason(line)).toBe(2);
  for (const other of [
    { ...line, maximumDays: 90 },
    { ...line, maximumDays: null },
    { ...line, audience: "staff" as const },
  ]) {
    expect(leastWithReason(other)).toBeNull();
    expect(shorterProblems("Why", days, other).map(({ code }) => code)).toEqual([
      "shorter-other-line",
    ]);
    const short = [{ code: "stay-too-short", field: "ends" }];
    expect(sayWhatHelps(short, days, other)).toEqual(short);
  }
});

test("whoever checks days learns their number, whoever looks without a purpose nothing", async () => {
  const [person] = await db.sql<{ id: string }>("select person_id as id from mobilities");
  const asked = [{ mobilityId: stay, personId: person?.id ?? "" }];
  const found = await as(auditor, (tx) => checkStays(tx, asked));
  expect(found.get(stay)?.filter(({ kind }) => kind === "refusal")).toEqual([]);
  const blind = await as(coordinator, async (tx) => [
    ...(await checkStays(tx, asked)).keys(),
    await tx.db.selectFrom("shorter_stays").selectAll().execute(),
  ]);
  expect(blind).toEqual([stay, []]);
  // The purpose of the transaction is its own again after days were counted.
  const open = await caring(coordinator, async (tx) => {
    await checkStays(tx, asked);
    return tx.db.selectFrom("shorter_stays").select("id").execute();
  });
  expect(open).toHaveLength(1);
  const rows = await db.sql<{ text: string }>(
    "select encode(sealed, 'escape') as text from shorter_stays",
  );
  expect(rows[0]?.text).not.toContain("mother");
  const log = await db.sql("select name, data::text from event_log where subject_id = $1", [stay]);
  expect(JSON.stringify(log)).not.toContain("mother");
});

test("an office opens and deletes the reason of its own country's learner; each is written down", async () => {
  for (const actor of [neighbour, auditor]) {
    expect(codes(await caring(actor, (tx) => openReasons(tx, stay)))).toEqual([
      ["not-found", undefined],
    ]);
    expect((await caring(actor, (tx) => removeReasons(tx, stay))).ok).toBe(false);
  }
  const opened = need(await caring(partner, (tx) => openReasons(tx, stay)));
  expect(opened.reasons.map(({ reason }) => reason)).toEqual(["Cares for her mother."]);
  expect(need(await caring(partner, (tx) => removeReasons(tx, stay)))).toBe(1);
  expect(need(await caring(partner, (tx) => removeReasons(tx, stay)))).toBe(0);
  const log = await db.sql<{ name: string }>(
    "select name from event_log where name like 'mobility.shorter%' order by id",
  );
  expect(log.map(({ name }) => name)).toEqual([
    "mobility.shorter-kept",
    "mobility.shorter-opened",
    "mobility.shorter-removed",
  ]);
  expect(codes(await move("2027-06-04"))).toEqual([["short-stay-reason", "shorter"]]);
});

test("a reason that nothing rests on any more is deleted at night", async () => {
  const left = async () => {
    await caring({ kind: "system", schemeId: call.scheme.id }, forgetReasons);
    return (await db.sql("select 1 from shorter_stays")).length;
  };
  need(await move("2027-06-05", "Works at home in summer."));
  expect(await left()).toBe(1);
  need(await move("2027-06-12"));
  expect(await left()).toBe(0);
  need(await move("2027-06-05", "Works at home in summer."));
  await db.sql("update mobilities set starts = '2027-01-20', ends = '2027-01-29'");
  await db.sql("update activity_lines set minimum_days = 14");
  expect(await left()).toBe(0);
  // Each night's work stands where it was said that a reason is kept, by the program and in its order.
  const log = await db.sql(
    "select name, actor_kind as by from event_log where subject_id = $1 and name like 'mobility.shorter%' order by id",
    [stay],
  );
  const [kept, forgotten] = ["kept", "forgotten"].map((act) => `mobility.shorter-${act}`);
  expect(log.slice(-4)).toEqual([
    { name: kept, by: "staff" },
    { name: forgotten, by: "system" },
    { name: kept, by: "staff" },
    { name: forgotten, by: "system" },
  ]);
});
