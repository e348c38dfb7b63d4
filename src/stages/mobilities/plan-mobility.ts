import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { day } from "../../shared/day.ts";
import type { MobilityId } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { refusedDays } from "../travel/refused-days.ts";
import { refusedVisits } from "./check-visits.ts";
import { insertMobility } from "./mobility.store.ts";
import type { Offer } from "./offer.ts";

/**
 * Makes the stay of an offer just accepted, in the same transaction. One person cannot be abroad
 * twice on the same day: the second stay is refused and names the first.
 */
export async function planMobility(tx: Tx, offer: Offer): Promise<Result<MobilityId>> {
  const id = newId<MobilityId>();
  const { personId, city, country } = offer;
  // What the line allows was asked when the flow was made: a learner can do nothing about it.
  const [refused = []] = await refusedDays(tx, [
    { id, personId, city, country, starts: day(offer.starts), ends: day(offer.ends) },
  ]);
  if (refused.length > 0) {
    return refuse(...refused.map(({ code, params }) => ({ code, ...(params ? { params } : {}) })));
  }
  const [visit = []] = await refusedVisits(tx, [
    { ...offer, id, hostingOrganisationId: offer.hostingOrganisationId, state: "planned" },
  ]);
  if (visit.length > 0) return refuse(...visit.map(({ field: _, ...problem }) => problem));
  await insertMobility(tx, {
    id,
    lineId: offer.lineId,
    personId: offer.personId,
    offerId: offer.id,
    flowId: offer.flowId,
    // Never the applicant's code: a reference is printed on lists, the code opens the result.
    reference: `KM-${id.replaceAll("-", "").slice(0, 12).toUpperCase()}`,
    sendingOrganisationId: offer.sendingOrganisationId,
    hostingOrganisationId: offer.hostingOrganisationId,
    sendingCountry: offer.sendingCountry,
    hostingCountry: offer.country,
    hostingCity: offer.city,
    companyId: null,
    starts: offer.starts,
    ends: offer.ends,
    actualStarts: null,
    actualEnds: null,
    interruptedOn: null,
    interruptionDays: 0,
    mode: "physical",
    state: "planned",
    reason: null,
    invented: offer.invented,
  });
  await record(tx, "mobility.planned", { type: "mobility", id }, { offerId: offer.id });
  return ok(id);
}
