import type { Problem } from "../../shared/result.ts";

/** How many places there are of an activity line against what its programme promised. */
export type TargetFacts = {
  /** Places of this call. */
  readonly seats: number;
  /** Places of its other calls that are not given out yet, and everybody who goes or went. */
  readonly others: number;
  readonly target: number;
  /** What one unit of the target is; a meeting of twenty people is one meeting. */
  readonly counted: string;
};

/**
 * Domain rule C1: the places of a call keep within the target of its line. Said before it opens and
 * never refused: people withdraw, and a programme that sends more than it promised did well.
 */
export function targetProblem({
  seats,
  others,
  target,
  counted,
}: TargetFacts): Problem | undefined {
  const over = seats + others - target;
  return counted === "participants" && over > 0
    ? { code: "call-over-target", params: { seats, others, target, over } }
    : undefined;
}
