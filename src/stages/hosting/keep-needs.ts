import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { addDays } from "../../shared/day.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { flowToMatch } from "./flow-to-match.ts";
import { needReadings } from "./need-reading.store.ts";
import { deleteNeeds, needsOfStays, writeNeeds } from "./needs.store.ts";
import { type FlowStay, staysOfFlow } from "./stay.store.ts";

export const NEED_READ = "mobility.needs-read";
export type NeedReading = "matching" | "opened";

/**
 * Who of these learners needs a place without stairs, read to match them: each reading stands in the
 * history of the stay and is shown to the person.
 */
export async function needsForMatching(
  tx: Tx,
  mobilityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(await opened(tx, mobilityIds, "matching"));
}

async function opened(tx: Tx, ids: readonly string[], reason: NeedReading): Promise<string[]> {
  const found = await needsOfStays(tx, ids);
  await recordAll(
    tx,
    NEED_READ,
    "mobility",
    [...found.keys()].map((id) => ({ id, data: { reason } })),
  );
  return [...found].flatMap(([id, needed]) => (needed ? [id] : []));
}

/** Everybody of a flow with who needs a place without stairs. Needs a transaction with a purpose. */
export async function openNeeds(
  tx: Tx,
  flowId: string,
): Promise<Result<{ readonly stays: readonly FlowStay[]; readonly needed: readonly string[] }>> {
  const flow = await flowToMatch(tx, flowId);
  if (!flow) return notFound;
  const stays = await staysOfFlow(tx, flowId);
  const needed = await opened(
    tx,
    stays.map((stay) => stay.mobilityId),
    "opened",
  );
  return ok({ stays, needed });
}

/**
 * Who of those shown needs a place without stairs, yes or no for each. Only what was changed since
 * the page was opened is written, so that nobody takes back what somebody else said meanwhile, and of
 * whoever came since nothing is said. Needs a purpose as well.
 */
export async function keepNeeds(
  tx: Tx,
  flowId: string,
  said: {
    readonly shown: readonly string[];
    /** Those who needed one when the page was opened, and now. */
    readonly before: readonly string[];
    readonly needed: readonly string[];
  },
): Promise<Result<number>> {
  const flow = await flowToMatch(tx, flowId);
  if (!flow) return notFound;
  const stays = (await staysOfFlow(tx, flowId)).filter((s) => said.shown.includes(s.mobilityId));
  await writeNeeds(
    tx,
    stays.map(({ mobilityId }) => {
      const needed = said.needed.includes(mobilityId);
      return { mobilityId, needed, changed: needed !== said.before.includes(mobilityId) };
    }),
  );
  await record(tx, "flow.needs-kept", { type: "flow", id: flowId }, { people: stays.length });
  return ok(stays.length);
}

/** Days after a stay for which it is still kept, as with a medical card. */
const DAYS_KEPT = 30;

/** Deletes what is kept apart about people who are home or do not go. Needs a purpose, as reading does. */
export const forgetNeeds = (tx: Tx): Promise<void> =>
  deleteNeeds(tx, addDays(wallTimeOf(tx.now).day, -DAYS_KEPT));

/** When it was read whether the learner needs a place without stairs, and what for. */
export const readOwnNeedReadings = (
  tx: Tx<LearnerActor>,
): Promise<readonly { readonly at: Date; readonly reason: NeedReading }[]> =>
  needReadings(tx, tx.actor.applicationId);
