import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { flowToMatch, waits } from "./flow-to-match.ts";
import { endPin, insertPin } from "./match.store.ts";
import type { MatchPin } from "./matching.rules.ts";
import { readCompanies } from "./read-hosts.ts";
import { staysOfFlow } from "./stay.store.ts";

/** A person decides for one learner, with a reason; the runs to come keep to it. */
export async function pinToCompany(
  tx: Tx,
  flowId: string,
  from: MatchPin,
): Promise<Result<string>> {
  const flow = await flowToMatch(tx, flowId);
  if (!flow) return notFound;
  const problems: Problem[] = [];
  const learners = (await staysOfFlow(tx, flowId)).filter(waits);
  if (!learners.some((stay) => stay.mobilityId === from.mobilityId)) {
    problems.push({ code: "not-a-choice", field: "mobility" });
  }
  const companies = await readCompanies(tx, flow);
  if (!companies.some((company) => company.id === from.organisationId)) {
    problems.push({ code: "not-a-choice", field: "company" });
  }
  const reason = from.reason.trim();
  if (reason === "") problems.push({ code: "required", field: "reason" });
  else if (reason.length < 3) {
    problems.push({ code: "too-short", params: { min: 3 }, field: "reason" });
  } else if (reason.length > 500) {
    problems.push({ code: "too-long", params: { max: 500 }, field: "reason" });
  }
  if (problems.length > 0) return refuse(...problems);
  const id = newId();
  if (!(await insertPin(tx, { ...from, reason, id, flowId }))) {
    return refuse({ code: "changed-meanwhile", field: "mobility" });
  }
  await record(tx, "match-pin.made", { type: "flow", id: flowId }, { pinId: id });
  return ok(id);
}

export async function unpinFromCompany(
  tx: Tx,
  flowId: string,
  pinnedId: string,
): Promise<Result<string>> {
  const flow = await flowToMatch(tx, flowId);
  if (!flow || !isUuid(pinnedId)) return notFound;
  if (!(await endPin(tx, flowId, pinnedId))) return notFound;
  await record(tx, "match-pin.ended", { type: "flow", id: flowId }, { pinId: pinnedId });
  return ok(pinnedId);
}
