import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { heldCall } from "./call.store.ts";
import type { CallOwner } from "./call.ts";
import { deleteOwners, ownersOf, upsertOwners } from "./draft.store.ts";
import { flowsOf } from "./flow.store.ts";
import { countriesWithoutOwner, ownerProblems } from "./owner.rules.ts";

const isBlank = (owner: CallOwner): boolean =>
  [owner.name, owner.phone, owner.email ?? ""].every((text) => text.trim() === "");

/**
 * Names who answers in each country. A blank one takes the name away, in a draft; of an opened call
 * somebody always answers, though people change.
 */
export async function setOwners(
  tx: Tx,
  callId: string,
  owners: readonly CallOwner[],
): Promise<Result<null>> {
  const call = isUuid(callId) ? await heldCall(tx, callId) : undefined;
  if (!call || !can.seeCall(tx.actor, call.state)) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  const named = owners.filter((owner) => !isBlank(owner));
  const problems = ownerProblems(named);
  const gone = owners.filter(isBlank).map((owner) => owner.country);
  if (call.state !== "draft") {
    const before = await ownersOf(tx, call.id);
    const left = before.filter((owner) => !gone.includes(owner.country));
    for (const country of countriesWithoutOwner(await flowsOf(tx, call.id), [...left, ...named])) {
      problems.push({ code: "owner-without-name", field: `name-${country}` });
    }
  }
  if (problems.length > 0) return refuse(...problems);
  if (call.state === "draft" && gone.length > 0) await deleteOwners(tx, call.id, gone);
  await upsertOwners(tx, call.id, named);
  const countries = named.map((owner) => owner.country);
  await record(tx, "call.owners-named", { type: "call", id: call.id }, { countries });
  return ok(null);
}

/** Who answers in each country, by country. */
export const listOwners = (tx: Tx, callId: string): Promise<CallOwner[]> => ownersOf(tx, callId);
