import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./membership.policy.ts";
import { end } from "./membership.rules.ts";
import { lockCoordinators, markEnded, membershipById } from "./membership.store.ts";

/** Takes a role away; the person's next request no longer has it. */
export async function endMembership(tx: Tx, id: string): Promise<Result<null>> {
  if (!can.endMembership(tx.actor)) return refuse({ code: "forbidden" });
  const liveCoordinators = await lockCoordinators(tx);
  const membership = await membershipById(tx, id);
  if (!membership) return notFound;
  const next = end(membership.endedAt ? "ended" : "live", {
    role: membership.role,
    liveCoordinators,
  });
  if (!next.ok) return next;
  await markEnded(tx, id);
  await record(
    tx,
    "membership.ended",
    { type: "membership", id },
    { role: membership.role, country: membership.country },
  );
  return ok(null);
}
