import { expect, test } from "vitest";
import { learner, line } from "../../../tests/support/matching.ts";
import type { MatchLearner } from "./matching.rules.ts";
import { matchProblem, seatsLeft } from "./matching.rules.ts";
import type { Room, RoomGender, RoomGuest } from "./rooms.rules.ts";
import { everybodySleeps } from "./rooms-hold.rules.ts";
import { type Matching, solveMatching } from "./solve-matching.ts";

const days = { starts: "2027-07-01", ends: "2027-07-28" };
const seed = "0123456789abcdef";
const room = (beds: number, gender: Room["gender"] = "any"): Room => ({
  key: `host ${gender}`,
  beds,
  gender,
  accessible: true,
  alone: false,
  ...days,
});
const sleeps = (of: MatchLearner, gender: RoomGender): RoomGuest => ({
  mobilityId: of.mobilityId,
  gender,
  needsNoStairs: of.needsNoStairs,
  starts: of.starts,
  ends: of.ends,
});
const solved = (from: Partial<Matching> & Pick<Matching, "learners" | "places">) =>
  solveMatching({ pins: [], seed, rooms: null, ...from });

test("nobody is proposed who would have no bed, and that is what they are told", async () => {
  const learners = [learner("w1"), learner("w2"), learner("m1"), learner("m2")];
  const guests = learners.map((one) =>
    sleeps(one, one.mobilityId.startsWith("w") ? "women" : "men"),
  );
  const places = seatsLeft([line("a", { trade: "carpentry", places: 4 })], []);
  const run = await solved({ learners, places, rooms: { rooms: [room(3)], sleepers: [], guests } });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const { placed, rooms, explanations, certificate } = run.value;
  // One room with three beds is the women's or the men's; the bed that is left stays empty.
  expect(Object.keys(placed)).toHaveLength(2);
  expect(rooms?.ways.map(({ objective }) => objective)).toEqual([1640, 1640]);
  expect(certificate).toMatchObject({ objective: 1640, bound: 1640, gap: 0, placed: 2 });
  expect(certificate.places.map(({ place }) => place)).toEqual(["a/1"]);
  const without = explanations.filter((one) => one.noBed);
  expect(without.map(({ place, code }) => [place, code])).toEqual([
    [null, "unplaced"],
    [null, "unplaced"],
  ]);
  expect(JSON.stringify(explanations)).not.toContain("room_");
});

test("a decision of a person has a bed or the matching is refused by name", async () => {
  const learners = [learner("w1"), learner("m1")];
  const guests = [sleeps(learners[0]!, "women"), sleeps(learners[1]!, "men")];
  const places = seatsLeft([line("a", { places: 2 })], []);
  const pin = (mobilityId: string) => ({ mobilityId, organisationId: "a", reason: "Asked for" });
  const rooms = { rooms: [room(2)], sleepers: [], guests };
  const one = await solved({ learners, places, rooms, pins: [pin("m1")] });
  expect(one.ok && Object.keys(one.value.placed)).toEqual(["m1"]);
  const both = await solved({ learners, places, rooms, pins: [pin("m1"), pin("w1")] });
  expect(!both.ok && both.problems).toEqual([{ code: "match-pins-without-beds" }]);
});

test("the frozen question tells nothing of who needs what, only which pairs there are", async () => {
  const learners = [learner("m1", { needsNoStairs: true }), learner("m2")];
  const guests = learners.map((one) => sleeps(one, "men"));
  const places = seatsLeft([line("steep"), line("level", { accessible: true })], []);
  const run = await solved({
    learners,
    places,
    rooms: { rooms: [{ ...room(1), accessible: false }], sleepers: [], guests },
  });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  // The only bed is up the stairs.
  expect(run.value.placed).toEqual({ m2: expect.any(String) });
  const kept = JSON.stringify(run.value);
  for (const word of ["stairs", 'accessible":true,"needs', "needsNoStairs", 'gender":"man']) {
    expect(kept).not.toContain(word);
  }
  expect(run.value.files["places.csv"]).toContain("room_1");
});

const chance = (from: number) => () => {
  from = (from * 1103515245 + 12345) % 2 ** 31;
  return from / 2 ** 31;
};

test("with rooms the total is the greatest there is: every arrangement of 150 small cities tried", async () => {
  for (let at = 1; at <= 150; at++) {
    const random = chance(at);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const learners = Array.from({ length: 4 }, (_, i) =>
      learner(`m${i}`, {
        trade: pick(["carpentry", "electrical"]),
        needsNoStairs: random() < 0.2,
        languages:
          random() < 0.5
            ? [
                {
                  language: "it",
                  level: pick(["A2", "B1"] as const),
                  basis: pick(["self", "teacher"] as const),
                },
              ]
            : [],
      }),
    );
    const guests = learners.map((one) => sleeps(one, pick(["women", "men"] as const)));
    const lines = Array.from({ length: 3 }, (_, i) =>
      line(`c${i}`, {
        trade: pick([null, "carpentry", "electrical"]),
        accessible: random() < 0.5,
        places: 1 + Math.floor(random() * 2),
        ...(random() < 0.4 ? { language: "it", level: "B1" } : {}),
      }),
    );
    const places = seatsLeft(lines, []);
    const rooms = [room(1 + Math.floor(random() * 2)), room(1, pick(["any", "women"] as const))];
    const run = await solved({ learners, places, rooms: { rooms, sleepers: [], guests } });
    if (!run.ok) throw new Error(JSON.stringify(run.problems));
    const { options } = matchProblem({ learners, places, pins: [], seed });
    let best = 0;
    const tryFrom = (
      i: number,
      total: number,
      taken: readonly string[],
      going: readonly string[],
    ) => {
      if (i === learners.length) {
        const asleep = guests.filter((one) => going.includes(one.mobilityId));
        if (total > best && everybodySleeps(rooms, [], asleep)) best = total;
        return;
      }
      const { mobilityId } = learners[i]!;
      tryFrom(i + 1, total, taken, going);
      for (const option of options.filter((one) => one.mobilityId === mobilityId)) {
        const seats = places.find((one) => one.place === option.place)!.seats;
        if (taken.filter((one) => one === option.place).length >= seats) continue;
        tryFrom(i + 1, total + option.weight, [...taken, option.place], [...going, mobilityId]);
      }
    };
    tryFrom(0, 0, [], []);
    const { certificate, rooms: ways } = run.value;
    expect([at, certificate.objective, certificate.bound]).toEqual([at, best, best]);
    expect(Math.max(...(ways?.ways ?? []).map(({ bound }) => bound))).toBe(best);
  }
});

test("a language is a minimum: who speaks less, or of whom nobody wrote it down, is not proposed", async () => {
  const it = (level: "A2" | "B1" | "C1", basis: "self" | "certificate" = "self") => [
    { language: "it", level, basis },
  ];
  const learners = [
    learner("less", { languages: it("A2") }),
    learner("said", { languages: it("B1") }),
    learner("shown", { languages: it("C1", "certificate") }),
    learner("unknown"),
  ];
  const places = seatsLeft([line("a", { language: "it", level: "B1", places: 4 })], []);
  const run = await solved({ learners, places });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  expect(Object.keys(run.value.placed).sort()).toEqual(["said", "shown"]);
  expect(run.value.removed).toEqual([
    {
      mobilityId: "less",
      organisationId: "a",
      code: "language",
      asks: { language: "it", level: "B1" },
    },
    {
      mobilityId: "unknown",
      organisationId: "a",
      code: "language-unknown",
      asks: { language: "it", level: "B1" },
    },
  ]);
  const parts = Object.fromEntries(run.value.options.map((one) => [one.mobilityId, one.parts[2]]));
  expect(parts).toEqual({ said: "language-said", shown: "language-shown" });
});
