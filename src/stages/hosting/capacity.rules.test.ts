import { describe, expect, it } from "vitest";
import { hostProblems, overfull } from "./capacity.rules.ts";
import type { Capacity } from "./hosting.ts";

const row = (more: Partial<Capacity>): Capacity => ({
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places: 1,
  minimumAge: null,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
  ...more,
});
const guest = (trade: string | null, starts = "2027-07-01", ends = "2027-07-28") => ({
  trade,
  starts,
  ends,
  birthDate: "2010-07-02",
});

describe("places of a host", () => {
  it.each([
    ["one place, one learner", [row({})], [guest("carpentry")], null],
    ["one place, two learners", [row({})], [guest("carpentry"), guest(null)], 1],
    ["one after another", [row({})], [guest(null), guest(null, "2027-07-29", "2027-08-20")], null],
    ["a place of another trade", [row({ trade: "electrical" })], [guest("carpentry")], 1],
    [
      "own places first, then the shared one",
      [row({ trade: "carpentry" }), row({})],
      [guest("carpentry"), guest("electrical")],
      null,
    ],
    [
      "one shared place is not given twice",
      [row({ trade: "carpentry" }), row({})],
      [guest("carpentry"), guest("carpentry"), guest("electrical")],
      1,
    ],
    ["a stay that outlives the place", [row({ ends: "2027-07-20" })], [guest(null)], 1],
    [
      "two lines that follow each other hold one stay",
      [row({ ends: "2027-07-14" }), row({ starts: "2027-07-15" })],
      [guest(null)],
      null,
    ],
    [
      "a gap between two lines",
      [row({ ends: "2027-07-13" }), row({ starts: "2027-07-15" })],
      [guest(null)],
      1,
    ],
  ] as const)("%s", (_, rows, guests, over) => {
    expect(overfull(rows, guests)?.over ?? null).toBe(over);
  });

  it("agrees with counting every day, over random tables and guests", () => {
    let seed = 7;
    const random = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * most);
    };
    const day = (at: number) => `2027-07-${String(at + 1).padStart(2, "0")}`;
    const trades = [null, "a", "b"];
    for (let round = 0; round < 2_000; round += 1) {
      const span = () => {
        const first = random(12);
        return { starts: day(first), ends: day(first + random(12)) };
      };
      const rows = Array.from({ length: random(4) }, () =>
        row({ trade: trades[random(3)] ?? null, places: 1 + random(2), ...span() }),
      );
      const guests = Array.from({ length: 1 + random(5) }, () => ({
        trade: trades[random(3)] ?? null,
        ...span(),
      }));
      let over = 0;
      for (let at = 0; at < 25; at += 1) over = Math.max(over, overOn(day(at), rows, guests));
      expect(overfull(rows, guests)?.over ?? 0).toBe(over);
    }
  });

  it("tells every reason at once, and asks a host that wrote nothing down", () => {
    const problems = hostProblems(
      [row({ minimumAge: 18 })],
      [guest("carpentry")],
      [guest("carpentry")],
    );
    expect(problems.map(({ code }) => code)).toEqual(["host-full", "host-too-young"]);
    expect(hostProblems([], [guest(null)], [guest(null)])).toEqual([]);
  });
});

/** Seats one by one: a guest takes a seat of the own trade, else a shared one. */
function overOn(
  day: string,
  rows: readonly Capacity[],
  guests: readonly { trade: string | null; starts: string; ends: string }[],
): number {
  const here = <T extends { starts: string; ends: string }>(all: readonly T[]) =>
    all.filter((each) => each.starts <= day && day <= each.ends);
  const seats = here(rows).flatMap((each) => Array<string | null>(each.places).fill(each.trade));
  let over = 0;
  for (const { trade } of here(guests)) {
    const own = trade === null ? -1 : seats.indexOf(trade);
    const at = own === -1 ? seats.indexOf(null) : own;
    if (at === -1) over += 1;
    else seats.splice(at, 1);
  }
  return over;
}
