import type { Tx } from "../../platform/db/index.ts";
import { addDays } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./reporting.policy.ts";
import { callsToday, historyOf, recentChanges, restOfToday } from "./today.store.ts";
import type { Change, Today } from "./today.ts";

const FORTNIGHT = 14;

/** What waits for the person who asks, in their countries. */
export async function readToday(tx: Tx): Promise<Today> {
  if (!can.seeHome(tx.actor)) return { calls: [], checkRequests: 0, heldStays: 0, departures: [] };
  const until = addDays(wallTimeOf(tx.now).day, FORTNIGHT);
  return { calls: await callsToday(tx), ...(await restOfToday(tx, until)) };
}

/** The last fortnight's changes, alike ones together. */
export const readChanges = async (tx: Tx, limit = 10): Promise<Change[]> =>
  can.seeHome(tx.actor) ? recentChanges(tx, FORTNIGHT, limit) : [];

/** The history of one thing; the caller has loaded the thing through the actor. */
export const readHistory = (tx: Tx, subjectId: string): ReturnType<typeof historyOf> =>
  historyOf(tx, subjectId);
