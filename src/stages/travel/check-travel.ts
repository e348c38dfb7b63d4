import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./travel.policy.ts";
import { findingsOf, withBooked } from "./travel.rules.ts";
import type { Finding, Journey, Traveller, VisaRule } from "./travel.ts";
import { selectTraveller } from "./traveller.store.ts";
import { selectVisaRules } from "./visa-rule.store.ts";

export type TravelCheck = {
  readonly traveller: Traveller;
  readonly rules: readonly VisaRule[];
  readonly findings: readonly Finding[];
};

/**
 * Everything that speaks against a person's journey on these days: what refuses the dates (another
 * journey on a day, the line's limits) and what somebody should look into (days in the area, visa,
 * passport), each with what it rests on. Two statements. Undefined for "not there" and "not yours".
 * @param but the mobility that is being planned or moved: it does not stand in its own way
 */
export async function checkTravel(
  tx: Tx,
  personId: string,
  journey: Journey,
  but: string | null = null,
): Promise<TravelCheck | undefined> {
  const { actor } = tx;
  const traveller = await selectTraveller(
    tx,
    personId,
    actor.kind === "staff" ? visibleCountries(actor) : null,
    but,
  );
  if (!traveller) return undefined;
  const rules = await selectVisaRules(tx);
  const asked = withBooked(journey, traveller.booked);
  const findings = findingsOf(asked, traveller, rules, wallTimeOf(tx.now).day);
  return { traveller, rules, findings };
}

/** What the page of a person's days shows. */
export type TravelPage = {
  readonly traveller: Traveller;
  readonly rules: readonly VisaRule[];
  readonly today: Day;
  /** Whether the reader may write papers and stays down. */
  readonly keeps: boolean;
};

/** Papers and days of a person, for the office; undefined for "not there" and "not yours". */
export async function readTraveller(tx: Tx, personId: string): Promise<TravelPage | undefined> {
  const { actor } = tx;
  if (actor.kind !== "staff" || !can.seeTravel(actor)) return undefined;
  const traveller = await selectTraveller(tx, personId, visibleCountries(actor));
  if (!traveller) return undefined;
  const rules = await selectVisaRules(tx);
  const keeps = can.keepPapers(actor, traveller);
  return { traveller, rules, today: wallTimeOf(tx.now).day, keeps };
}

/** What speaks against a journey of somebody already read: the same rules, no further statement. */
export const checkAgain = (
  page: Omit<TravelPage, "keeps">,
  journey: Journey,
  but: string | null,
): Finding[] => {
  const journeys = page.traveller.journeys.filter(({ id }) => id !== but);
  return findingsOf(journey, { ...page.traveller, journeys }, page.rules, page.today);
};
