import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId, newSeed } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readLanguages } from "../applications/keep-languages.ts";
import { refusedStays } from "../travel/check-stays.ts";
import { askedGuests, capacitiesOf, guestsOf } from "./capacity.store.ts";
import { flowToMatch, waits } from "./flow-to-match.ts";
import { needsForMatching } from "./keep-needs.ts";
import {
  insertRun,
  type KeptPin,
  lockFlow,
  type MatchRunLine,
  oneRun,
  pinsOf,
  runsOf,
} from "./match.store.ts";
import { type MatchLearner, type Removed, seatsLeft } from "./matching.rules.ts";
import type { MatchContent, MatchedRooms } from "./matching.ts";
import { readCompanies } from "./read-hosts.ts";
import { readRooms } from "./read-rooms.ts";
import { solveMatching } from "./solve-matching.ts";
import { type FlowStay, staysOfFlow } from "./stay.store.ts";

export type { KeptPin, MatchRunLine } from "./match.store.ts";

/**
 * Proposes a company for each learner of a flow who waits for one: the greatest total there is, by
 * the engine's rule `best-total`, kept only when the verifier, which shares no code with it, agrees.
 * Rooms of the hosts are part of it: nobody is proposed who would have no bed. Who needs a place
 * without stairs is read for this and written down as read; that takes a transaction with purpose
 * `freeze`, and without one nobody's need is seen.
 */
export async function matchCompanies(tx: Tx, flowId: string): Promise<Result<string>> {
  const flow = await flowToMatch(tx, flowId);
  if (!flow) return notFound;
  await lockFlow(tx, flowId);
  const stays = (await staysOfFlow(tx, flowId)).filter(waits);
  const ids = (await readCompanies(tx, flow)).filter((c) => c.contact).map((c) => c.id);
  // A question that waits holds its places: its yes may come while this one is looked at.
  const held = [...(await guestsOf(tx, ids)), ...(await askedGuests(tx, ids))];
  const places = seatsLeft(await capacitiesOf(tx, ids), held);
  const problems: Problem[] = [];
  if (stays.length === 0) problems.push({ code: "match-nobody-waits" });
  if (places.length === 0) problems.push({ code: "match-no-places" });
  problems.push(...(await refusedStays(tx, stays)));
  if (problems.length > 0) return refuse(...problems);
  const learners = await learnersFrom(tx, stays);
  const solved = await solveMatching({
    learners,
    places,
    pins: await pinsOf(tx, flowId),
    seed: newSeed(),
    rooms: await readRooms(tx, flow, learners, stays),
  });
  if (!solved.ok) return solved;
  const { problemHash, placed, ...content } = solved.value;
  const id = newId();
  await insertRun(tx, {
    id,
    flowId,
    problemHash,
    verified: true,
    people: stays.length,
    placed: Object.keys(placed).length,
    objective: content.certificate.objective,
    gap: content.certificate.gap,
    content: JSON.stringify({ ...content, placed } satisfies MatchContent),
  });
  await record(tx, "match-run.made", { type: "flow", id: flowId }, { matchId: id });
  return ok(id);
}

async function learnersFrom(tx: Tx, stays: readonly FlowStay[]): Promise<MatchLearner[]> {
  const needs = await needsForMatching(
    tx,
    stays.map((stay) => stay.mobilityId),
  );
  const spoken = await readLanguages(
    tx,
    stays.map((stay) => stay.personId),
  );
  return stays.map((stay) => ({
    mobilityId: stay.mobilityId,
    trade: stay.trade,
    birthDate: stay.birthDate,
    starts: stay.starts,
    ends: stay.ends,
    needsNoStairs: needs.has(stay.mobilityId),
    languages: spoken.filter((one) => one.personId === stay.personId),
  }));
}

export const listMatchRuns = async (tx: Tx, flowId: string): Promise<MatchRunLine[]> =>
  (await flowToMatch(tx, flowId)) ? runsOf(tx, flowId) : [];

export const listMatchPins = async (tx: Tx, flowId: string): Promise<KeptPin[]> =>
  (await flowToMatch(tx, flowId)) ? pinsOf(tx, flowId) : [];

type Older = Omit<MatchContent, "removed" | "rooms"> & {
  readonly removed: readonly (Omit<Removed, "code"> & {
    code: Removed["code"] | "stairs" | "kept-apart";
  })[];
  readonly rooms?: MatchedRooms | null;
};

export async function readMatchRun(
  tx: Tx,
  flowId: string,
  matchId: string,
): Promise<(MatchRunLine & { readonly found: MatchContent }) | null> {
  if (!isUuid(matchId) || !(await flowToMatch(tx, flowId))) return null;
  const run = await oneRun(tx, matchId);
  if (run?.flowId !== flowId) return null;
  const { content, ...line } = run;
  const found = JSON.parse(content) as Older;
  // Runs made before rooms were counted named what is kept apart now.
  const removed = found.removed.flatMap((one) =>
    one.code === "stairs" || one.code === "kept-apart" ? [] : [{ ...one, code: one.code }],
  );
  return { ...line, found: { ...found, removed, rooms: found.rooms ?? null } };
}
