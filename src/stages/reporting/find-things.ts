import { isOffice, ownSchools, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { can } from "./reporting.policy.ts";
import { soughtOf } from "./search.rules.ts";
import { selectFound } from "./search.store.ts";
import { FOUND_NOTHING, type Found } from "./search.ts";

/**
 * People, organisations, flows and calls by words in any of our scripts, or by a code; each person
 * of the staff finds what they may open. Undefined where nothing was asked for.
 */
export async function findThings(tx: Tx, text: string, locale: Locale): Promise<Found | undefined> {
  const { actor } = tx;
  if (actor.kind !== "staff" || !can.search(actor)) return FOUND_NOTHING;
  const sought = soughtOf(text);
  if (!sought) return undefined;
  const reach = {
    countries: visibleCountries(actor),
    schools: ownSchools(actor),
    office: isOffice(actor),
  };
  return selectFound(tx, sought, reach, locale);
}
