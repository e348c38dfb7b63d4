import type { Tx } from "../../platform/db/index.ts";
import { notFound, type Result, refuse } from "../../shared/result.ts";
import type { MobilityState } from "../mobilities/mobility.ts";
import { type Move, startMobility } from "../mobilities/move-mobility.ts";
import { readStay } from "../mobilities/read-stays.ts";
import { startProblems } from "./read-agreements.ts";

/** A stay that has a company has a learning agreement on its way; one without was never ours to prepare. */
const AGREED_FIRST: readonly MobilityState[] = ["matched", "preparing", "ready"];

/**
 * The person has arrived. The learning agreement is signed by everybody before (rule C3), and no
 * reason stands in for that; a stay that was brought from elsewhere begins with a reason.
 */
export async function beginStay(
  tx: Tx,
  mobilityId: string,
  move: Move = {},
): Promise<Result<MobilityState>> {
  const stay = await readStay(tx, mobilityId);
  if (!stay) return notFound;
  const unsigned =
    stay.audience === "learners" && AGREED_FIRST.includes(stay.state)
      ? await startProblems(tx, mobilityId)
      : [];
  const begun = await startMobility(tx, mobilityId, move);
  if (unsigned.length === 0) return begun;
  return refuse(...unsigned, ...(begun.ok ? [] : begun.problems));
}
