import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { readGrounds } from "../applications/read-grounds.ts";
import { readFinalRanks } from "../selection/read-final-list.ts";
import { readOptions } from "../selection/read-options.ts";
import type { DataCheck } from "./allocation-run.ts";
import { checkCall } from "./data-checks.rules.ts";
import {
  applicantsOf,
  callFacts,
  placesOf,
  reservedSeatsOf,
  reservesOf,
} from "./frozen-input.store.ts";
import { type FrozenInput, freezeFiles } from "./frozen-problem.ts";
import { livePins } from "./pin.store.ts";
import type { Removed } from "./run-people.store.ts";

export type Frozen = {
  readonly input: FrozenInput;
  readonly checks: readonly DataCheck[];
  /** The four files of the problem folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly removed: ReadonlyMap<string, readonly Removed[]>;
};

/**
 * The whole problem of a call as it stands now. Used to freeze a run and, later, to see whether
 * anything changed since. Needs the purpose `freeze`: who counts in a reserve may be
 * special-category data, and each reading of it leaves a row. A page that only wants to know
 * whether a draft is out of date looks without grounds, so that opening it reads nobody's.
 */
export async function freezeProblem(
  tx: Tx,
  callId: string,
  look: "whole" | "without-grounds" = "whole",
): Promise<Result<Frozen>> {
  const call = await callFacts(tx, callId);
  if (!call) return notFound;
  const applicants = await applicantsOf(tx, callId);
  const places = await placesOf(tx, callId);
  const reserves = await reservesOf(tx, callId);
  const reservedSeats = await reservedSeatsOf(tx, callId);
  const { options, removed } = await readOptions(tx, callId);
  const pins = await livePins(tx, callId);
  const grounds = look === "whole" ? await readGrounds(tx, callId) : new Map<string, string[]>();
  const runs = new Set(places.map((p) => p.placeId));
  const applies = new Set(applicants.map((a) => a.applicationId));
  const finalRanks = call.needsList ? await readFinalRanks(tx, callId) : null;
  const input: FrozenInput = {
    callId,
    seed: call.seed,
    applicants: applicants.map((a) => ({
      applicationId: a.applicationId,
      points: a.points,
      tie: finalRanks?.get(a.applicationId) ?? null,
      country: a.country,
      gender: a.gender ?? "not-said",
      setting: a.setting ?? "not-said",
      trade: a.trade,
      reserves: reserves
        .filter((r) =>
          r.ground === "rural-school"
            ? a.setting === "rural"
            : grounds.get(a.applicationId)?.includes(r.ground as never),
        )
        .map((r) => r.code),
    })),
    places,
    options: options.filter((o) => runs.has(o.placeId) && applies.has(o.applicationId)),
    reserves,
    reservedSeats,
    pins: pins.filter((p) => runs.has(p.placeId) && applies.has(p.applicationId)),
  };
  const checks = checkCall({
    state: call.state,
    applicants: applicants.map((a) => ({ ...a, sum: a.sum === null ? null : Number(a.sum) })),
    places,
    reservedSeats,
    options: input.options,
    pins,
    finalList: call.needsList ? finalRanks !== null : null,
  });
  const removedBy = new Map<string, Removed[]>();
  for (const { applicationId, flowId, code, params } of removed) {
    const list = removedBy.get(applicationId) ?? [];
    list.push({ flowId, code, params: params ?? {} });
    removedBy.set(applicationId, list);
  }
  return ok({ input, checks, files: freezeFiles(input), removed: removedBy });
}

export const byWhom = (tx: Tx): string => actorId(tx.actor) ?? "system";
