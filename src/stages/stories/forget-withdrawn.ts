import type { Tx } from "../../platform/db/index.ts";
import { addDays } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type Decision, decideStory } from "./moderate-story.ts";
import { endedBefore, needGuardians, storiesSince } from "./story.store.ts";

/** Time enough for one who pressed by mistake to say so, or to hear why it was not accepted. */
const DAYS_KEPT = 30;
/** Time enough to ask for a new consent, or for words that never were agreed to. */
const DAYS_WITHOUT_CONSENT = 365;
const DAY_MS = 86_400_000;

/**
 * Every night: what was taken back or not accepted a month ago is erased, words, name and picture; so
 * is what nobody may show since a year.
 */
export async function forgetWithdrawn(tx: Tx): Promise<void> {
  const ago = (days: number) => new Date(tx.now.getTime() - days * DAY_MS);
  const { day: today } = wallTimeOf(tx.now);
  await needGuardians(tx, today);
  const lastYear = addDays(today, -DAYS_WITHOUT_CONSENT);
  const decide = async (ids: readonly string[], ...decisions: readonly Decision[]) => {
    for (const id of ids) {
      for (const decision of decisions) await decideStory(tx, id, { decision, note: "" });
    }
  };
  await decide(await endedBefore(tx, lastYear), "take-down", "erase");
  await decide(await storiesSince(tx, ["taken-down"], ago(DAYS_WITHOUT_CONSENT)), "erase");
  const waiting = ["submitted", "returned"] as const;
  await decide(await storiesSince(tx, waiting, ago(DAYS_WITHOUT_CONSENT)), "refuse", "erase");
  await decide(await storiesSince(tx, ["withdrawn", "refused"], ago(DAYS_KEPT)), "erase");
}
