import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./mobility.policy.ts";
import { searchStays, stayCities } from "./stay-list.store.ts";
import { type ListedStay, STAY_GROUPS, type StayFilter } from "./stay-list.ts";
import { oneStay } from "./stay-record.store.ts";
import type { StayRecord } from "./stay-record.ts";

export { STAY_SORTS } from "./stay-list.ts";

/** @param from.group one of STAY_GROUPS; any other word means all of them */
export async function listStays(
  tx: Tx,
  from: StayFilter & { readonly group?: string },
): Promise<{ rows: ListedStay[]; total: number }> {
  if (!can.seeMobilities(tx.actor) || (from.flowId && !isUuid(from.flowId))) {
    return { rows: [], total: 0 };
  }
  const groups: Readonly<Record<string, readonly string[]>> = STAY_GROUPS;
  return searchStays(tx, { ...from, states: groups[from.group ?? ""] ?? [] });
}

export const citiesOfStays = (tx: Tx): Promise<string[]> => stayCities(tx);

/** Null for "not there" and for another country's stay alike. */
export async function readStay(tx: Tx, id: string): Promise<StayRecord | null> {
  if (!can.seeMobilities(tx.actor) || !isUuid(id)) return null;
  return (await oneStay(tx, id)) ?? null;
}
