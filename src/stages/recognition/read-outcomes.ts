import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { certificateOfStay } from "./certificate.store.ts";
import type { Certificate } from "./certificate.ts";
import {
  type ListedOutcome,
  listedOutcomes,
  type OutcomeFilter,
  type OutcomeShow,
  outcomeCounts,
} from "./outcome-list.store.ts";
import { can } from "./recognition.policy.ts";
import { livedStays, reflectionOf } from "./reflection.store.ts";
import type { Lived, Reflection } from "./reflection.ts";
import { reflectionPath, reflectionSecret } from "./reflection-link.ts";

export { OUTCOME_SHOWS, type OutcomeShow } from "./outcome-list.store.ts";

export type Outcome = {
  readonly lived: Lived;
  readonly reflection: Reflection | undefined;
  readonly certificate: Certificate | undefined;
};

/** What came of one stay; undefined for "not there" and for another country's stay alike. */
export async function readOutcome(tx: Tx, mobilityId: string): Promise<Outcome | undefined> {
  if (!can.seeOutcomes(tx.actor) || !isUuid(mobilityId)) return undefined;
  const [lived] = await livedStays(tx, { ids: [mobilityId] });
  if (!lived) return undefined;
  return {
    lived,
    reflection: await reflectionOf(tx, { mobilityId }),
    certificate: await certificateOfStay(tx, mobilityId),
  };
}

/** The link in the letter, for whoever hands it over by hand. */
export const linkOf = (reflection: Reflection, scheme: string): string =>
  reflectionPath(reflection.locale, scheme, reflectionSecret(reflection.id));

/** Stays of staff that are over, with what is there of each. */
export const listOutcomes = async (
  tx: Tx,
  from: OutcomeFilter,
): Promise<{ rows: ListedOutcome[]; total: number }> =>
  can.seeOutcomes(tx.actor) ? listedOutcomes(tx, from) : { rows: [], total: 0 };

/** How many of all, or of a line, were not asked, wait, have answered, have no certificate. */
export const countOutcomes = async (
  tx: Tx,
  lineId: string | undefined,
): Promise<Readonly<Record<OutcomeShow, number>> | null> =>
  can.seeOutcomes(tx.actor) ? outcomeCounts(tx, lineId) : null;
