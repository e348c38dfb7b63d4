import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { addDays } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type Duration, leastWithReason } from "../travel/duration.rules.ts";
import { can } from "./mobility.policy.ts";
import { readStay } from "./read-stays.ts";
import { shorterProblems } from "./shorter-stay.rules.ts";
import {
  deleteIdleReasons,
  deleteReasons,
  insertReason,
  reasonsOf,
  type ShorterAct,
  type ShorterReason,
  shorterActs,
} from "./shorter-stay.store.ts";
import type { StayLimits, StayRecord } from "./stay-record.ts";

export type { ShorterAct } from "./shorter-stay.store.ts";

const about = (mobilityId: string) => ({ type: "mobility", id: mobilityId });

/** What a reason allows for these days, and what speaks against it. */
export function withReason(
  limits: StayLimits,
  days: Duration,
  reason: string,
): { readonly limits: StayLimits; readonly problems: readonly Problem[] } {
  const problems = shorterProblems(reason, days, limits);
  const least = leastWithReason(limits);
  if (least === null) return { limits, problems };
  const minimumDays = Math.min(limits.minimumDays ?? least, least);
  return { limits: { ...limits, minimumDays }, problems };
}

/** Keeps why a stay is shorter, once its days are right; the words stand in no history. */
export async function keepReason(
  tx: Tx,
  mobilityId: string,
  limits: StayLimits,
  reason: string,
): Promise<void> {
  const least = leastWithReason(limits);
  if (least === null) return;
  await insertReason(tx, mobilityId, least, reason);
  await record(tx, "mobility.shorter-kept", about(mobilityId));
}

/** A stay about which a reason may be opened, before anything is; "not yours" is "not there". */
export async function readShorterStay(tx: Tx, id: string): Promise<StayRecord | undefined> {
  const stay = await readStay(tx, id);
  const mine = stay?.audience === "learners" && can.changeMobility(tx.actor, stay.sendingCountry);
  return mine ? stay : undefined;
}

/** Opens why a stay is shorter; each opening is shown to the person. Needs purpose `care`. */
export async function openReasons(
  tx: Tx,
  id: string,
): Promise<Result<{ readonly stay: StayRecord; readonly reasons: readonly ShorterReason[] }>> {
  const stay = await readShorterStay(tx, id);
  if (!stay) return notFound;
  await record(tx, "mobility.shorter-opened", about(stay.id));
  return ok({ stay, reasons: await reasonsOf(tx, stay.id) });
}

/**
 * Deletes why a stay is shorter. Its days stay as they are, and have to fit the line when somebody
 * moves them or asks a host the next time. Needs purpose `care`.
 */
export async function removeReasons(tx: Tx, id: string): Promise<Result<number>> {
  const stay = await readShorterStay(tx, id);
  if (!stay) return notFound;
  const removed = await deleteReasons(tx, stay.id);
  if (removed > 0) await record(tx, "mobility.shorter-removed", about(stay.id));
  return ok(removed);
}

/** Days after a stay for which it is still kept, as with a medical card. */
const DAYS_KEPT = 30;

/** Deletes reasons that nothing rests on any more, and says so where it was said that they are kept. Needs purpose `care`. */
export async function forgetReasons(tx: Tx): Promise<void> {
  const stays = await deleteIdleReasons(tx, addDays(wallTimeOf(tx.now).day, -DAYS_KEPT));
  await recordAll(
    tx,
    "mobility.shorter-forgotten",
    "mobility",
    stays.map((id) => ({ id })),
  );
}

/** What was done with a reason about the learner's own stay, and when. */
export const readOwnShorterStay = (
  tx: Tx<LearnerActor>,
): Promise<readonly { readonly at: Date; readonly act: ShorterAct }[]> =>
  shorterActs(tx, tx.actor.applicationId);
