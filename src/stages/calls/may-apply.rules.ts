import { ok, type Result, refuse } from "../../shared/result.ts";
import type { Call, Extension } from "./call.ts";

const MS_A_MINUTE = 60_000;

type Times = Pick<Call, "state" | "opensAt" | "closesAt" | "graceMinutes">;

/** The last moment at which a form begun before the deadline may be sent. */
export const graceEnds = (call: Pick<Call, "closesAt" | "graceMinutes">): Date =>
  new Date(call.closesAt.getTime() + call.graceMinutes * MS_A_MINUTE);

/** By what right an application may be sent now; `until` is the last moment of that right. */
export type Permission = {
  readonly by: "open" | "grace" | "extension" | "paper";
  readonly until: Date;
};

/**
 * Whether an application may be begun or sent now. The office closing the call on time takes
 * nothing from somebody who has grace or more time; publishing the result does.
 * @param startedAt when the form was first saved; null for somebody who has not begun
 * @param extension more time for this application, revoked ones included; null without
 */
export function mayApply(from: {
  readonly call: Times;
  readonly extension: Pick<Extension, "until" | "revokedAt"> | null;
  readonly startedAt: Date | null;
  readonly now: Date;
}): Result<Permission> {
  const { call, extension, startedAt, now } = from;
  if (call.state === "draft" || (call.state === "open" && now < call.opensAt)) {
    return refuse({ code: "call-not-open-yet" });
  }
  if (call.state === "published") return refuse({ code: "call-closed" });
  const extended = extension !== null && extension.revokedAt === null ? extension.until : null;
  if (call.state === "open" && now <= call.closesAt) {
    return ok({ by: "open", until: call.closesAt });
  }
  if (startedAt !== null && startedAt <= call.closesAt && now <= graceEnds(call)) {
    return ok({ by: "grace", until: graceEnds(call) });
  }
  if (extended !== null && now <= extended) return ok({ by: "extension", until: extended });
  return refuse({ code: "call-closed" });
}
