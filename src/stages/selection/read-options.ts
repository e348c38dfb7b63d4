import type { Tx } from "../../platform/db/index.ts";
import { placeFor, type Removal, removalsOf } from "./eligibility.rules.ts";
import { wordAgainst } from "./facts.rules.ts";
import { withoutRank, wordsWithoutList } from "./list.store.ts";
import {
  type ApplicantRow,
  type FlowRow,
  selectApplicants,
  selectCall,
  selectFlows,
} from "./selection.store.ts";

export type Option = {
  readonly applicationId: string;
  readonly placeId: string;
  readonly flowId: string;
  /** Rank among the person's wishes, as the person gave it; gaps where a wish was removed. */
  readonly rank: number;
};
export type RemovedOption = {
  readonly applicationId: string;
  readonly flowId: string;
  readonly code: Removal["code"];
  readonly params: Removal["params"];
};
export type Options = {
  /** Everybody who applied and did not withdraw, also somebody without any option left. */
  readonly applications: readonly ApplicantRow[];
  readonly options: readonly Option[];
  readonly removed: readonly RemovedOption[];
};

/**
 * What the applicants of a call compete for, after eligibility. A wish for a merged flow counts for
 * the flow it was merged into, unless that one was wished as well: then the better rank counts.
 */
export async function readOptions(tx: Tx, callId: string): Promise<Options> {
  const call = await selectCall(tx, callId);
  if (!call) return { applications: [], options: [], removed: [] };
  const flows = new Map((await selectFlows(tx, callId)).map((flow) => [flow.id, flow]));
  const applications = await selectApplicants(tx, callId);
  const unranked = await withoutRank(tx, callId);
  const words = await wordsWithoutList(tx, callId);
  const options: Option[] = [];
  const removed: RemovedOption[] = [];
  for (const applicant of applications) {
    for (const { flow, rank } of wishedFlows(applicant, flows)) {
      const removals = removalsOf(applicant, flow, call);
      if (unranked.has(applicant.id)) removals.push({ code: "not-on-list", params: {} });
      const word = words?.get(applicant.id);
      const against = words && wordAgainst(word ?? {});
      if (against) removals.push(against);
      const applicationId = applicant.id;
      for (const removal of removals) {
        removed.push({ applicationId, flowId: flow.id, ...removal });
      }
      const place = placeFor(flow, applicant.trade);
      if (removals.length === 0 && place) {
        options.push({ applicationId, placeId: place.id, flowId: flow.id, rank });
      }
    }
  }
  return { applications, options, removed };
}

function wishedFlows(
  applicant: ApplicantRow,
  flows: ReadonlyMap<string, FlowRow>,
): { flow: FlowRow; rank: number }[] {
  const best = new Map<string, { flow: FlowRow; rank: number }>();
  for (const wish of applicant.wishes) {
    const flow = afterMergers(wish.flowId, flows);
    // Wishes come in order of rank, so the first of a flow is the better one.
    if (flow && !best.has(flow.id)) best.set(flow.id, { flow, rank: wish.rank });
  }
  return [...best.values()];
}

function afterMergers(id: string, flows: ReadonlyMap<string, FlowRow>): FlowRow | undefined {
  let flow = flows.get(id);
  // A chain cannot be longer than there are flows; a circle would be a broken database.
  for (let steps = flows.size; flow?.mergedInto && steps > 0; steps--) {
    flow = flows.get(flow.mergedInto);
  }
  return flow;
}
