import type { SystemActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { day } from "../../shared/day.ts";
import { ok, type Result } from "../../shared/result.ts";
import { hasTakingPartConsent } from "../consents/read-consents.ts";
import { next as nextMobility } from "./mobility.rules.ts";
import { changeMobility, mobilityOfOffer } from "./mobility.store.ts";
import type { MobilityAction } from "./mobility.ts";
import { isMinorDuring, next } from "./offer.rules.ts";
import { changeOffer, heldOffer, lockOffer } from "./offer.store.ts";
import type { Offer } from "./offer.ts";
import { planMobility } from "./plan-mobility.ts";

/** What a changed consent did to the place: a wish became acceptance, or a stay waits for the office. */
export type Settled = { readonly accepted: boolean; readonly onHold: boolean };

/**
 * The offer follows the consent by itself: whoever may give or take back the consent has been asked
 * before, and a guardian or a school officer has no say over offers otherwise.
 */
const bySystem = (tx: Tx): Tx<SystemActor> => ({
  ...tx,
  actor: { kind: "system", schemeId: tx.actor.schemeId! },
});

/**
 * Changes a consent and lets the offer and the stay follow in the same transaction. The offer is
 * locked before the consent is written: a yes given at this moment waits and then finds it.
 */
export async function settling<T>(
  tx: Tx,
  applicationId: string,
  change: () => Promise<Result<T>>,
): Promise<Result<T & Settled>> {
  const system = bySystem(tx);
  const held = await heldOffer(system, applicationId);
  const offer = held ? await lockOffer(system, held.id) : undefined;
  const before = await hasTakingPartConsent(tx, applicationId);
  const changed = await change();
  if (!changed.ok) return changed;
  const after = await hasTakingPartConsent(tx, applicationId);
  const settled = offer && before !== after ? await follow(tx, offer, after) : ok(NOTHING);
  return settled.ok ? ok({ ...changed.value, ...settled.value }) : settled;
}

const NOTHING: Settled = { accepted: false, onHold: false };

async function follow(tx: Tx, offer: Offer, complete: boolean): Promise<Result<Settled>> {
  if (complete) {
    if (offer.state === "wished") return acceptWish(tx, offer);
    await moveStay(tx, offer, "resume", "mobility.resumed");
    return ok(NOTHING);
  }
  // Of age by the first day: nobody's consent was needed, so none can stop the journey.
  if (!isMinorDuring(day(offer.birthDate), day(offer.starts))) return ok(NOTHING);
  return ok({ accepted: false, onHold: await moveStay(tx, offer, "hold", "mobility.held") });
}

async function acceptWish(tx: Tx, offer: Offer): Promise<Result<Settled>> {
  const after = next(offer.state, "consent");
  if (!after.ok) return after;
  const planned = await planMobility(tx, offer);
  if (!planned.ok) {
    // A guardian cannot mend a clash of two stays. Their yes stands, and the office finds the wish.
    return tx.actor.kind === "guardian" ? ok(NOTHING) : planned;
  }
  await changeOffer(tx, offer.id, after.value);
  const about = { type: "application", id: offer.applicationId };
  await record(tx, "offer.accepted", about, { offerId: offer.id });
  return ok({ accepted: true, onHold: false });
}

/** False where the stay is not in a state for it: somebody abroad is not stopped by a click. */
async function moveStay(
  tx: Tx,
  offer: Offer,
  action: MobilityAction,
  event: "mobility.held" | "mobility.resumed",
): Promise<boolean> {
  const stay = await mobilityOfOffer(bySystem(tx), offer.id);
  // A stay comes back to where it was: a company that said yes has not taken it back.
  const back = action === "resume" && stay?.companyId ? "resume-matched" : action;
  const after = stay && nextMobility(stay.state, back);
  if (!after?.ok) return false;
  await changeMobility(tx, stay!.id, after.value);
  await record(tx, event, { type: "mobility", id: stay!.id }, { offerId: offer.id });
  return true;
}
