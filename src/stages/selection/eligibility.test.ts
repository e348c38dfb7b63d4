import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { clockAt } from "../../platform/clock.ts";
import { LOCALES, wordsFor } from "../../platform/i18n/index.ts";
import { addDays, type Day, day } from "../../shared/day.ts";
import { registerApplicants } from "../applications/register-applicants.ts";
import {
  type EligibleApplicant,
  type EligibleCall,
  type EligibleFlow,
  monthsLater,
  placeFor,
  REMOVAL_CODES,
  removalsOf,
  visaDaysExceeded,
} from "./eligibility.rules.ts";
import { readOptions } from "./read-options.ts";

const applicant: EligibleApplicant = {
  birthDate: day("2009-06-01"),
  sendingCountry: "AL",
  trade: "Cooking",
  stays: [],
  mobilities: [],
};
const flow: EligibleFlow = {
  state: "open",
  sendingCountry: "AL",
  country: "IT",
  starts: day("2027-06-01"),
  ends: day("2027-06-28"),
  places: [{ id: "any", trade: null }],
};
const call: EligibleCall = {
  decideBy: day("2027-04-10"),
  minimumAge: 16,
  maximumAge: 20,
  minimumDays: 10,
  maximumDays: 89,
};
const codes = (
  a: Partial<EligibleApplicant> = {},
  f: Partial<EligibleFlow> = {},
  c: Partial<EligibleCall> = {},
) => removalsOf({ ...applicant, ...a }, { ...flow, ...f }, { ...call, ...c }).map((r) => r.code);

test("nothing stands in the way of an ordinary wish", () => expect(codes()).toEqual([]));

test("age is counted on the first day of the flow, both ends of the range included", () => {
  expect(codes({ birthDate: day("2011-06-01") })).toEqual([]);
  expect(removalsOf({ ...applicant, birthDate: day("2011-06-02") }, flow, call)).toEqual([
    { code: "age-below", params: { age: 15, minimum: 16, on: "2027-06-01" } },
  ]);
  expect(codes({ birthDate: day("2006-06-02") })).toEqual([]);
  expect(codes({ birthDate: day("2006-06-01") })).toEqual(["age-above"]);
});

test("each other rule closes a wish under its own name, and two rules are two names", () => {
  expect(codes({}, { state: "cancelled" })).toEqual(["flow-cancelled"]);
  expect(codes({}, { sendingCountry: "RS" })).toEqual(["other-country"]);
  expect(codes({}, {}, { decideBy: day("2027-06-01") })).toEqual(["already-begun"]);
  expect(codes({}, { ends: day("2027-06-09") })).toEqual(["stay-too-short"]);
  expect(codes({}, { ends: day("2027-06-10") })).toEqual([]);
  expect(codes({}, {}, { maximumDays: 27 })).toEqual(["stay-too-long"]);
  expect(codes({}, { places: [{ id: "w", trade: "Welding" }] })).toEqual(["trade-not-offered"]);
  const held = { country: "IT", starts: day("2027-06-28"), ends: day("2027-07-10") };
  expect(codes({ mobilities: [held] })).toEqual(["dates-overlap"]);
  expect(codes({ mobilities: [{ ...held, starts: day("2027-06-29") }] })).toEqual([]);
  expect(codes({}, { state: "merged", sendingCountry: "RS" })).toEqual([
    "flow-cancelled",
    "other-country",
  ]);
});

test("a trade has its own place when its seats are counted, however it is written", () => {
  const places = [
    { id: "own", trade: "Кување" },
    { id: "open", trade: null },
  ];
  expect(placeFor({ places }, "kuvanje")?.id).toBe("own");
  expect(placeFor({ places }, "welding")?.id).toBe("open");
});

const stay = (entry: string, exit: string, permit = false) => ({
  entry: day(entry),
  exit: day(exit),
  permit,
});

test("90 days in 180 are allowed and 91 are not; entry and exit day both count", () => {
  const long = (days: number) => ({ ...flow, ends: addDays(flow.starts, days - 1) });
  expect(visaDaysExceeded(applicant, long(90))).toBeUndefined();
  expect(visaDaysExceeded(applicant, long(91))).toEqual({ days: 91, limit: 90, on: "2027-08-30" });
});

test("declared stays and places already held count together; a day in two of them is one day", () => {
  // 62 days from 1 March, 28 of the flow: exactly 90.
  const spring = { ...applicant, stays: [stay("2027-03-01", "2027-05-01")] };
  expect(visaDaysExceeded(spring, flow)).toBeUndefined();
  const oneMore = { ...applicant, stays: [stay("2027-03-01", "2027-05-02")] };
  expect(visaDaysExceeded(oneMore, flow)).toEqual({ days: 91, limit: 90, on: "2027-06-28" });
  const twice = { ...spring, stays: [...spring.stays, stay("2027-03-10", "2027-04-10")] };
  expect(visaDaysExceeded(twice, flow)).toBeUndefined();
  const held = {
    ...spring,
    mobilities: [{ country: "ES", starts: day("2027-05-03"), ends: day("2027-05-03") }],
  };
  expect(visaDaysExceeded(held, flow)?.days).toBe(91);
});

test("a day 180 days back no longer counts, a permit, a host outside the area, a visa country", () => {
  const old = { ...applicant, stays: [stay("2026-09-01", "2026-12-02")] };
  expect(visaDaysExceeded(old, { ...flow, ends: day("2027-06-01") })).toBeUndefined();
  const permit = { ...applicant, stays: [stay("2027-01-01", "2027-05-31", true)] };
  expect(visaDaysExceeded(permit, flow)).toBeUndefined();
  const full = { ...applicant, stays: [stay("2027-01-01", "2027-05-31")] };
  expect(visaDaysExceeded(full, flow)).toBeDefined();
  expect(visaDaysExceeded(full, { ...flow, country: "AL" })).toBeUndefined();
  expect(visaDaysExceeded({ ...full, sendingCountry: "TR" }, flow)).toBeUndefined();
});

test("a place held later is not pushed over the limit by an earlier one", () => {
  const later = {
    ...applicant,
    mobilities: [{ country: "ES", starts: day("2027-09-01"), ends: day("2027-11-15") }],
  };
  expect(visaDaysExceeded(later, flow)).toEqual({ days: 91, limit: 90, on: "2027-11-02" });
});

test("the count is the one that counting every single day gives", () => {
  const naive = (from: Day[], on: Day) =>
    new Set(from.filter((d) => d > addDays(on, -180) && d <= on)).size;
  for (let seed = 1; seed <= 60; seed++) {
    const at = (n: number) => addDays(day("2027-01-01"), (seed * 7919 * n) % 170);
    const spans = [1, 2, 3].map((n) => ({ from: at(n), days: 10 + ((seed * n) % 45) }));
    const stays = spans.map(({ from, days }) => stay(from, addDays(from, days - 1)));
    const window: Day[] = [];
    for (let d = flow.starts; d <= flow.ends; d = addDays(d, 1)) window.push(d);
    const all = [
      ...window,
      ...spans.flatMap(({ from, days }) =>
        Array.from({ length: days }, (_, n) => addDays(from, n)),
      ),
    ];
    const first = window.find((d) => naive(all, d) > 90);
    expect(visaDaysExceeded({ ...applicant, stays }, flow)?.on, `seed ${seed}`).toBe(first);
  }
});

test("every reason has words in every language, with names and dates instead of codes", () => {
  const params = {
    country: "RS",
    starts: "2027-06-01",
    decided: "2027-06-02",
    age: 15,
    minimum: 16,
    maximum: 20,
    on: "2027-06-01",
    days: 91,
    limit: 90,
    trade: "Cooking",
    offered: "Welding",
    from: "2027-06-01",
    to: "2027-06-05",
    graduated: "2026-06-30",
    months: 12,
    ends: "2027-06-05",
    reason: "The class has better candidates.",
  };
  for (const locale of LOCALES) {
    for (const code of REMOVAL_CODES) {
      const said = wordsFor(locale).problem({ code, params });
      expect(said, `${locale} ${code}`).not.toMatch(/2027-|\{|\bRS\b/);
      expect(wordsFor(locale).has(`problem.${code}`), `${locale} ${code}`).toBe(true);
    }
  }
});

test("the options of a call: open wishes with their rank, closed ones with their reason", async () => {
  const db = await testDatabase({ clock: clockAt("2027-02-01T09:00:00Z") });
  const its = await testCall(db);
  const [young, serbian] = await db.database.withTx(its.actor, async (tx) =>
    need(
      await registerApplicants(tx, its.callId, [
        testEntry(its, { person: { birthDate: day("2011-06-20") } }),
        testEntry(its, {
          person: { country: "RS", givenNames: "Ана", email: null },
          wishes: [its.flows["RS-2"], its.flows["RS-1"], its.flows["AL-1"]],
        }),
      ]),
    ),
  );
  await db.sql(
    "update flows set state = 'merged', state_reason = 'too few', merged_into = $2 where id = $1",
    [its.flows["RS-2"], its.flows["RS-1"]],
  );
  const read = await db.database.withTx(its.actor, (tx) => readOptions(tx, its.callId));
  expect(read.applications.map((a) => a.id).sort()).toEqual(
    [young!.applicationId, serbian!.applicationId].sort(),
  );
  const flat = read.options.map((o) => [o.applicationId, o.flowId, o.rank]);
  expect(flat.sort()).toEqual(
    [
      [young!.applicationId, its.flows["AL-2"], 2],
      [serbian!.applicationId, its.flows["RS-1"], 1],
    ].sort(),
  );
  expect(read.removed.map((r) => [r.applicationId, r.flowId, r.code]).sort()).toEqual(
    [
      [young!.applicationId, its.flows["AL-1"], "age-below"],
      [serbian!.applicationId, its.flows["AL-1"], "other-country"],
    ].sort(),
  );
});

test("a graduate's stay is over within the months of the call, to the day; pupils are not asked", () => {
  const graduate = { graduatedOn: day("2026-06-30") };
  expect(codes(graduate, { ends: day("2027-06-30") }, { graduateMonths: 12 })).toEqual([]);
  expect(
    removalsOf(
      { ...applicant, ...graduate },
      { ...flow, ends: day("2027-07-01") },
      {
        ...call,
        graduateMonths: 12,
      },
    ),
  ).toEqual([
    {
      code: "graduate-too-late",
      params: { graduated: "2026-06-30", months: 12, ends: "2027-07-01" },
    },
  ]);
  expect(codes(graduate, { ends: day("2027-07-01") })).toEqual([]);
  expect(codes({ graduatedOn: null }, {}, { graduateMonths: 12 })).toEqual([]);
  expect(monthsLater(day("2026-08-31"), 6)).toBe("2027-02-28");
  expect(monthsLater(day("2027-02-28"), 12)).toBe("2028-02-28");
});
