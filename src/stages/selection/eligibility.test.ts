import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { clockAt } from "../../platform/clock.ts";
import { LOCALES, wordsFor } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import { registerApplicants } from "../applications/register-applicants.ts";
import {
  type EligibleApplicant,
  type EligibleCall,
  type EligibleFlow,
  placeFor,
  REMOVAL_CODES,
  removalsOf,
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
});
