import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./application.policy.ts";
import type { Application } from "./application.ts";
import { NEEDS_READ, needsForCare, selectNeedsReadings } from "./needs.store.ts";
import { readApplication } from "./read-application.ts";

/** What somebody's answer given in confidence may be opened for. */
export const NEEDS_REASONS = ["lodging-food", "travel", "host-tasks", "person-asked"] as const;
export type NeedsReason = (typeof NEEDS_REASONS)[number];

/** Whose needs the actor may open, before anything is opened; "not yours" is "not there". */
export async function readCaredFor(
  tx: Tx,
  applicationId: string,
): Promise<Application | undefined> {
  if (!can.readNeeds(tx.actor)) return undefined;
  const application = await readApplication(tx, applicationId);
  // Somebody with a second role may see more countries than they look after.
  const cares = application && can.readNeeds(tx.actor, application.sendingCountry);
  return cares ? application : undefined;
}

/**
 * Opens what a person wrote under "anything we should know", "" where nothing was. The reading is
 * written down with its reason and shown to the person. Needs a transaction with purpose `care`.
 */
export async function readNeeds(
  tx: Tx,
  applicationId: string,
  asked: string,
): Promise<Result<{ readonly text: string; readonly reason: NeedsReason }>> {
  const application = await readCaredFor(tx, applicationId);
  if (!application) return notFound;
  const reason = NEEDS_REASONS.find((known) => known === asked);
  if (!reason) return refuse({ code: "needs-reason", field: "reason" });
  const text = (await needsForCare(tx, application.id)) ?? "";
  await record(tx, NEEDS_READ, { type: "application", id: application.id }, { reason });
  return ok({ text, reason });
}

/** When the own answer was opened and what for. */
export async function readOwnNeedsReadings(
  tx: Tx<LearnerActor>,
): Promise<readonly { readonly at: Date; readonly reason: NeedsReason | "archive" }[]> {
  const readings = await selectNeedsReadings(tx, tx.actor.applicationId);
  return readings.map(({ at, reason }) => ({ at, reason: reason as NeedsReason | "archive" }));
}
