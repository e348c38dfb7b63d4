import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { overfull } from "./capacity.rules.ts";
import { guestsOf, lockHost, replaceBeds, replaceCapacities } from "./capacity.store.ts";
import { can } from "./hosting.policy.ts";
import type { Beds, Capacity } from "./hosting.ts";

const mayWrite = (tx: Tx, organisationId: string) =>
  can.keepHosts(tx.actor) ||
  (tx.actor.kind === "host" && tx.actor.organisationId === organisationId);

/**
 * What a host can take from now on, in place of what it said before. Places that learners have
 * already been promised cannot be taken away here: that is a conversation, not a table.
 */
export async function setCapacities(
  tx: Tx,
  organisationId: string,
  rows: readonly Capacity[],
): Promise<Result<number>> {
  if (!isUuid(organisationId) || !mayWrite(tx, organisationId)) return notFound;
  if (!(await lockHost(tx, organisationId))) return notFound;
  const full = rows.length > 0 && overfull(rows, await guestsOf(tx, [organisationId]));
  if (full) {
    const { day, places, used } = full;
    return refuse({ code: "host-full", params: { day, places, used }, field: "rows" });
  }
  await replaceCapacities(tx, organisationId, rows);
  await record(
    tx,
    "host-capacity.set",
    { type: "organisation", id: organisationId },
    { rows: rows.length },
  );
  return ok(rows.length);
}

export async function setBeds(
  tx: Tx,
  organisationId: string,
  rows: readonly Beds[],
): Promise<Result<number>> {
  if (!isUuid(organisationId) || !mayWrite(tx, organisationId)) return notFound;
  if (!(await lockHost(tx, organisationId))) return notFound;
  await replaceBeds(tx, organisationId, rows);
  await record(
    tx,
    "host-beds.set",
    { type: "organisation", id: organisationId },
    { rows: rows.length },
  );
  return ok(rows.length);
}
