import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { MobilityId } from "../../shared/id.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { insertMobility, overlappingStay } from "./mobility.store.ts";
import type { Offer } from "./offer.ts";

/**
 * Makes the stay of an offer just accepted, in the same transaction. One person cannot be abroad
 * twice on the same day: the second stay is refused and names the first.
 */
export async function planMobility(tx: Tx, offer: Offer): Promise<Result<MobilityId>> {
  const other = await overlappingStay(tx, offer);
  if (other) {
    return refuse({
      code: "stay-overlaps",
      params: { city: other.hostingCity, starts: other.starts, ends: other.ends },
    });
  }
  const id = newId<MobilityId>();
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
    mode: "physical",
    state: "planned",
    invented: offer.invented,
  });
  await record(tx, "mobility.planned", { type: "mobility", id }, { offerId: offer.id });
  return ok(id);
}
