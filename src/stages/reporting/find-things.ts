import { isOffice, ownSchools, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { findResources } from "../library/read-library.ts";
import { can as library } from "../library/resource.policy.ts";
import { can } from "./reporting.policy.ts";
import { soughtOf } from "./search.rules.ts";
import { SHOWN, selectFound } from "./search.store.ts";
import { FOUND_NOTHING, type Found } from "./search.ts";

/**
 * People, organisations, flows and calls by words in any of our scripts, or by a code, and what the
 * library has about the words; each person of the staff finds what they may open. Undefined where
 * nothing was asked for.
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
  return {
    ...(await selectFound(tx, sought, reach, locale)),
    ...(library.seeLibrary(actor) ? await inLibrary(tx, text, locale) : NOT_IN_LIBRARY),
  };
}

const NOT_IN_LIBRARY = { resources: [], resourcesTotal: 0 } as const;

async function inLibrary(
  tx: Tx,
  q: string,
  reader: Locale,
): Promise<Pick<Found, "resources" | "resourcesTotal">> {
  const { total, cards } = await findResources(tx, { filter: filterOf(q), reader, page: 1 });
  return { resources: cards.slice(0, SHOWN), resourcesTotal: total };
}

const filterOf = (q: string) => ({
  q,
  kind: "",
  language: "",
  reader: "",
  licence: "",
  minutes: "",
  light: false,
});
