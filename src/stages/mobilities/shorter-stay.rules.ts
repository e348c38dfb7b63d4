import type { Problem } from "../../shared/result.ts";
import { type Duration, leastWithReason, mobilityDays } from "../travel/duration.rules.ts";
import type { StayLimits } from "./stay-record.ts";

/** Letters of a reason. */
export const LONGEST_REASON = 1_000;

/**
 * Whether a reason may make a stay shorter (rule D5), and the least days then. It is kept about
 * nobody whose days need none.
 */
export function shorterProblems(reason: string, days: Duration, limits: StayLimits): Problem[] {
  const problem = (code: string, params?: Problem["params"]): Problem[] => [
    { code, field: "shorter", ...(params ? { params } : {}) },
  ];
  if (leastWithReason(limits) === null) return problem("shorter-other-line");
  const { usualDays: usual } = limits;
  const length = mobilityDays(days);
  if (usual === null || length >= usual) return problem("shorter-not-needed", { days: length });
  return reason.length > LONGEST_REASON ? problem("too-long", { max: LONGEST_REASON }) : [];
}

/**
 * Of days that are too few, that a reason would make them enough; every other problem as it is. Where
 * they are enough with one already nothing is refused, so nothing here tells whether there is one.
 */
export function sayWhatHelps(
  problems: readonly Problem[],
  days: Duration,
  limits: StayLimits,
): Problem[] {
  const least = leastWithReason(limits);
  const length = mobilityDays(days);
  return problems.map((one) =>
    one.code === "stay-too-short" && least !== null && length >= least
      ? {
          code: "short-stay-reason",
          params: { days: length, usual: limits.usualDays ?? length, minimum: least },
          field: "shorter",
        }
      : one,
  );
}
