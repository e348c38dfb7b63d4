import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { subjectOf } from "./consent.store.ts";
import { SOLE_REASONS } from "./consent.ts";
import { ruleOf } from "./rule.store.ts";
import { endSole, insertSole } from "./sole-guardian.store.ts";

/** Who knows the family says that one guardian decides alone, where the country asks for two. */
export async function declareSole(
  tx: Tx,
  from: { readonly applicationId: string; readonly reason: string },
): Promise<Result<Record<never, never>>> {
  const subject = await subjectOf(tx, from.applicationId);
  if (!subject || !can.recordConsent(tx.actor, subject)) return notFound;
  const { guardians } = await ruleOf(tx, subject.sendingCountry);
  if (guardians === 1) return refuse({ code: "one-guardian-enough", field: "soleReason" });
  const reason = SOLE_REASONS.find((known) => known === from.reason);
  if (!reason) return refuse({ code: "required", field: "soleReason" });
  const { applicationId } = subject;
  const by = actorId(tx.actor) ?? "";
  const name = tx.actor.kind === "staff" ? tx.actor.userName : "";
  if (!(await insertSole(tx, { applicationId, reason, by, name }))) {
    return refuse({ code: "already-there", field: "soleReason" });
  }
  const of = { type: "application", id: applicationId };
  await record(tx, "consent.one-guardian-declared", of, { reason });
  return ok({});
}

/** There is another guardian after all: both are asked again. */
export async function endSoleGuardian(
  tx: Tx,
  applicationId: string,
): Promise<Result<Record<never, never>>> {
  const subject = await subjectOf(tx, applicationId);
  if (!subject || !can.recordConsent(tx.actor, subject)) return notFound;
  if (!(await endSole(tx, applicationId, actorId(tx.actor) ?? ""))) return notFound;
  await record(tx, "consent.one-guardian-ended", { type: "application", id: applicationId });
  return ok({});
}
