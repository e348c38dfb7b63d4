import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { readFlow } from "../calls/read-flows.ts";
import { can } from "./hosting.policy.ts";
import type { FlowStay } from "./stay.store.ts";

/** A flow whose learners this actor may match; "not yours" is "not there". */
export const flowToMatch = async (tx: Tx, flowId: string) => {
  const flow = isUuid(flowId) ? await readFlow(tx, flowId) : null;
  return flow && can.matchLearners(tx.actor, flow.sendingCountry) ? flow : null;
};
/** A stay that no company has and that no question is about. */
export const waits = (stay: FlowStay) => stay.state === "planned" && stay.requestId === null;
