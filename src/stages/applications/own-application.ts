import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { notFound, type Result } from "../../shared/result.ts";
import { mayApply } from "../calls/may-apply.rules.ts";
import type { ApplicationState } from "./application.ts";
import { changeApplication } from "./change-application.ts";
import { type OwnApplication, ownApplication, ownAudience } from "./own-application.store.ts";

export type OwnStatus = OwnApplication & {
  /** Until when the person can correct it or take it back; null when that is over. */
  readonly changeableUntil: Date | null;
};

/** What a person sees of the own application before anything is decided. */
export async function readOwnStatus(tx: Tx<LearnerActor>): Promise<OwnStatus | undefined> {
  const own = await ownApplication(tx, tx.actor.applicationId);
  if (!own) return undefined;
  const permitted = permissionOf(own, tx.now);
  return { ...own, changeableUntil: permitted.ok ? permitted.value.until : null };
}

/** How the person is to be addressed: as a learner, or politely. */
export const readOwnAudience = (tx: Tx<LearnerActor>): Promise<"learners" | "staff"> =>
  ownAudience(tx, tx.actor.applicationId);

/** Until the call closes, or as long as this person has more time; the hour of grace is for sending. */
const permissionOf = (own: OwnApplication, now: Date) =>
  mayApply({
    call: own.call,
    extension: own.extendedUntil && { until: own.extendedUntil, revokedAt: null },
    startedAt: null,
    now,
  });

/** Takes the own application out of its call while it is open; later the office does it. */
export async function withdrawOwnApplication(
  tx: Tx<LearnerActor>,
): Promise<Result<ApplicationState>> {
  const own = await ownApplication(tx, tx.actor.applicationId);
  if (!own) return notFound;
  const permitted = permissionOf(own, tx.now);
  if (!permitted.ok) return permitted;
  return changeApplication(tx, tx.actor.applicationId, "withdraw", "person-asked");
}
