import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import type { FlowId } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { oneCall, reservesOf } from "./call.store.ts";
import { checkFlow } from "./change-flow.ts";
import { ownersOf } from "./draft.store.ts";
import { insertFlow } from "./flow.store.ts";
import type { NewFlow } from "./flow.ts";
import { countriesWithoutOwner } from "./owner.rules.ts";

/** Adds what people compete for. A closed call takes no flow that nobody could have wished for. */
export async function addFlow(tx: Tx, from: NewFlow): Promise<Result<FlowId>> {
  const call = await oneCall(tx, from.callId);
  if (!call) return notFound;
  if (!can.addFlow(tx.actor)) return refuse({ code: "forbidden" });
  const reserves = await reservesOf(tx, call.id);
  const problems = await checkFlow(tx, call, from);
  if (call.state !== "draft" && call.state !== "open") {
    problems.push({ code: `call-is-${call.state}`, params: { action: "change" } });
  }
  // Of an opened call somebody always answers, in a country that comes later too.
  const { sendingCountry } = from;
  if (
    call.state === "open" &&
    countriesWithoutOwner([{ sendingCountry, state: "open" }], await ownersOf(tx, call.id)).length >
      0
  ) {
    const params = { country: sendingCountry };
    problems.push({ code: "call-without-owner", params, field: "sendingCountry" });
  }
  if (problems.length > 0) return refuse(...problems);
  const id = (from.id ?? newId()) as FlowId;
  if (!(await insertFlow(tx, id, from, reserves))) {
    return refuse({ code: "already-there", field: "code" });
  }
  const seats = from.places.reduce((sum, place) => sum + place.seats, 0);
  await record(tx, "flow.added", { type: "flow", id }, { seats });
  return ok(id);
}
