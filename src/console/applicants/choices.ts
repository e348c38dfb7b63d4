import { type StaffActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { ApplicantChoices } from "../../stages/applications/applicant-list.ts";
import { applicantChoices } from "../../stages/applications/list-applicants.ts";

const FRESH_MS = 15_000;
const MOST = 200;
const kept = new Map<string, { at: number; choices: ApplicantChoices }>();

/**
 * What the list can be narrowed to, up to 15 seconds old: finding every trade and school costs more
 * than the page itself, and a school missing from a menu for a moment harms nobody. The rows and
 * their count are always read anew. Kept apart by scheme and by the countries an actor may see.
 */
export async function choicesOf(tx: Tx<StaffActor>): Promise<ApplicantChoices> {
  const countries = visibleCountries(tx.actor);
  const key = JSON.stringify([tx.actor.schemeId, countries && [...countries].sort()]);
  const at = tx.now.getTime();
  const known = kept.get(key);
  if (known && Math.abs(at - known.at) < FRESH_MS) return known.choices;
  const choices = await applicantChoices(tx);
  if (kept.size >= MOST) kept.clear();
  kept.set(key, { at, choices });
  return choices;
}
