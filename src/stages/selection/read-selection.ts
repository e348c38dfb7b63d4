import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import { listSendingCountries } from "../accounts/read-memberships.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { type List, listsOf, type Minutes, minutesOf, openWork } from "./list.store.ts";
import { finalObstacles } from "./publish-list.ts";
import { standingCases } from "./read-cases.ts";
import { missingForList } from "./record-minutes.ts";
import { assessedCriteria } from "./rubric.rules.ts";
import { type AssessorLoad, loadsOf, standingScores } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import type { Assessor, Selection } from "./selection.ts";
import {
  assessorsOf,
  type Candidate,
  candidatesOf,
  selectionLines,
  selectionOf,
  type Team,
  teamsOf,
} from "./selection-call.store.ts";
import { type Drift, drifts } from "./spread.rules.ts";

/** Calls whose points are decided here; nothing for those outside the office. */
export const listSelections = (tx: Tx) => (can.seeSelection(tx.actor) ? selectionLines(tx) : []);

export type SelectionOverview = {
  readonly call: Call;
  /** Null until somebody prepares it. */
  readonly selection: Selection | null;
  readonly assessors: readonly (Assessor & AssessorLoad & { readonly drift: Drift | null })[];
  readonly teams: readonly Team[];
  /** People who could be asked and have not been. */
  readonly candidates: readonly Candidate[];
  /** What keeps the next step from being taken; empty where it can be. */
  readonly missing: readonly Problem[];
  /** Cases that fewer people score than agreed; they can be filled, and need not be. */
  readonly thin: number;
  readonly lists: readonly List[];
  readonly minutes: readonly Minutes[];
  /** Sending countries of the scheme, for teams that take one country's cases. */
  readonly countries: readonly string[];
};

/** Where a call's selection stands and what its next step waits for. */
export async function readSelection(
  tx: Tx,
  callId: string,
): Promise<SelectionOverview | undefined> {
  if (!can.seeSelection(tx.actor)) return undefined;
  const call = await readCall(tx, callId);
  if (!call?.needsList) return undefined;
  const selection = (await selectionOf(tx, call.id)) ?? null;
  const assessors = await assessorsOf(tx, call.id);
  const loads = new Map((await loadsOf(tx, call.id)).map((load) => [load.assessorId, load]));
  const strictness = new Map(
    drifts(await standingScores(tx, call.id)).map((one) => [one.assessorId, one]),
  );
  const live = new Set(assessors.filter((a) => a.removedAt === null).map((a) => a.userId));
  return {
    call,
    selection,
    assessors: assessors.map((one) => ({
      ...one,
      ...(loads.get(one.id) ?? { assessorId: one.id, given: 0, done: 0, conflicts: 0 }),
      drift: strictness.get(one.id) ?? null,
    })),
    teams: await teamsOf(tx, call.id),
    candidates: can.lead(tx.actor)
      ? (await candidatesOf(tx)).filter((one) => !live.has(one.userId))
      : [],
    missing: await missingNow(tx, call, selection),
    thin:
      selection?.state === "assessing" && assessedCriteria(call.criteria).length > 0
        ? (await openWork(tx, call.id)).thin
        : 0,
    lists: await listsOf(tx, call.id),
    minutes: await minutesOf(tx, call.id),
    countries: await listSendingCountries(tx),
  };
}

async function missingNow(
  tx: Tx,
  call: Call,
  selection: Selection | null,
): Promise<readonly Problem[]> {
  if (selection?.state === "assessing" || selection?.state === "decided") {
    return missingForList(tx, call, await standingCases(tx, call, null));
  }
  if (selection?.state === "provisional") return finalObstacles(tx, call, selection);
  return Promise.resolve([]);
}
