import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./call.policy.ts";
import {
  flowCities,
  flowsOf,
  lockSomeFlows,
  oneFlow,
  searchFlows,
  someFlows,
} from "./flow.store.ts";
import type { Flow } from "./flow.ts";

export { FLOW_SORTS } from "./flow.store.ts";

/** Every flow of a call with its places, whoever asks: this is what the call publishes. */
export const listFlows = (tx: Tx, callId: string): Promise<Flow[]> => flowsOf(tx, callId);

/** Null for "not there" and for another country's flow alike. */
export const readFlow = async (tx: Tx, id: string): Promise<Flow | null> =>
  (await oneFlow(tx, id)) ?? null;

export async function findFlows(
  tx: Tx,
  from: Parameters<typeof searchFlows>[1],
): ReturnType<typeof searchFlows> {
  return can.seeFlows(tx.actor) ? searchFlows(tx, from) : { rows: [], total: 0 };
}

export const citiesOfFlows = (tx: Tx): Promise<string[]> => flowCities(tx);

/** Those of these flows that the actor may change, kept from others until the transaction ends. */
export async function holdFlows(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Flow>> {
  const known = ids.filter(isUuid);
  if (!can.changeCall(tx.actor) || known.length === 0) return new Map();
  await lockSomeFlows(tx, known);
  return new Map((await someFlows(tx, known)).map((flow) => [flow.id, flow]));
}
