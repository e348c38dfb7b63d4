import { expect, test } from "vitest";
import { classOf, openMoment, pupil, schoolCall } from "../../../tests/support/class.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { openVault } from "../../platform/vault.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { copyCall } from "../calls/copy-call.ts";
import { type CaseFacts, caseFacts } from "../selection/case.store.ts";
import { confirmFacts } from "./confirm-facts.ts";
import { endHandOver, handOverSchool, listHandOvers } from "./hand-over-school.ts";
import {
  layDownPreselection,
  listPreselection,
  markPreselection,
  takeOverPreselection,
} from "./preselect.ts";
import { listClasses } from "./read-classes.ts";
import { listBegun, listPupils } from "./read-pupils.ts";
import { listSchoolCalls, readSchoolToday } from "./read-school-today.ts";

openVault("a data key of the tests only");
const clock = openMoment();
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const { schools } = s;
const officer = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: schools.AL,
  name: "Besa Gashi",
});
const elsewhere = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: schools.RS,
});
const as = <T>(who: typeof officer, work: Parameters<typeof db.database.withTx<T, never>>[1]) =>
  db.database.withTx(who.actor, work as never) as Promise<T>;
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map((p) => `${p.field ?? ""} ${p.code}`.trim());
const call = await schoolCall(db, s, {
  before: (callId) =>
    db.database.withTx(s.coordinator, async (tx) =>
      must(await layDownPreselection(tx, callId, { atMost: 1, until: day("2027-01-10") })),
    ),
});
const kinds = async (who = officer) =>
  (await as(who, readSchoolToday)).duties.map((duty) => `${duty.kind} ${duty.count}`);

const first = await kinds();
test("a new call asks the school for a class code first", () => {
  expect(first).toEqual(["class-code 1"]);
});

const made = await classOf(db, officer.actor, call.callId, schools.AL);
const group = { ...call, classCode: made.code };
const era = (await pupil(db, s, group, { name: "Era Gashi" })).applicationId!;
const dion = (await pupil(db, s, group, { name: "Dion Hoxha", birth: "2007-02-01" }))
  .applicationId!;
await pupil(db, s, group, { name: "Liri Basha", pages: 3 });

test("of a pupil who has begun, the school learns that, how far, and the name; nothing else", async () => {
  const begun = await as(officer, (tx) => listBegun(tx, call.callId));
  expect(begun).toEqual([
    {
      name: { givenNames: "Liri", familyName: "Basha" },
      className: "11-B",
      // The trade's year is written on its page; the code brings the school and the trade along.
      answered: 4,
      asked: 9,
      savedAt: clock.now(),
    },
  ]);
  const pupils = await as(officer, (tx) => listPupils(tx, call.callId, "sq-x-icu"));
  expect(pupils.map((one) => [one.familyName, one.className, one.enrolled])).toEqual([
    ["Gashi", "11-B", null],
    ["Hoxha", "11-B", null],
  ]);
  const [own] = await as(officer, listClasses);
  expect([own?.begun, own?.sent, own?.pupils]).toEqual([1, 2, 12]);
  expect(await kinds()).toEqual(["facts 2", "unsent 10"]);
});

test("another school's officer finds nobody of it", async () => {
  expect(await as(elsewhere, (tx) => listBegun(tx, call.callId))).toEqual([]);
  expect(await as(elsewhere, (tx) => listPupils(tx, call.callId, "en-x-icu"))).toEqual([]);
  const facts = [{ applicationId: era, values: { grades: "35" }, enrolled: "yes" }];
  expect(codes(await as(elsewhere, (tx) => confirmFacts(tx, call.callId, facts)))).toEqual([
    "not-found",
  ]);
  expect(await kinds(elsewhere)).toEqual(["class-code 1"]);
});

test("grades are confirmed once, corrected by a newer row, and closed by the committee", async () => {
  const confirm = (rows: Parameters<typeof confirmFacts>[2]) =>
    as(officer, (tx) => confirmFacts(tx, call.callId, rows));
  expect(codes(await confirm([]))).toEqual(["facts-none"]);
  expect(
    codes(await confirm([{ applicationId: era, values: { grades: "99" }, enrolled: "" }])),
  ).toEqual([`grades-${era} too-big`, `enrolled-${era} enrolled-missing`]);
  const rows = [
    {
      applicationId: era,
      values: { grades: "34", conduct: "Mirë", attendance: "97" },
      enrolled: "yes",
    },
    { applicationId: dion, values: { grades: "20", conduct: "" }, enrolled: "yes" },
  ];
  expect(must(await confirm(rows))).toEqual({ confirmed: 2 });
  expect(await kinds()).toEqual(["facts 1", "unsent 10"]);
  // The same again writes nothing; a correction is a row of its own.
  expect(must(await confirm(rows))).toEqual({ confirmed: 0 });
  must(
    await confirm([
      { applicationId: dion, values: { grades: "21", conduct: "fair" }, enrolled: "yes" },
    ]),
  );
  const [, hoxha] = await as(officer, (tx) => listPupils(tx, call.callId, "en-x-icu"));
  expect(hoxha?.confirmed).toEqual({
    grades: { points: 21, choices: null },
    conduct: { points: 2, choices: ["fair"] },
  });
  expect(hoxha).toMatchObject({ enrolled: true, attendance: null, confirmedBy: "Besa Gashi" });
  const stored = await db.sql(
    "select criterion, points from school_confirmations where application_id = $1 order by sequence",
    [dion],
  );
  expect(stored.map((row) => Object.values(row))).toEqual([
    ["grades", 20],
    ["grades", 21],
    ["conduct", 2],
  ]);
  const [ranked] = await as<CaseFacts[]>(officer, (tx) => caseFacts(tx, call.callId, null, dion));
  expect(ranked?.broughtPoints).toEqual({ grades: 21, conduct: 2 });
  const events = await db.sql("select data from event_log where name = 'school.facts-confirmed'");
  expect(events).toHaveLength(3);
  await db.sql(
    `insert into selections (id, scheme_id, call_id, state, seed, created_at)
     values (gen_random_uuid(), $1, $2, 'decided', 'aa', now())`,
    [s.schemeId, call.callId],
  );
  expect(codes(await confirm(rows))).toEqual(["facts-closed"]);
  expect(await kinds()).toEqual(["unsent 10"]);
  await db.sql("delete from selections");
});

test("an absence: the colleague sees the school for those days, and not a moment longer", async () => {
  const days = { starts: day("2026-12-14"), ends: day("2026-12-16") };
  const give = (more: object = {}, who = officer) =>
    as(who, (tx) =>
      handOverSchool(tx, {
        organisationId: schools.AL,
        name: "Luan Dema",
        email: "luan@shkolla.example",
        ...days,
        ...more,
      }),
    );
  expect(codes(await give({ email: "luan", name: "", starts: day("2026-12-01") }))).toEqual([
    "name name-missing",
    "email not-an-email",
    "starts hand-over-past",
  ]);
  expect(codes(await give({ ends: day("2026-12-13") }))).toEqual(["ends days-reversed"]);
  expect(codes(await give({ ends: day("2027-04-01") }))).toEqual(["ends hand-over-too-long"]);
  expect(codes(await give({}, elsewhere))).toEqual(["not-found"]);
  expect(codes(await give({ email: officer.email }))).toEqual(["email role-already-given"]);
  const { id } = must(await give());
  const [person] = await db.sql<{ id: string }>(
    `select id from auth."user" where email = 'luan@shkolla.example'`,
  );
  await db.sql(
    `insert into auth.session (id, "userId", token, "expiresAt", "updatedAt")
     values ('s', $1, 'luan-token', '2100-01-01', '2100-01-01')`,
    [person?.id],
  );
  const seen = async (at: string) => {
    clock.moveTo(new Date(at));
    return db.database.withStaff({ token: "luan-token", scheme: s.slug }, listClasses);
  };
  expect(await seen("2026-12-13T22:59:00Z")).toBeNull();
  expect(await seen("2026-12-13T23:01:00Z")).toHaveLength(1);
  expect(await seen("2026-12-16T22:59:00Z")).toHaveLength(1);
  // Whoever stands in lets nobody else in.
  const further = await db.database.withStaff({ token: "luan-token", scheme: s.slug }, (tx) =>
    handOverSchool(tx, {
      organisationId: schools.AL,
      name: "Third",
      email: "third@shkolla.example",
      starts: day("2026-12-16"),
      ends: day("2027-02-16"),
    }),
  );
  expect(codes(further as Result<unknown>)).toEqual(["forbidden"]);
  expect(await seen("2026-12-16T23:01:00Z")).toBeNull();
  expect(codes(await as(officer, (tx) => endHandOver(tx, id)))).toEqual(["hand-over-over"]);
  // Again, and this time called back early.
  clock.moveTo(new Date("2026-12-17T10:00:00Z"));
  const second = must(await give({ starts: day("2026-12-17"), ends: day("2026-12-18") }));
  expect(await seen("2026-12-17T10:01:00Z")).toHaveLength(1);
  expect(codes(await as(elsewhere, (tx) => endHandOver(tx, second.id)))).toEqual(["not-found"]);
  must(await as(officer, (tx) => endHandOver(tx, second.id)));
  expect(await seen("2026-12-17T10:02:00Z")).toBeNull();
  expect((await as(officer, listHandOvers)).map((one) => one.toName)).toEqual([
    "Luan Dema",
    "Luan Dema",
  ]);
  const audit = await db.sql<{ name: string }>(
    "select name from event_log where subject_id = $1 and name like 'school.%' order by id",
    [schools.AL],
  );
  expect(audit.map((row) => row.name)).toEqual([
    "school.handed-over",
    "school.handed-over",
    "school.hand-over-ended",
  ]);
});

test("the partner puts people forward with a reason each, within the number the call says", async () => {
  const because = "Speaks for the class and wrote why.";
  const mark = (marks: Parameters<typeof markPreselection>[2], actor = s.partner) =>
    db.database.withTx(actor, (tx) => markPreselection(tx, call.callId, marks));
  expect(
    codes(
      await mark([
        { applicationId: era, putForward: "yes", reason: because },
        { applicationId: dion, putForward: "yes", reason: "short" },
      ]),
    ),
  ).toEqual([`reason-${dion} too-short`, "preselection-too-many"]);
  expect(
    must(
      await mark([
        { applicationId: era, putForward: "yes", reason: because },
        { applicationId: dion, putForward: "", reason: "" },
      ]),
    ),
  ).toEqual({ marked: 1 });
  expect(must(await mark([{ applicationId: era, putForward: "yes", reason: because }]))).toEqual({
    marked: 0,
  });
  const list = await db.database.withTx(s.partner, (tx) =>
    listPreselection(tx, call.callId, "sq-x-icu"),
  );
  expect(list.map((one) => [one.familyName, one.putForward])).toEqual([
    ["Gashi", true],
    ["Hoxha", null],
  ]);
  expect(codes(await mark([], officer.actor))).toEqual(["not-found"]);
  const serbia = { ...s.partner, memberships: [{ ...s.partner.memberships[0]!, country: "RS" }] };
  expect(
    codes(await mark([{ applicationId: era, putForward: "no", reason: because }], serbia)),
  ).toEqual(["not-found"]);
  clock.moveTo(new Date("2027-01-11T10:00:00Z"));
  expect(codes(await mark([]))).toEqual(["preselection-over"]);
});

test("the rule of a pre-selection is laid down before a call opens, and not after", async () => {
  const late = await db.database.withTx(s.coordinator, (tx) =>
    layDownPreselection(tx, call.callId, { atMost: null, until: day("2027-01-10") }),
  );
  expect(codes(late)).toEqual(["preselection-frozen"]);
  const draft = await db.database.withTx(s.coordinator, (tx) =>
    layDownPreselection(tx, s.callId, { atMost: 0, until: day("2026-12-10") }),
  );
  expect(codes(draft)).toEqual(["atMost too-small", "until preselection-day"]);
  await expect(
    db.sql("update preselection_rules set at_most = 5 where call_id = $1", [call.callId]),
  ).rejects.toThrow("before it opens");
});

test("a copy of a call puts people forward alike, on a day as long after its own deadline", async () => {
  const copied = await db.database.withTx(s.coordinator, async (tx) => {
    const id = must(await copyCall(tx, call.callId));
    await takeOverPreselection(tx, call.callId, id);
    return id;
  });
  const [rule] = await db.sql<{ most: number; after: number; fits: boolean }>(
    `select r.at_most as most, r.until - (c.closes_at at time zone 'Europe/Belgrade')::date as after,
       r.until <= c.decide_by as fits
     from preselection_rules r join calls c on c.id = r.call_id where c.id = $1`,
    [copied],
  );
  // The call closed on 20 December and put people forward until 10 January.
  expect(rule).toMatchObject({ most: 1, fits: true });
  expect(rule?.after).toBeGreaterThanOrEqual(1);
  expect(rule?.after).toBeLessThanOrEqual(21);
});

test("calls of a school are told with their figures", async () => {
  const [own] = await as(officer, listSchoolCalls);
  expect(own).toMatchObject({ number: 7, classes: 1, sent: 2, sentOfClasses: 2, begun: 1 });
});
