/** One stay of staff written down by hand: checked as everywhere, everything wrong said at once. */
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { addLine } from "../schemes/add-line.ts";
import { type TypedStay, writeStaffStay } from "./write-staff-stay.ts";

const db = await testDatabase({ clock: { now: () => new Date("2027-03-01T09:00:00Z") } });
const s = await smallScheme(db.database);
const line = (code: string, more: Partial<Parameters<typeof addLine>[1]> = {}) =>
  db.database.withTx(s.coordinator, async (tx) =>
    must(await addLine(tx, { code, name: { en: code }, audience: "staff", target: 5, ...more })),
  );
const shadowing = await line("job-shadowing", { activity: "job-shadowing", minimumDays: 2 });
const teaching = await line("teaching", {
  activity: "teaching-assignment",
  direction: "to-senders",
});
const visits = await line("visits", { activity: "preparatory-visit" });

const POST = {
  employment: "permanent",
  post: "Teacher of carpentry",
  since: day("2015-09-01"),
  until: null,
  paper: "Contract 12/2015",
};
let made = 0;
const typed = (more: Partial<TypedStay> = {}): TypedStay => {
  made += 1;
  return {
    lineId: shadowing,
    personId: "",
    givenNames: "Vjosa",
    familyName: `Teacher ${made}`,
    birthDate: day("1985-02-03"),
    gender: "woman",
    email: "",
    sendingOrganisationId: s.schools.AL,
    hostingOrganisationId: s.hosts.bologna,
    starts: day("2027-05-03"),
    ends: day("2027-05-07"),
    mode: "physical",
    reference: "",
    post: POST,
    ...more,
  };
};
const write = (more: Partial<TypedStay> = {}, actor: StaffActor = s.coordinator) =>
  db.database.withTx(actor, (tx) => writeStaffStay(tx, typed(more)));
const codes = (done: Result<unknown>) =>
  done.ok ? [] : done.problems.map(({ field, code }) => [field, code].filter(Boolean).join(" "));
const stayOf = async (id: string) =>
  (
    await db.sql<Record<string, unknown>>(
      `select person_id, reference, state, sending_country, hosting_country, hosting_city, invented
       from mobilities where id = $1`,
      [id],
    )
  )[0];

test("somebody new is written down with a stay and the post; a later stay needs neither again", async () => {
  const id = must(await write({}, s.partner));
  const stay = await stayOf(id);
  expect(stay).toMatchObject({
    state: "planned",
    sending_country: "AL",
    hosting_country: "IT",
    hosting_city: "Bologna",
    invented: true,
  });
  expect(stay?.reference).toMatch(/^ST-[0-9A-Z]{8}$/);
  const links = await db.sql("select post, basis from staff_links where person_id = $1", [
    stay?.person_id,
  ]);
  expect(links).toEqual([{ post: "Teacher of carpentry", basis: "contract" }]);
  const personId = String(stay?.person_id);
  const again = must(
    await write({ personId, post: null, starts: day("2026-05-04"), ends: day("2026-05-08") }),
  );
  // Days that are over are told as lived.
  expect(await stayOf(again)).toMatchObject({ person_id: personId, state: "finished" });
});

test("everything that speaks against it is said at once, and nothing is kept", async () => {
  const before = await db.sql("select count(*)::int as n from persons");
  const empty = await write({
    lineId: s.oneMonth,
    givenNames: " ",
    familyName: "",
    birthDate: null,
    sendingOrganisationId: "",
    hostingOrganisationId: "nobody",
    starts: null,
    ends: null,
    mode: "by train",
    post: null,
  });
  expect(codes(empty)).toEqual([
    "lineId choose-one",
    "givenNames required",
    "familyName required",
    "birthDate required",
    "sendingOrganisationId choose-one",
    "hostingOrganisationId choose-one",
    "starts required",
    "ends required",
    "mode choose-one",
  ]);
  const wrong = await write({
    birthDate: day("2012-01-01"),
    starts: day("2027-05-03"),
    ends: day("2027-05-03"),
    reference: "x".repeat(61),
    post: { ...POST, since: day("2027-06-01"), until: day("2027-06-30"), paper: "" },
  });
  expect(codes(wrong)).toEqual([
    "birthDate staff-under-age",
    "paper required",
    "since post-begins-later",
    "reference too-long",
  ]);
  expect(await db.sql("select count(*)::int as n from persons")).toEqual(before);
});

test("the days of the activity, the way of the line and a visit a host are held to", async () => {
  expect(codes(await write({ ends: day("2027-05-03") }))).toEqual(["ends stay-too-short"]);
  expect(codes(await write({ lineId: teaching }))).toEqual([
    "sendingOrganisationId line-leads-to-senders",
    "hostingOrganisationId line-ends-at-senders",
  ]);
  const towards = {
    lineId: teaching,
    sendingOrganisationId: s.hosts.bologna,
    hostingOrganisationId: s.schools.AL,
  };
  expect(await stayOf(must(await write(towards)))).toMatchObject({
    sending_country: "IT",
    hosting_country: "AL",
  });
  // A partner of one country writes down its own people alone.
  expect(codes(await write(towards, s.partner))).toEqual([
    "sendingOrganisationId not-your-country",
  ]);
  must(await write({ lineId: visits }));
  expect(
    codes(await write({ lineId: visits, starts: day("2027-06-01"), ends: day("2027-06-02") })),
  ).toEqual(["starts visit-once-a-host"]);
  expect(codes(await write({ hostingOrganisationId: s.senders.AL }))).toEqual([
    "hostingOrganisationId host-in-own-country",
  ]);
  expect(codes(await write({ hostingOrganisationId: s.schools.AL, mode: "virtual" }))).toEqual([
    "hostingOrganisationId host-is-sender",
  ]);
  expect(codes(await db.database.withTx(s.auditor, (tx) => writeStaffStay(tx, typed())))).toEqual([
    "not-found",
  ]);
});

test("a post that is missing, of another organisation or over refuses the stay", async () => {
  expect(codes(await write({ post: null }))).toEqual(["post post-needed"]);
  const first = await stayOf(must(await write({ post: { ...POST, until: day("2027-05-31") } })));
  const personId = String(first?.person_id);
  const later = { personId, post: null, starts: day("2027-05-28"), ends: day("2027-06-04") };
  expect(codes(await write(later))).toEqual(["until post-ends-before"]);
  expect(codes(await write({ ...later, sendingOrganisationId: s.senders.AL }))).toEqual([
    "post post-needed",
  ]);
  expect(codes(await write({ ...later, sendingOrganisationId: s.schools.RS }))).toContain(
    "sendingOrganisationId sender-of-other-country",
  );
  must(await write({ ...later, post: POST }));
});

test("nobody is written down twice by chance, and no reference twice", async () => {
  const one = { givenNames: "Ana", familyName: "Petrovska", birthDate: day("1979-05-01") };
  const first = must(await write({ ...one, reference: "OWN-1" }));
  const other = {
    ...one,
    familyName: "PETROVSKA",
    starts: day("2027-07-05"),
    ends: day("2027-07-09"),
  };
  expect(codes(await write(other))).toEqual(["personId person-here"]);
  must(await write({ ...other, personId: "new" }));
  const personId = String((await stayOf(first))?.person_id);
  // The same days twice are refused as everywhere.
  expect(codes(await write({ personId, post: null, reference: "OWN-1" }))).toEqual([
    "reference stay-reference-there",
  ]);
  const twice = codes(await write({ personId, post: null }));
  expect(twice).toHaveLength(1);
  expect(twice[0]).toMatch(/^starts /);
  const both = await Promise.all([
    write({ familyName: "Once", reference: "OWN-2" }),
    write({ familyName: "Once", reference: "OWN-2" }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});
