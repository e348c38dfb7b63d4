import { type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Call } from "../calls/call.ts";
import { lastExtension } from "../calls/extension.rules.ts";
import type { Permission } from "../calls/may-apply.rules.ts";
import { LATE_REASONS, type LateReason } from "./draft.ts";

type Times = Pick<Call, "state" | "opensAt" | "closesAt" | "decideBy">;

/**
 * Whether a paper that arrived in time may still be written in: after the deadline, and as long as
 * somebody could be given more time. Whether the lists are being decided is asked besides.
 */
export function latePermission(call: Times, now: Date): Result<Permission> {
  if (call.state === "draft" || now <= call.opensAt) return refuse({ code: "call-not-open-yet" });
  const until = lastExtension(call);
  return call.state === "published" || now > until
    ? refuse({ code: "too-late-for-paper" })
    : ok({ by: "paper", until });
}

export type LatePaper = { readonly receivedOn: Day; readonly late: LateReason };

/** What is said of a late paper: a day within the call, and one of the reasons. */
export function latePaper(
  call: Times,
  typed: { readonly receivedOn: Day | null; readonly reason: string },
): Result<LatePaper> {
  const problems: Problem[] = [];
  const first = wallTimeOf(call.opensAt).day;
  const last = wallTimeOf(call.closesAt).day;
  const { receivedOn } = typed;
  const field = "receivedOn";
  if (receivedOn === null || !isDay(receivedOn)) problems.push({ code: "required", field });
  else {
    if (receivedOn > last) {
      problems.push({ code: "received-after-deadline", params: { day: last }, field });
    } else if (receivedOn < first) {
      problems.push({ code: "received-before-opening", params: { day: first }, field });
    }
  }
  const late = LATE_REASONS.find((reason) => reason === typed.reason);
  if (!late) problems.push({ code: "required", field: "lateReason" });
  return problems.length > 0 || !late || receivedOn === null
    ? refuse(...problems)
    : ok({ receivedOn, late });
}
