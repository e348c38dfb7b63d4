import type { HostActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { bedsOf, capacitiesOf, hostName } from "./capacity.store.ts";
import type { Beds, Capacity } from "./hosting.ts";

/** What a host sees at its own address: its own lines, nobody's learners. */
export async function readOwnTable(tx: Tx<HostActor>): Promise<{
  readonly name: string;
  readonly capacities: readonly Capacity[];
  readonly beds: readonly Beds[];
}> {
  const { organisationId } = tx.actor;
  return {
    name: await hostName(tx, organisationId),
    capacities: await capacitiesOf(tx, [organisationId]),
    beds: await bedsOf(tx, [organisationId]),
  };
}
