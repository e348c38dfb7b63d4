import { addDays, type Day, lengthInDays } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";

/** A longer absence is a new officer, whom the partner lets in. */
export const MOST_DAYS = 92;

/** Everything wrong with the days of an absence. */
export function handOverProblems(
  from: { readonly starts: Day; readonly ends: Day },
  today: Day,
): Problem[] {
  const problems: Problem[] = [];
  if (from.starts < today) problems.push({ code: "hand-over-past", field: "starts" });
  if (from.starts > addDays(today, 366))
    problems.push({ code: "hand-over-too-far", field: "starts" });
  if (from.ends < from.starts) problems.push({ code: "days-reversed", field: "ends" });
  else if (lengthInDays(from.starts, from.ends) > MOST_DAYS) {
    problems.push({ code: "hand-over-too-long", params: { max: MOST_DAYS }, field: "ends" });
  }
  return problems;
}

export type HandOverState = "ahead" | "running" | "over" | "ended";

/** Follows from the days alone: nothing has to run for a hand-over to begin or end. */
export function handOverState(
  from: { readonly starts: Day; readonly ends: Day; readonly endedAt: Date | null },
  today: Day,
): HandOverState {
  if (from.endedAt) return "ended";
  if (today < from.starts) return "ahead";
  return today <= from.ends ? "running" : "over";
}
