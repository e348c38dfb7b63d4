import { expect, test } from "vitest";
import { targetProblem } from "./target.rules.ts";

// INTERVET promised 360 learners for a month and sent 372 by six calls.
test.each([
  [60, 0, 360, "participants", null],
  [60, 300, 360, "participants", null],
  [60, 301, 360, "participants", 1],
  [72, 300, 360, "participants", 12],
  [361, 0, 360, "participants", 1],
  // A target of meetings is not one of people.
  [400, 0, 6, "meetings", null],
  [0, 372, 360, "participants", 12],
])("%i places beside %i of a target of %i %s", (seats, others, target, counted, over) => {
  expect(targetProblem({ seats, others, target, counted })).toEqual(
    over === null
      ? undefined
      : { code: "call-over-target", params: { seats, others, target, over } },
  );
});
