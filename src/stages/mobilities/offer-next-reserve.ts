import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { ApplicationId, OfferId } from "../../shared/id.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { reserveAnswerBy } from "./answer-time.rules.ts";
import { can } from "./offer.policy.ts";
import { insertOffers, lockPlace, recipient } from "./offer.store.ts";
import { obstaclesAt } from "./read-reserve.ts";
import { reserveLines } from "./reserve-line.store.ts";
import { nextInLine } from "./reserve-order.rules.ts";
import { tellOfPlace } from "./tell-of-place.ts";

export type ReserveOffer = { readonly offerId: OfferId; readonly applicationId: ApplicationId };

/**
 * Offers a free seat of a place to the next person of its reserve list who can go. Nobody who holds
 * a place is moved or asked; the list is the published run's own order. Whoever is passed over
 * because a rule speaks against it today has that written down, each reason by its code.
 * @param proposed whom the page showed; when somebody else is next by now, nobody is offered it
 */
export async function offerNextReserve(
  tx: Tx,
  placeId: string,
  proposed?: string,
): Promise<Result<ReserveOffer>> {
  const place = isUuid(placeId) ? await lockPlace(tx, placeId) : undefined;
  if (!place || !can.offerToReserve(tx.actor, place.sendingCountry)) return notFound;
  if (place.flowState !== "open") return refuse({ code: "flow-not-open" });
  if (place.starts <= wallTimeOf(tx.now).day) return refuse({ code: "flow-begun" });
  const lines = await reserveLines(tx, place.callId);
  const order = lines?.orderOf(place.id);
  if (!lines || !order) return refuse({ code: "call-not-published" });
  const holding = lines.holding(place.id);
  if (holding.size + place.carriedOn >= place.seats) return refuse({ code: "place-full" });

  const obstaclesOf = await obstaclesAt(tx, place);
  // A parallel click at another place may reach the same person first: then the next one is asked.
  const passed = new Set<string>();
  const waits = (ref: string) => lines.waits(ref) && !passed.has(ref);
  for (;;) {
    const next = nextInLine(order, place.seats, holding, waits);
    const applicationId = next && lines.applicationOf(next.ref);
    const to = applicationId ? await recipient(tx, applicationId) : undefined;
    if (!next || !to) return refuse({ code: "reserve-list-empty" });
    const obstacles = obstaclesOf(to.applicationId);
    if (obstacles.length > 0) {
      passed.add(next.ref);
      await record(
        tx,
        "offer.passed-over",
        { type: "application", id: to.applicationId },
        { placeId: place.id, reasons: obstacles.map((obstacle) => obstacle.code) },
      );
      continue;
    }
    if (proposed !== undefined && proposed !== to.applicationId) {
      return refuse({ code: "changed-meanwhile" });
    }
    const offer = {
      id: newId<OfferId>(),
      callId: place.callId,
      runId: lines.runId,
      applicationId: to.applicationId as ApplicationId,
      placeId: place.id,
      fromReserveList: true,
      answerBy: reserveAnswerBy(to.answerBy, tx.now),
    };
    const [written] = await insertOffers(tx, [offer]);
    if (!written) {
      passed.add(next.ref);
      continue;
    }
    await record(
      tx,
      "offer.made-from-reserve-list",
      { type: "application", id: offer.applicationId },
      // Not the group: who counts in one is nobody's business outside the frozen run.
      { offerId: offer.id, placeId: place.id },
    );
    await tellOfPlace(tx, to, "offers.mail-reserve-offered", offer.answerBy);
    return ok({ offerId: offer.id, applicationId: offer.applicationId });
  }
}
