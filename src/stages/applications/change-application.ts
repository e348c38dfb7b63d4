import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./application.policy.ts";
import { next } from "./application.rules.ts";
import { hasLiveTwin, lockApplication, setApplicationState } from "./application.store.ts";
import type { ApplicationAction, ApplicationState } from "./application.ts";
import { CHANGE_REASONS, type ChangeReason } from "./application.ts";

/**
 * Takes an application out of a call, or back in, as the person asked. After publication the
 * answer to the offer says it instead: what was published is not rewritten.
 */
export async function changeApplication(
  tx: Tx,
  applicationId: string,
  action: ApplicationAction,
  reason: ChangeReason,
): Promise<Result<ApplicationState>> {
  const application = await lockApplication(tx, applicationId);
  if (!application || !can.withdraw(tx.actor, application)) return notFound;
  if (application.callState === "published") return refuse({ code: "call-already-published" });
  const to = next(application.state, action);
  if (!to.ok) return to;
  if (!CHANGE_REASONS.includes(reason)) return refuse({ code: "not-a-choice", field: "reason" });
  if (to.value === "submitted" && (await hasLiveTwin(tx, applicationId))) {
    return refuse({ code: "other-application-counts" });
  }
  await setApplicationState(tx, applicationId, to.value);
  await record(
    tx,
    action === "withdraw" ? "application.withdrawn" : "application.reinstated",
    { type: "application", id: applicationId },
    { reason },
  );
  return ok(to.value);
}
