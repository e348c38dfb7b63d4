import { expect, test } from "vitest";
import { need, testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { type Day, day } from "../../shared/day.ts";
import {
  keepVisaRule,
  readVisaEvents,
  readVisaRules,
  removeVisaRule,
  resetVisaRules,
} from "./change-visa-rules.ts";
import type { Passport } from "./travel.ts";
import { visaRulesFor } from "./visa.rules.ts";

const db = await testDatabase();
const call = await testCall(db, "riverside");
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const rules = await db.database.withTx(call.actor, readVisaRules);

const ask = (
  nationality: string,
  host: string,
  entry: string,
  passport: Passport = "biometric",
) => {
  const issuer = nationality;
  const found = visaRulesFor(rules, {
    nationality,
    passport,
    issuer,
    host,
    entry: day(entry) as Day,
  });
  return found.entry && `${found.entry.regime}${found.entry.unsure ? "?" : ""}`;
};

// What the table says that every scheme begins with: domain rule S2.
test.each([
  ["MK", "IT", "2009-12-18", "biometric", "visa"],
  ["MK", "IT", "2009-12-19", "biometric", "visa-free"],
  ["ME", "PL", "2022-06-20", "biometric", "visa-free"],
  ["RS", "SI", "2021-06-20", "biometric", "visa-free"],
  ["RS", "SI", "2021-06-20", "non-biometric", "visa"],
  ["AL", "SI", "2010-12-14", "biometric", "visa"],
  ["AL", "SI", "2010-12-15", "biometric", "visa-free"],
  ["BA", "IT", "2022-01-20", "biometric", "visa-free"],
  // Every participant of Kosovo needed a visa while INTERVET ran.
  ["XK", "SI", "2021-10-04", "biometric", "visa"],
  ["XK", "SI", "2023-12-31", "biometric", "visa"],
  ["XK", "SI", "2024-01-01", "biometric", "visa-free"],
  ["XK", "SI", "2024-01-01", "non-biometric", "visa"],
  ["XK", "ES", "2023-12-31", "biometric", "visa"],
  ["XK", "ES", "2024-01-01", "biometric", "visa?"],
  ["XK", "ES", "2024-01-10", "biometric", "visa?"],
  ["XK", "ES", "2024-01-11", "biometric", "visa-free"],
  ["RS", "SI", "2024-01-01", "coordination", "visa"],
  ["RS", "SI", "2024-10-12", "coordination", "visa"],
  ["RS", "SI", "2024-10-13", "coordination", "visa-free"],
  ["HR", "SI", "2027-01-01", "biometric", "free"],
  // The island is outside the area, and nobody wrote about it.
  ["AL", "IE", "2027-01-01", "biometric", undefined],
  ["AL", "HR", "2022-12-31", "biometric", undefined],
  ["AL", "HR", "2023-01-01", "biometric", "visa-free"],
  ["US", "IT", "2027-01-01", "biometric", undefined],
] as const)(
  "%s to %s on %s with a passport that is %s: %s",
  (nationality, host, entry, passport, said) =>
    expect(ask(nationality, host, entry, passport)).toBe(said),
);

test("each row names its source, and each of the six countries a national visa above ninety days", () => {
  expect(
    rules.filter(({ source, link }) => source === "" || !link?.startsWith("https://")),
  ).toEqual([]);
  for (const nationality of ["AL", "BA", "XK", "ME", "MK", "RS"]) {
    const asked = { nationality, passport: "biometric", issuer: nationality, host: "IT" } as const;
    const { long } = visaRulesFor(rules, { ...asked, entry: day("2027-06-01") });
    expect(long).toMatchObject({ aboveDays: 90, leadWeeks: 12 });
  }
});

const typed = {
  nationality: "TR",
  passport: "any",
  issuer: "",
  host: "SCHENGEN",
  entryFrom: "",
  entryUntil: "2027-12-31",
  regime: "visa",
  aboveDays: "",
  leadWeeks: "8",
  unsure: "",
  source: "The consulate, by telephone",
  link: "",
};
const as = <T>(work: Parameters<typeof db.database.withTx<T, typeof coordinator.actor>>[1]) =>
  db.database.withTx(coordinator.actor, work);

test("a row is added, ended and followed by another; two answers to one question are refused", async () => {
  const id = await as(async (tx) => need(await keepVisaRule(tx, null, typed)));
  const after = { ...typed, regime: "visa-free", entryFrom: "2027-12-31", entryUntil: "" };
  expect(await as((tx) => keepVisaRule(tx, null, after))).toEqual({
    ok: false,
    problems: [{ code: "visa-rule-clash", params: { source: typed.source }, field: "entryFrom" }],
  });
  // About staying longer is another question, and so is another passport.
  const more = { ...typed, regime: "long-stay", aboveDays: "90" };
  await as(async (tx) => need(await keepVisaRule(tx, null, more)));
  await as(async (tx) => need(await keepVisaRule(tx, null, { ...typed, passport: "other" })));
  await as(async (tx) => need(await keepVisaRule(tx, id, { ...typed, entryUntil: "2027-12-30" })));
  await as(async (tx) => need(await keepVisaRule(tx, null, after)));
  const kept = await as(readVisaRules);
  expect(kept.filter(({ nationality }) => nationality === "TR")).toHaveLength(4);
  expect(kept.find((one) => one.id === id)).toMatchObject({
    setBy: "Ada",
    entryUntil: "2027-12-30",
  });
});

test("everything that is wrong with a row is said at once, each at its box", async () => {
  const nothing = Object.fromEntries(Object.keys(typed).map((name) => [name, ""])) as typeof typed;
  const refused = await as((tx) => keepVisaRule(tx, null, { ...nothing, link: "http://x.y" }));
  expect(refused.ok ? [] : refused.problems.map(({ field, code }) => [field, code])).toEqual([
    ["nationality", "choose-one"],
    ["passport", "choose-one"],
    ["host", "choose-one"],
    ["regime", "choose-one"],
    ["leadWeeks", "not-whole"],
    ["source", "required"],
    ["link", "link-not-https"],
  ]);
  const wrong = { ...typed, regime: "long-stay", entryFrom: "2028-01-01", leadWeeks: "53" };
  const more = await as((tx) => keepVisaRule(tx, null, wrong));
  expect(more.ok ? [] : more.problems.map(({ field, code }) => [field, code])).toEqual([
    ["entryUntil", "days-reversed"],
    ["aboveDays", "not-whole"],
    ["leadWeeks", "too-big"],
  ]);
});

test("taken out, set back: the table is as it came, and the history keeps who believed what", async () => {
  const [first] = await as(readVisaRules);
  await as(async (tx) => need(await removeVisaRule(tx, first!.id)));
  expect(await as((tx) => removeVisaRule(tx, first!.id))).toMatchObject({
    problems: [{ code: "not-found" }],
  });
  await as(async (tx) => need(await resetVisaRules(tx)));
  const without = (all: typeof rules) => all.map(({ id: _id, setAt: _setAt, ...rest }) => rest);
  const sorted = (all: typeof rules) =>
    without(all)
      .map((one) => JSON.stringify(one))
      .sort();
  expect(sorted(await as(readVisaRules))).toEqual(sorted(rules));
  const events = await as(readVisaEvents);
  expect(events.map(({ name }) => name).slice(0, 3)).toEqual([
    "visa-rule.reset",
    "visa-rule.removed",
    "visa-rule.added",
  ]);
  expect(events[1]?.row).toMatchObject({ source: first!.source, regime: first!.regime });
  expect(events[1]?.who).toBe("Ada");
});

test("a country partner reads the table and changes nothing; another scheme has its own", async () => {
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const asPartner = db.database.withTx(partner.actor, (tx) => keepVisaRule(tx, null, typed));
  expect(await asPartner).toEqual({ ok: false, problems: [{ code: "forbidden" }] });
  const other = await testCall(db, "hillside");
  const theirs = await db.database.withTx(other.actor, readVisaRules);
  expect(theirs).toHaveLength(rules.length);
  expect(theirs.some(({ id }) => rules.some((rule) => rule.id === id))).toBe(false);
});
