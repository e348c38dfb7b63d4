import { expect, test } from "vitest";
import { LOCALES, wordsFor } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import { findingWords } from "../../ui/travel/findings.ts";
import { passportProblems } from "./passport.rules.ts";
import { findingsOf, refusalsIn } from "./travel.rules.ts";
import type { Journey, Papers, Traveller, VisaRule } from "./travel.ts";

const row = (from: Partial<VisaRule>): VisaRule => ({
  id: "row",
  nationality: "AL",
  passport: "biometric",
  issuer: null,
  host: "SCHENGEN",
  entryFrom: null,
  entryUntil: null,
  regime: "visa-free",
  aboveDays: null,
  leadWeeks: 0,
  unsure: false,
  source: "A regulation",
  link: null,
  setBy: null,
  setAt: new Date("2026-10-01T00:00:00Z"),
  ...from,
});
const long = row({ passport: "any", regime: "long-stay", aboveDays: 90, leadWeeks: 12 });
const RULES = [
  row({}),
  long,
  row({ nationality: "EU", passport: "any", regime: "free" }),
  row({ nationality: "XK", regime: "visa", leadWeeks: 8 }),
];

const papers: Papers = {
  id: "papers",
  nationality: "AL",
  passport: "biometric",
  issuer: "AL",
  issued: day("2024-03-01"),
  expires: day("2034-02-28"),
  used: true,
  hasNumber: false,
};
type Of = Pick<Traveller, "country" | "papers" | "declared" | "journeys">;
const arta: Of = { country: "AL", papers: [papers], declared: [], journeys: [] };
const month: Journey = { country: "IT", starts: day("2027-06-01"), ends: day("2027-06-28") };
const TODAY = day("2027-01-15");

const codes = (journey: Partial<Journey> = {}, of: Partial<Of> = {}, today = TODAY) =>
  findingsOf({ ...month, ...journey }, { ...arta, ...of }, RULES, today).map(({ code }) => code);
const held = (starts: string, ends: string, country = "ES") => ({
  id: starts,
  reference: "KM-1",
  city: "Seville",
  country,
  starts: day(starts),
  ends: day(ends),
  entry: day(starts),
  exit: day(ends),
  state: "planned",
  minimumDays: null,
  maximumDays: null,
  interruptionDays: 0,
});

test("nothing speaks against an ordinary month", () => expect(codes()).toEqual([]));

test("two journeys on one day, and days the line does not allow, are refused with every reason", () => {
  const journeys = [held("2027-06-28", "2027-07-10"), held("2027-05-01", "2027-06-01")];
  const found = findingsOf(
    { ...month, minimumDays: 30, maximumDays: 45 },
    { ...arta, journeys },
    RULES,
    TODAY,
  );
  expect(refusalsIn(found)).toEqual([
    {
      code: "stay-overlaps",
      params: { city: "Seville", starts: "2027-06-28", ends: "2027-07-10" },
      field: "starts",
    },
    {
      code: "stay-overlaps",
      params: { city: "Seville", starts: "2027-05-01", ends: "2027-06-01" },
      field: "starts",
    },
    { code: "stay-too-short", params: { days: 28, minimum: 30 }, field: "ends" },
  ]);
  expect(codes({ minimumDays: 28, maximumDays: 27 })).toEqual(["stay-too-long"]);
  expect(codes({ minimumDays: 28, interruptionDays: 1 })).toEqual(["stay-too-short"]);
  expect(codes({}, { journeys: [held("2027-06-29", "2027-07-10")] })).toEqual([]);
  expect(codes({ ends: day("2027-05-01") })).toEqual(["days-reversed"]);
  expect(codes({ arrives: day("2027-06-02"), leaves: day("2027-06-27") })).toEqual([
    "arrival-inside",
    "arrival-inside",
  ]);
});

test("arrival and departure count towards the ninety, which the days of the stay alone keep", () => {
  const ninety = { ends: day("2027-08-29") };
  expect(codes(ninety)).toEqual([]);
  expect(codes({ ...ninety, arrives: day("2027-05-31") })).toEqual([
    "long-visa-needed",
    "visa-days",
    "long-and-visa-free",
  ]);
  const [, over] = findingsOf({ ...month, ends: day("2027-08-30") }, arta, RULES, TODAY);
  expect(over).toMatchObject({
    kind: "warning",
    code: "visa-days",
    params: { days: 91, limit: 90, on: "2027-08-30" },
    source: { text: "Regulation (EU) 2016/399, Art. 6", on: "2016-03-09" },
  });
});

test("ninety days of a long mobility and ten spent before: the warning says how many", () => {
  const declared = [{ id: "s", entry: day("2027-05-01"), exit: day("2027-05-10"), permit: false }];
  const found = findingsOf(
    { ...month, ends: day("2027-08-29") },
    { ...arta, declared },
    RULES,
    TODAY,
  );
  expect(found.map(({ code, params }) => [code, params])).toEqual([
    ["visa-days", { days: 91, limit: 90, on: "2027-08-20" }],
    ["long-and-visa-free", { days: 90, earlier: 10, limit: 90 }],
  ]);
});

test("under a permit that covers the journey nothing is counted and no visa asked for", () => {
  const declared = [{ id: "s", entry: day("2027-05-01"), exit: day("2027-12-31"), permit: true }];
  const journey = { ends: day("2027-11-30") };
  expect(codes(journey)).toEqual(["long-visa-needed", "visa-days", "long-and-visa-free"]);
  expect(codes(journey, { declared })).toEqual([]);
  // One day short of it, and the visa is asked for again.
  expect(codes({ ...journey, arrives: day("2027-04-30") }, { declared })).toEqual([
    "long-visa-needed",
  ]);
});

test("a visa is needed, and in time: both with the row they rest on", () => {
  const kosovo = { papers: [{ ...papers, nationality: "XK" }] };
  expect(codes({}, kosovo)).toEqual(["visa-needed"]);
  expect(codes({}, kosovo, day("2027-04-06"))).toEqual(["visa-needed"]);
  const late = findingsOf(month, { ...arta, ...kosovo }, RULES, day("2027-04-07"));
  expect(late[1]).toEqual({
    kind: "warning",
    code: "visa-lead-time",
    params: { days: 55, needed: 56 },
    source: { text: "A regulation", link: null, on: "2026-10-01" },
  });
  // Of a journey that has begun nobody asks how long an embassy takes.
  expect(codes({}, kosovo, day("2027-06-02"))).toEqual(["visa-needed"]);
});

test("a citizen of the area is counted by nobody, an unknown passport is said to be unknown", () => {
  const croatian = { papers: [{ ...papers, nationality: "HR", issuer: "HR" }] };
  expect(codes({ ends: day("2027-12-31") }, croatian)).toEqual([]);
  expect(codes({}, { papers: [{ ...papers, nationality: "TR" }] })).toEqual(["visa-unknown"]);
  expect(codes({}, { papers: [] })).toEqual(["papers-missing"]);
  // Without papers the days are still counted for whoever is sent from one of the six.
  expect(codes({ ends: day("2027-08-30") }, { papers: [] })).toContain("visa-days");
  expect(codes({ country: "RS" })).toEqual(["visa-unknown"]);
  expect(codes({ virtual: true, ends: day("2027-12-31") }, { papers: [] })).toEqual([]);
});

test("what is not certain is said to be so, also where it is good news", () => {
  const unsure = [row({ unsure: true })];
  expect(findingsOf(month, arta, unsure, TODAY).map(({ code }) => code)).toEqual(["visa-unsure"]);
});

const stay = { entry: day("2027-06-01"), exit: day("2027-06-28") };
test.each([
  ["2017-06-02", "2027-09-28", []],
  ["2017-06-01", "2027-09-28", ["passport-too-old"]],
  ["2020-01-01", "2027-09-27", ["passport-expires"]],
  ["2016-01-01", "2027-06-01", ["passport-too-old", "passport-expires"]],
])("a passport of %s that holds until %s", (issued, expires, expected) => {
  const of = { issued: day(issued), expires: day(expires) };
  expect(passportProblems(of, stay, true).map(({ code }) => code)).toEqual(expected);
});

test("three months after the last day of November are the last of February", () => {
  const [problem] = passportProblems(
    { issued: day("2024-01-01"), expires: day("2028-02-28") },
    { entry: day("2027-11-01"), exit: day("2027-11-30") },
    true,
  );
  expect(problem?.params).toEqual({ expires: "2028-02-28", needed: "2028-02-29" });
});

test("a citizen's passport, and one for elsewhere, holds until the last day", () => {
  const of = { issued: day("2010-01-01"), expires: day("2027-06-28") };
  expect(passportProblems(of, stay, false)).toEqual([]);
  expect(passportProblems({ ...of, expires: day("2027-06-27") }, stay, false)).toEqual([
    { code: "passport-expires", params: { expires: "2027-06-27", needed: "2027-06-28" } },
  ]);
});

test("every finding has words in every language, with names instead of codes", () => {
  const kosovo = { ...papers, nationality: "XK", issued: day("2015-01-01") };
  const all = [
    ...findingsOf(
      { ...month, ends: day("2027-09-30"), minimumDays: 400 },
      {
        ...arta,
        papers: [{ ...kosovo, expires: day("2027-07-01") }],
        journeys: [held("2027-06-01", "2027-06-02")],
      },
      [...RULES, { ...long, nationality: "XK" }].map((one) => ({ ...one, unsure: true })),
      day("2027-05-30"),
    ),
    ...findingsOf({ ...month, ends: day("2027-09-30") }, arta, RULES, TODAY),
    ...findingsOf(month, { ...arta, papers: [] }, RULES, TODAY),
    ...findingsOf({ ...month, country: "RS" }, arta, RULES, TODAY),
  ];
  expect(new Set(all.map(({ code }) => code)).size).toBe(12);
  for (const locale of LOCALES) {
    for (const found of all) {
      const said = findingWords(wordsFor(locale), found);
      expect(said).not.toMatch(/\b(XK|AL|RS|IT)\b|\d{4}-\d{2}|\{/);
      expect(said).not.toContain(found.code);
    }
  }
});
