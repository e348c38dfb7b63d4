import { expect, test } from "vitest";
import { learner, line } from "../../../tests/support/matching.ts";
import {
  allocate,
  explainAll,
  parseProblem,
  verify,
  writeProblem,
} from "../../allocation/index.ts";
import { matchProblem, seatsLeft } from "./matching.rules.ts";

const seed = "0123456789abcdef";

test("each pair that cannot be is told by what speaks against it", () => {
  const places = seatsLeft(
    [
      line("trade", { trade: "electrical" }),
      line("days", { starts: "2027-07-02" }),
      line("age", { minimumAge: 18 }),
      line("stairs"),
      line("full"),
      line("fits", { accessible: true }),
    ],
    [{ organisationId: "full", trade: null, starts: "2027-07-10", ends: "2027-07-20" }],
  );
  const learners = [learner("m1", { needsNoStairs: true }), learner("m2")];
  const { removed, options } = matchProblem({ learners, places, pins: [], seed });
  const of = (id: string) =>
    Object.fromEntries(
      removed.filter((r) => r.mobilityId === id).map((r) => [r.organisationId, r.code]),
    );
  // What is kept apart counts and is told nowhere: not by a name of its own, nor behind another reason.
  expect(options.filter((o) => o.mobilityId === "m1").map((o) => o.place)).toHaveLength(1);
  expect(of("m1")).toEqual({
    trade: "other-trade",
    days: "other-days",
    age: "too-young",
  });
  expect(of("m2")).toEqual({
    trade: "other-trade",
    days: "other-days",
    age: "too-young",
    full: "full",
  });
  expect(options.filter((o) => o.mobilityId === "m1")).toHaveLength(1);
});

test("the own trade first, everybody placed where that is possible, pins kept, verified", async () => {
  const places = seatsLeft([line("a", { trade: "carpentry" }), line("b"), line("c")], []);
  const learners = [
    learner("m1"),
    learner("m2", { trade: "hospitality" }),
    learner("m3", { trade: "hospitality" }),
  ];
  const pins = [{ mobilityId: "m3", organisationId: "c", reason: "Near the school bus" }];
  const { rows } = matchProblem({ learners, places, pins, seed });
  const parsed = parseProblem(writeProblem(rows), "best-total");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { problem } = parsed;
  const solved = await allocate(problem);
  if (!solved.ok) throw new Error(JSON.stringify(solved.problems));
  expect(verify(problem, solved.result)).toMatchObject({ ok: true, placed: 3 });
  const at = problem.applicants.ids.map((id, row) => [
    id,
    problem.places.ids[solved.result.assigned[row] ?? -1],
  ]);
  expect(Object.fromEntries(at)).toEqual({ m1: "a/1", m2: "b/2", m3: "c/3" });
  const told = explainAll(problem, solved.result);
  expect(told.ok && told.explained.map(({ code }) => code)).toEqual(["placed", "placed", "pinned"]);
});

test("a pin at a company without a free seat waits and is told", () => {
  const places = seatsLeft([line("a", { places: 1 })], []);
  const pins = ["m1", "m2"].map((mobilityId) => ({
    mobilityId,
    organisationId: "a",
    reason: "Asked for",
  }));
  const found = matchProblem({ learners: [learner("m1"), learner("m2")], places, pins, seed });
  expect(found.rows.rules.pins).toHaveLength(1);
  expect(found.waitingPins).toMatchObject([{ mobilityId: "m2" }]);
});
