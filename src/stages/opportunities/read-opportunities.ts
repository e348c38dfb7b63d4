import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./opportunity.policy.ts";
import { countProposed, oneOpportunity, selectOpportunities } from "./opportunity.store.ts";
import type { Opportunity, OpportunityAudience, PublicOpportunity } from "./opportunity.ts";

/** Who proposed it is the office's to know. */
const forAnybody = (of: Opportunity): PublicOpportunity => {
  const { proposedBy: _by, proposedByName: _name, reason: _why, stateSince: _since, ...open } = of;
  return open;
};

/** Every opportunity that is or was shown: what has ended is told apart, not left out. */
export async function readShownOpportunities(tx: Tx): Promise<PublicOpportunity[]> {
  return (await selectOpportunities(tx, ["shown"])).map(forAnybody);
}

/** One of them, however long ago it ended: an address that was sent to somebody stays true. */
export async function readShownOpportunity(tx: Tx, id: string): Promise<PublicOpportunity | null> {
  const of = isUuid(id) ? await oneOpportunity(tx, id) : undefined;
  return of?.state === "shown" ? forAnybody(of) : null;
}

/** What somebody looks for; "" is any. */
export type OpportunityFilter = {
  readonly country: string;
  readonly audience: OpportunityAudience | "";
  readonly line: string;
};

/** Those that one may still apply to and that fit. */
export const fitting = (
  all: readonly PublicOpportunity[],
  { country, audience, line }: OpportunityFilter,
): PublicOpportunity[] =>
  all.filter(
    (one) =>
      !one.ended &&
      (country === "" || one.countries.includes(country)) &&
      (audience === "" || one.audience.includes(audience)) &&
      (line === "" || one.lineCode === line),
  );

/** Everything that was ever proposed, for the office. */
export const readOpportunities = async (tx: Tx): Promise<Opportunity[]> =>
  can.seeOpportunities(tx.actor)
    ? selectOpportunities(tx, ["proposed", "shown", "refused", "taken-down"])
    : [];

/** Null for "not there" and "not yours" alike. */
export const readOpportunity = async (tx: Tx, id: string): Promise<Opportunity | null> =>
  can.seeOpportunities(tx.actor) && isUuid(id) ? ((await oneOpportunity(tx, id)) ?? null) : null;

/** How many wait for the actor's decision. */
export const countToDecide = async (tx: Tx): Promise<number> =>
  can.decide(tx.actor) ? countProposed(tx) : 0;
