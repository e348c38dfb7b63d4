import { expect, test } from "vitest";
import { addDays, day } from "../../shared/day.ts";
import { type DeclaredStay, presenceOf } from "./presence.rules.ts";

const stay = (from: string, to: string, permit = false): DeclaredStay => ({
  from: day(from),
  to: day(to),
  permit,
});

test("stays are counted together, a day once, and days leave the window after 180", () => {
  const first = stay("2027-01-01", "2027-03-01");
  expect(presenceOf([first, stay("2027-05-01", "2027-05-31")])).toEqual({
    mostDays: 91,
    firstDayOver: "2027-05-31",
  });
  expect(presenceOf([first, first, stay("2027-02-01", "2027-03-01")]).mostDays).toBe(60);
  // The hundred and eightieth day after an entry no longer sees it.
  expect(presenceOf([stay("2027-01-01", "2027-01-01"), stay("2027-06-29", "2027-06-29")])).toEqual({
    mostDays: 2,
    firstDayOver: null,
  });
  expect(
    presenceOf([stay("2027-01-01", "2027-01-01"), stay("2027-06-30", "2027-06-30")]).mostDays,
  ).toBe(1);
});

test("days under a permit are no days of presence, also where a stay was declared over them", () => {
  expect(presenceOf([stay("2027-01-01", "2027-12-31", true)])).toEqual({
    mostDays: 0,
    firstDayOver: null,
  });
  const around = [stay("2027-01-01", "2027-12-31"), stay("2027-02-01", "2027-11-30", true)];
  // January and December stand eleven months apart.
  expect(presenceOf(around).mostDays).toBe(31);
  expect(presenceOf([])).toEqual({ mostDays: 0, firstDayOver: null });
});

/** A small generator whose numbers are the same in every run. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("100,000 random histories agree with a count of every day", () => {
  const draw = draws(20_270_314);
  const LONG = 700;
  const start = day("2026-11-01");
  const days = Array.from({ length: LONG }, (_, at) => addDays(start, at));
  for (let history = 0; history < 100_000; history += 1) {
    const present = new Uint8Array(LONG);
    const permitted = new Uint8Array(LONG);
    const stays = Array.from({ length: draw(6) }, () => {
      const from = draw(LONG - 130);
      const to = from + draw(history % 3 === 0 ? 130 : 40);
      const permit = draw(5) === 0;
      (permit ? permitted : present).fill(1, from, to + 1);
      return { from: days[from]!, to: days[to]!, permit };
    });
    // Up to each day, so that a window is one subtraction.
    const upTo = new Uint16Array(LONG + 1);
    for (let at = 0; at < LONG; at += 1) {
      upTo[at + 1] = upTo[at]! + (present[at] === 1 && permitted[at] === 0 ? 1 : 0);
    }
    let mostDays = 0;
    let firstDayOver: string | null = null;
    for (let at = 0; at < LONG; at += 1) {
      if (upTo[at + 1] === upTo[at]) continue;
      const inWindow = upTo[at + 1]! - upTo[Math.max(0, at - 179)]!;
      mostDays = Math.max(mostDays, inWindow);
      if (inWindow > 90) firstDayOver ??= days[at]!;
    }
    const found = presenceOf(stays);
    if (found.mostDays !== mostDays || found.firstDayOver !== firstDayOver) {
      expect({ stays, ...found }).toEqual({ stays, mostDays, firstDayOver });
    }
  }
}, 60_000);
