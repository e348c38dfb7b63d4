import { addDays } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { atWall } from "../../shared/wall-time.ts";
import { type Call, EXTENSION_REASONS } from "./call.ts";
import { graceEnds } from "./may-apply.rules.ts";

export type AskedExtension = {
  readonly callId: string;
  readonly code: string;
  readonly until: Date;
  readonly reason: string;
};

/** Nobody gets more time than there is before places are given. */
export const lastExtension = (call: Pick<Call, "decideBy">): Date =>
  atWall(addDays(call.decideBy, -1), "23:59");

/** What is wrong with more time for one person, each at its field. */
export function extensionProblems(call: Call, asked: AskedExtension, now: Date): Problem[] {
  const problems: Problem[] = [];
  if (call.state === "draft" || call.state === "published") {
    problems.push({ code: `call-is-${call.state}`, params: { action: "change" } });
  }
  if (!(EXTENSION_REASONS as readonly string[]).includes(asked.reason)) {
    problems.push({ code: "not-a-choice", field: "reason" });
  }
  if (Number.isNaN(asked.until.getTime())) return problems;
  const field = "until";
  if (asked.until <= now) problems.push({ code: "extension-in-past", field });
  else if (asked.until <= graceEnds(call)) problems.push({ code: "extension-needless", field });
  else if (asked.until > lastExtension(call)) {
    problems.push({ code: "extension-after-decision", params: { day: call.decideBy }, field });
  }
  return problems;
}
