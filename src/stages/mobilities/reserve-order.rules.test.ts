import { expect, test } from "vitest";
import { parseProblem } from "../../allocation/folder/reader.ts";
import { lastPlaceNow, nextInLine, placeOrders, positionInLine } from "./reserve-order.rules.ts";

// Ana and Bojan hold the two seats of Maribor; one seat is kept for reserve_1. Cveta (of the
// group), Drini and Era wait; Era is not interested in Maribor.
const parsed = parseProblem({
  "applicants.csv":
    "applicant,points,reserve_1\nana,80,no\nbojan,70,yes\ncveta,40,yes\ndrini,60,no\nera,90,no\n",
  "places.csv": "place,capacity\nmaribor,2\nbologna,1\n",
  "options.csv":
    "applicant,place,rank\nana,maribor,1\nbojan,maribor,1\ncveta,maribor,1\ndrini,maribor,1\nera,bologna,1\n",
  "rules.json": JSON.stringify({
    rule: "stable",
    seed: "s",
    reserves: [
      {
        name: "reserve_1",
        applicants: { reserve_1: "yes" },
        places: { place: ["maribor"] },
        seats: 1,
      },
    ],
  }),
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const maribor = placeOrders(parsed.problem).get("maribor")!;
const waiting = (...refs: string[]) => {
  const set = new Set(refs);
  return (ref: string) => set.has(ref);
};

test("the order of a place is points, and only those who could go there stand in it", () => {
  expect(maribor.refs).toEqual(["ana", "bojan", "drini", "cveta"]);
});

test("a kept seat given back goes to the next of the group, with fewer points", () => {
  expect(nextInLine(maribor, 2, new Set(["ana"]), waiting("cveta", "drini"))).toEqual({
    ref: "cveta",
    reserve: "reserve_1",
  });
});

test("a kept seat that nobody of the group waits for is open to all", () => {
  expect(nextInLine(maribor, 2, new Set(["ana"]), waiting("drini"))).toEqual({
    ref: "drini",
    reserve: null,
  });
});

test("an open seat given back goes by points while the kept seat is held by a member", () => {
  expect(nextInLine(maribor, 2, new Set(["bojan"]), waiting("cveta", "drini"))).toEqual({
    ref: "drini",
    reserve: null,
  });
});

test("a full place and an empty line offer nothing", () => {
  expect(nextInLine(maribor, 2, new Set(["ana", "bojan"]), waiting("cveta"))).toBeNull();
  expect(nextInLine(maribor, 2, new Set(["ana"]), waiting())).toBeNull();
});

test("the place in the line counts only those who wait", () => {
  expect(positionInLine(maribor, "cveta", waiting("cveta", "drini"))).toBe(2);
  expect(positionInLine(maribor, "cveta", waiting("cveta"))).toBe(1);
  expect(positionInLine(maribor, "era", waiting("cveta"))).toBeNull();
});

test("the last place now is that of the open seats: a kept seat does not lower it", () => {
  expect(lastPlaceNow(maribor, 2, new Set(["drini", "cveta"]))).toBe(60);
  expect(lastPlaceNow(maribor, 2, new Set(["ana", "bojan"]))).toBe(80);
});

test("a member of the group beyond its kept seats sits on an open one", () => {
  expect(lastPlaceNow(maribor, 2, new Set(["bojan", "cveta"]))).toBe(40);
});

test("a kept seat that nobody of the group claims counts as open", () => {
  expect(lastPlaceNow(maribor, 2, new Set(["ana", "drini"]))).toBe(60);
});

test("there is no last place now while a seat is free, nor where every seat is held as kept", () => {
  expect(lastPlaceNow(maribor, 2, new Set(["ana"]))).toBeNull();
  expect(lastPlaceNow(maribor, 1, new Set(["cveta"]))).toBeNull();
});

test("equal points stand in the order of the final list, whatever the draw says", () => {
  const people = ["ana", "bojan", "cveta", "drini"];
  const orderOf = (tie: (at: number) => number) => {
    const listed = parseProblem({
      "applicants.csv": `applicant,points,tie\n${people.map((who, at) => `${who},50,${tie(at)}\n`).join("")}`,
      "places.csv": "place,capacity\nmaribor,1\n",
      "options.csv": `applicant,place,rank\n${people.map((who) => `${who},maribor,1\n`).join("")}`,
      "rules.json": JSON.stringify({ rule: "stable", seed: "s" }),
    });
    if (!listed.ok) throw new Error(JSON.stringify(listed.problems));
    return placeOrders(listed.problem).get("maribor")?.refs;
  };
  expect(orderOf((at) => at + 1)).toEqual(people);
  expect(orderOf((at) => people.length - at)).toEqual([...people].reverse());
});
