import type { Tx } from "../../platform/db/index.ts";
import { can } from "./scheme.policy.ts";
import { holdFirstScheme, listedSchemes } from "./scheme.store.ts";

/** Whether somebody runs a scheme here already; the totals of a finished one do not count. */
export const hasRunningScheme = async (tx: Tx): Promise<boolean> =>
  (await listedSchemes(tx)).some((scheme) => scheme.kind === "running");

/**
 * True when the transaction may create the installation's first scheme. Until it ends, everybody
 * else who asks waits, in other processes too, and then finds the scheme.
 */
export async function claimFirstScheme(tx: Tx): Promise<boolean> {
  if (!can.createScheme(tx.actor)) return false;
  await holdFirstScheme(tx);
  return !(await hasRunningScheme(tx));
}
