import { hasRole } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { pointedApplications, writePoints } from "./points.store.ts";

export type DecidedPoints = {
  readonly applicationId: string;
  readonly byCriterion: Readonly<Record<string, number>>;
};

/**
 * The points of everybody in a call as its final list has them, in place of whatever came with the
 * applications. All of them or none: a list that leaves somebody out is not a list of the call.
 */
export async function decidePoints(
  tx: Tx,
  callId: string,
  decided: readonly DecidedPoints[],
): Promise<Result<number>> {
  if (tx.actor.kind !== "system" && !hasRole(tx.actor, "coordinator")) return notFound;
  const there = await pointedApplications(tx, callId);
  const given = new Set(decided.map((one) => one.applicationId));
  if (given.size !== there.size || [...there].some((id) => !given.has(id))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await writePoints(
    tx,
    decided.flatMap(({ applicationId, byCriterion }) =>
      Object.entries(byCriterion).map(([criterion, points]) => ({
        applicationId,
        criterion,
        points,
      })),
    ),
  );
  await recordAll(
    tx,
    "application.points-decided",
    "application",
    decided.map((one) => ({ id: one.applicationId, data: { callId } })),
  );
  return ok(decided.length);
}
