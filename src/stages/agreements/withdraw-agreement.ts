import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { next } from "./agreement.rules.ts";
import { changeState, lockAgreement } from "./agreement.store.ts";
import { endLinks, partiesOf } from "./party.store.ts";

const LONGEST_REASON = 500;

/** Takes an agreement back: its links open nothing any more, what was signed stays written. */
export async function withdrawAgreement(tx: Tx, id: string, typed: string): Promise<Result<null>> {
  const agreement = isUuid(id) ? await lockAgreement(tx, id) : undefined;
  if (!agreement || !can.workOn(tx.actor, agreement.sendingCountry)) return notFound;
  const after = next(agreement.state, "withdraw");
  if (!after.ok) return after;
  const reason = typed.trim();
  const problems: Problem[] = [];
  if (reason === "") problems.push({ code: "required", field: "reason" });
  if (reason.length > LONGEST_REASON) {
    problems.push({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  if (problems.length > 0) return refuse(...problems);
  await changeState(tx, agreement.id, { state: after.value, reason });
  for (const party of await partiesOf(tx, agreement.id)) await endLinks(tx, party.id);
  await record(tx, "agreement.withdrawn", { type: "agreement", id: agreement.id });
  return ok(null);
}
