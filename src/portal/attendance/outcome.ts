import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { Outcome } from "../../stages/attendance/attendance.ts";

/** What is wrong with a ticket, in the words of whoever stands at the door. */
export function outcomeProblem(words: Words, outcome: Outcome, field?: string): Problem | null {
  if (!outcome.problem) return null;
  return {
    code: outcome.problem,
    params: {
      name: outcome.name ?? "",
      since: outcome.at ? words.time(outcome.at) : "",
      event: outcome.otherEvent ? words.local(outcome.otherEvent) : "",
    },
    ...(field === undefined ? {} : { field }),
  };
}
