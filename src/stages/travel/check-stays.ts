import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { findingsOf, withBooked } from "./travel.rules.ts";
import type { Finding } from "./travel.ts";
import { selectTravellers } from "./traveller.store.ts";
import { selectVisaRules } from "./visa-rule.store.ts";

type Asked = { readonly mobilityId: string; readonly personId: string };

/**
 * What speaks against the days of stays that are planned already, by mobility: before a company is
 * asked for somebody there is still time to move them. As many statements for one stay as for
 * thirty; a virtual stay is no journey and has no findings.
 */
export async function checkStays(
  tx: Tx,
  stays: readonly Asked[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const { actor } = tx;
  const countries = actor.kind === "staff" ? visibleCountries(actor) : null;
  const ids = [...new Set(stays.map(({ personId }) => personId))];
  const travellers = await selectTravellers(tx, ids, countries);
  const rules = await selectVisaRules(tx);
  const today = wallTimeOf(tx.now).day;
  const found = new Map<string, readonly Finding[]>();
  for (const { mobilityId, personId } of stays) {
    const traveller = travellers.find((one) => one.personId === personId);
    const own = traveller?.journeys.find(({ id }) => id === mobilityId);
    if (!traveller || !own) continue;
    const journeys = traveller.journeys.filter(({ id }) => id !== mobilityId);
    const journey = withBooked(own, { there: own.entry, home: own.exit });
    found.set(mobilityId, findingsOf(journey, { ...traveller, journeys }, rules, today));
  }
  return found;
}

/** Days that nobody may go on, with the names of those whose they are: no company is asked for them. */
export async function refusedStays(
  tx: Tx,
  stays: readonly (Asked & { readonly givenNames: string; readonly familyName: string })[],
): Promise<Problem[]> {
  const found = await checkStays(tx, stays);
  const names = stays
    .filter(({ mobilityId }) => found.get(mobilityId)?.some(({ kind }) => kind === "refusal"))
    .map(({ givenNames, familyName }) => `${givenNames} ${familyName}`);
  return names.length === 0
    ? []
    : [{ code: "travel-refused", params: { names: names.join(", ") }, field: "people" }];
}
