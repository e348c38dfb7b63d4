import type { SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { addDays } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isLearningAgreementSent } from "../agreements/read-agreements.ts";
import { prepareMobility } from "../mobilities/prepare-mobility.ts";
import { fitTasks } from "./make-tasks.ts";
import { reopenIfBroken } from "./mark-ready.ts";
import { forgetCard } from "./medical-card.store.ts";
import { remindLearner } from "./remind-learner.ts";
import { stayForTasks } from "./task.store.ts";
import { watchTomorrow } from "./watch.ts";

const GETTING_READY = ["matched", "preparing", "ready"];
/** What stands on a medical card is kept for so many days after the person is home. */
export const CARD_DAYS = 30;

/**
 * Looks at one stay: makes its list, reminds whoever is due, takes "ready" back where something
 * broke, and lets the medical card go once it is of no use. It comes back each morning until then;
 * started twice on a day it finds nothing left to do.
 * @param hasGateway whether this installation sends text messages
 */
export async function watchPreparation(
  tx: Tx<SystemActor>,
  mobilityId: string,
  hasGateway = false,
): Promise<void> {
  const stay = await stayForTasks(tx, mobilityId, true);
  if (!stay) return;
  const today = wallTimeOf(tx.now).day;
  if (GETTING_READY.includes(stay.state)) {
    // Back from a hold, or with a company again, the agreement may be on its way already.
    if (stay.state === "matched" && (await isLearningAgreementSent(tx, stay.id))) {
      await prepareMobility(tx, stay.id);
    }
    // What a line asks for follows the person: a passport may show that a visa is needed.
    await fitTasks(tx, stay);
    await reopenIfBroken(tx, stay);
    await remindLearner(tx, stay, hasGateway);
    await watchTomorrow(tx, stay.id);
    return;
  }
  if (stay.state === "planned" || stay.state === "on-hold") {
    await watchTomorrow(tx, stay.id);
    return;
  }
  // Away or over: only what is written about health is left to look after.
  // Of somebody who does not go yesterday was the last day on which it was of use.
  const last = stay.state === "cancelled" ? addDays(today, -1) : addDays(stay.ends, CARD_DAYS);
  const kept = await forgetCard(tx, stay.id, today, last);
  if (kept) await watchTomorrow(tx, stay.id, kept);
}
