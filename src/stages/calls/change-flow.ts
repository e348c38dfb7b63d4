import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { reservesOf } from "./call.store.ts";
import type { Call } from "./call.ts";
import { draftOf } from "./change-draft.ts";
import { lockDraft } from "./draft.store.ts";
import { deleteFlow, rewriteFlow } from "./draft-flow.store.ts";
import { flowProblems } from "./flow.rules.ts";
import { oneFlow } from "./flow.store.ts";
import type { NewFlow } from "./flow.ts";

/** Writes a flow of a draft anew; once the call is open, it can only be ended, with a reason. */
export async function changeFlow(
  tx: Tx,
  flowId: string,
  to: Omit<NewFlow, "callId">,
): Promise<Result<null>> {
  const flow = await oneFlow(tx, flowId);
  if (!flow) return notFound;
  const draft = await draftOf(tx, flow.callId);
  if (!draft.ok) return draft;
  const reserves = await reservesOf(tx, flow.callId);
  const from: NewFlow = { ...to, callId: flow.callId };
  const problems = await checkFlow(tx, draft.value, to);
  if (problems.length > 0) return refuse(...problems);
  if (!(await lockDraft(tx, draft.value.id))) return refuse({ code: "changed-meanwhile" });
  if (!(await rewriteFlow(tx, flow.id, from, reserves))) {
    return refuse({ code: "already-there", field: "code" });
  }
  await record(tx, "flow.changed", { type: "flow", id: flow.id });
  return ok(null);
}

/** Everything that is wrong with a flow as it would stand in this call, without writing it. */
export async function checkFlow(
  tx: Tx,
  call: Call,
  to: Omit<NewFlow, "callId">,
): Promise<Problem[]> {
  const codes = new Set((await reservesOf(tx, call.id)).map((reserve) => reserve.code));
  const from: NewFlow = { ...to, callId: call.id };
  return [...flowProblems(from, call, codes), ...(await placeProblems(tx, from))];
}

/** Takes a flow out of a draft; nobody has seen it. */
export async function removeFlow(tx: Tx, flowId: string): Promise<Result<null>> {
  const flow = await oneFlow(tx, flowId);
  if (!flow) return notFound;
  const draft = await draftOf(tx, flow.callId);
  if (!draft.ok) return draft;
  if (!(await lockDraft(tx, draft.value.id))) return refuse({ code: "changed-meanwhile" });
  await deleteFlow(tx, flow.id);
  const event = { flowId: flow.id, code: flow.code };
  await record(tx, "flow.removed", { type: "call", id: draft.value.id }, event);
  return ok(null);
}

/** Whether the countries and the host of a flow are the scheme's own. */
async function placeProblems(tx: Tx, from: NewFlow): Promise<Problem[]> {
  const problems: Problem[] = [];
  const scheme = await readScheme(tx);
  if (!scheme?.countries.some((c) => c.country === from.sendingCountry)) {
    problems.push({
      code: "not-a-country",
      params: { value: from.sendingCountry },
      field: "sendingCountry",
    });
  }
  const host = await readOrganisation(tx, from.hostingOrganisationId);
  if (!host) problems.push({ code: "not-found", field: "hostingOrganisationId" });
  else if (!host.roles.includes("hosting")) {
    problems.push({ code: "not-a-hosting-organisation", field: "hostingOrganisationId" });
  }
  return problems;
}
