import { expect, test } from "vitest";
import { addDays, type Day, day } from "../../shared/day.ts";
import { shortStayOver } from "./short-stay.rules.ts";

const applicant = { sendingCountry: "AL", stays: [], mobilities: [] };
const flow = { country: "IT", starts: day("2027-06-01"), ends: day("2027-06-28") };

const stay = (entry: string, exit: string, permit = false) => ({
  entry: day(entry),
  exit: day(exit),
  permit,
});

test("90 days in 180 are allowed and 91 are not; entry and exit day both count", () => {
  const long = (days: number) => ({ ...flow, ends: addDays(flow.starts, days - 1) });
  expect(shortStayOver(applicant, long(90))).toBeUndefined();
  expect(shortStayOver(applicant, long(91))).toEqual({ days: 91, limit: 90, on: "2027-08-30" });
});

test("declared stays and places already held count together; a day in two of them is one day", () => {
  // 62 days from 1 March, 28 of the flow: exactly 90.
  const spring = { ...applicant, stays: [stay("2027-03-01", "2027-05-01")] };
  expect(shortStayOver(spring, flow)).toBeUndefined();
  const oneMore = { ...applicant, stays: [stay("2027-03-01", "2027-05-02")] };
  expect(shortStayOver(oneMore, flow)).toEqual({ days: 91, limit: 90, on: "2027-06-28" });
  const twice = { ...spring, stays: [...spring.stays, stay("2027-03-10", "2027-04-10")] };
  expect(shortStayOver(twice, flow)).toBeUndefined();
  const held = {
    ...spring,
    mobilities: [{ country: "ES", starts: day("2027-05-03"), ends: day("2027-05-03") }],
  };
  expect(shortStayOver(held, flow)?.days).toBe(91);
});

test("a day 180 days back no longer counts, a permit, a host outside the area, a visa country", () => {
  const old = { ...applicant, stays: [stay("2026-09-01", "2026-12-02")] };
  expect(shortStayOver(old, { ...flow, ends: day("2027-06-01") })).toBeUndefined();
  const permit = { ...applicant, stays: [stay("2027-01-01", "2027-05-31", true)] };
  expect(shortStayOver(permit, flow)).toBeUndefined();
  const full = { ...applicant, stays: [stay("2027-01-01", "2027-05-31")] };
  expect(shortStayOver(full, flow)).toBeDefined();
  expect(shortStayOver(full, { ...flow, country: "AL" })).toBeUndefined();
  expect(shortStayOver({ ...full, sendingCountry: "TR" }, flow)).toBeUndefined();
});

test("a place held later is not pushed over the limit by an earlier one", () => {
  const later = {
    ...applicant,
    mobilities: [{ country: "ES", starts: day("2027-09-01"), ends: day("2027-11-15") }],
  };
  expect(shortStayOver(later, flow)).toEqual({ days: 91, limit: 90, on: "2027-11-02" });
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
    expect(shortStayOver({ ...applicant, stays }, flow)?.on, `seed ${seed}`).toBe(first);
  }
});

test("days count from the day on which a state joined the area", () => {
  const long = (country: string, starts: string) => ({
    country,
    starts: day(starts),
    ends: addDays(day(starts), 99),
  });
  expect(shortStayOver(applicant, long("HR", "2022-06-01"))).toBeUndefined();
  expect(shortStayOver(applicant, long("HR", "2023-01-01"))?.on).toBe("2023-04-01");
  // Two weeks before the day it joined are no days in the area.
  expect(shortStayOver(applicant, long("HR", "2022-12-18"))).toBeUndefined();
  expect(shortStayOver(applicant, long("RO", "2024-03-31"))?.days).toBe(91);
});

test("a permit that covers a journey takes its days out of the count", () => {
  const permitted = { ...applicant, stays: [stay("2027-06-01", "2027-12-31", true)] };
  expect(shortStayOver(permitted, { ...flow, ends: day("2027-12-01") })).toBeUndefined();
});

test("a citizen of the area is not counted, and one of no sending country is", () => {
  const full = { ...applicant, stays: [stay("2027-01-01", "2027-05-31")] };
  expect(shortStayOver(full, flow)).toBeDefined();
  expect(shortStayOver({ ...full, nationality: "HR" }, flow)).toBeUndefined();
  expect(shortStayOver({ ...full, sendingCountry: "TR", nationality: "XK" }, flow)).toBeDefined();
});
