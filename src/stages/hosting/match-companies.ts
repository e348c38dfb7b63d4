import {
  allocate,
  explainAll,
  parseProblem,
  type TotalCertificate,
  type TotalExplanation,
  verify,
  writeProblem,
} from "../../allocation/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId, newSeed } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readFlow } from "../calls/read-flows.ts";
import { refusedStays } from "../travel/check-stays.ts";
import { askHost } from "./ask-hosts.ts";
import { askedGuests, capacitiesOf, guestsOf } from "./capacity.store.ts";
import { can } from "./hosting.policy.ts";
import {
  endPin,
  insertPin,
  insertRun,
  type KeptPin,
  lockFlow,
  type MatchRunLine,
  markKept,
  oneRun,
  pinsOf,
  runsOf,
} from "./match.store.ts";
import {
  type MatchOption,
  type MatchPin,
  type MatchPlace,
  matchProblem,
  type Removed,
  seatsLeft,
} from "./matching.rules.ts";
import { readCompanies } from "./read-hosts.ts";
import { type FlowStay, staysOfFlow } from "./stay.store.ts";

export type { KeptPin, MatchRunLine } from "./match.store.ts";

/** Everything of a run, sealed as one text. */
export type MatchContent = {
  readonly files: Readonly<Record<string, string>>;
  readonly places: readonly MatchPlace[];
  readonly options: readonly MatchOption[];
  readonly removed: readonly Removed[];
  readonly waitingPins: readonly MatchPin[];
  /** Learner to place of the engine; who is not here has none. */
  readonly placed: Readonly<Record<string, string>>;
  readonly certificate: TotalCertificate;
  readonly explanations: readonly TotalExplanation[];
};

const mayMatch = async (tx: Tx, flowId: string) => {
  const flow = isUuid(flowId) ? await readFlow(tx, flowId) : null;
  return flow && can.matchLearners(tx.actor, flow.sendingCountry) ? flow : null;
};
const waits = (stay: FlowStay) => stay.state === "planned" && stay.requestId === null;

/**
 * Proposes a company for each learner of a flow who waits for one: the greatest total there is, by
 * the engine's rule `best-total`, kept only when the verifier, which shares no code with it, agrees.
 * @param noStairs learners who need a place without stairs
 */
export async function matchCompanies(
  tx: Tx,
  flowId: string,
  noStairs: readonly string[] = [],
): Promise<Result<string>> {
  const flow = await mayMatch(tx, flowId);
  if (!flow) return notFound;
  await lockFlow(tx, flowId);
  const learners = (await staysOfFlow(tx, flowId)).filter(waits);
  const ids = (await readCompanies(tx, flow)).filter((c) => c.contact).map((c) => c.id);
  // A question that waits holds its places: its yes may come while this one is looked at.
  const held = [...(await guestsOf(tx, ids)), ...(await askedGuests(tx, ids))];
  const places = seatsLeft(await capacitiesOf(tx, ids), held);
  const problems: Problem[] = [];
  if (learners.length === 0) problems.push({ code: "match-nobody-waits" });
  if (places.length === 0) problems.push({ code: "match-no-places" });
  problems.push(...(await refusedStays(tx, learners)));
  if (problems.length > 0) return refuse(...problems);
  const { rows, ...frozen } = matchProblem({
    learners: learners.map((stay) => ({
      ...stay,
      needsNoStairs: noStairs.includes(stay.mobilityId),
    })),
    places,
    pins: await pinsOf(tx, flowId),
    seed: newSeed(),
  });
  const files = writeProblem(rows);
  const parsed = parseProblem(files, "best-total");
  if (!parsed.ok) return refuse({ code: "match-refused", params: { detail: codesOf(parsed) } });
  const { problem } = parsed;
  const solved = allocate(problem);
  if (!solved.ok) return refuse({ code: "match-refused", params: { detail: codesOf(solved) } });
  const { result } = solved;
  const verdict = verify(problem, result);
  const told = explainAll(problem, result);
  if (!verdict.ok || !told.ok) throw new Error("the verifier does not agree with a matching");
  const placed: Record<string, string> = {};
  for (const [at, place] of result.assigned.entries()) {
    if (place !== -1) placed[problem.applicants.ids[at]!] = problem.places.ids[place]!;
  }
  const { certificate } = result;
  const content: MatchContent = {
    files,
    places,
    ...frozen,
    placed,
    certificate,
    explanations: told.explained,
  };
  const id = newId();
  await insertRun(tx, {
    id,
    flowId,
    problemHash: problem.hash,
    verified: verdict.ok,
    people: learners.length,
    placed: certificate.placed,
    objective: certificate.objective,
    gap: certificate.gap,
    content: JSON.stringify(content),
  });
  await record(tx, "match-run.made", { type: "flow", id: flowId }, { matchId: id });
  return ok(id);
}

const codesOf = (from: { readonly problems: readonly { readonly code: string }[] }) =>
  from.problems.map((problem) => problem.code).join(", ");

/**
 * Asks every company of a run for the learners it was proposed for, one question a company and trade.
 * What no longer fits (somebody was asked for elsewhere, a place went) is told with every reason, and
 * then nobody is asked: the run is made again.
 */
export async function keepMatching(
  tx: Tx,
  flowId: string,
  matchId: string,
  publicUrl: string,
): Promise<Result<number>> {
  const flow = await mayMatch(tx, flowId);
  const run = flow && isUuid(matchId) ? await oneRun(tx, matchId, true) : undefined;
  if (!flow || run?.flowId !== flowId) return notFound;
  if (run.keptAt) return refuse({ code: "changed-meanwhile" });
  const { placed, places } = JSON.parse(run.content) as MatchContent;
  const trades = new Map(
    (await staysOfFlow(tx, flowId)).map((stay) => [stay.mobilityId, stay.trade]),
  );
  const groups = new Map<string, { organisationId: string; people: string[] }>();
  for (const [mobilityId, place] of Object.entries(placed).sort()) {
    const at = places.find((each) => each.place === place);
    if (!at) continue;
    const key = `${at.organisationId} ${trades.get(mobilityId) ?? ""}`;
    const group = groups.get(key) ?? { organisationId: at.organisationId, people: [] };
    group.people.push(mobilityId);
    groups.set(key, group);
  }
  if (groups.size === 0) return refuse({ code: "match-nobody-placed" });
  const problems: Problem[] = [];
  // Companies in one order, so that two who keep at once do not wait for each other.
  for (const [, { organisationId, people }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const asked = await askHost(tx, {
      organisationId,
      flowId,
      mobilityIds: people,
      publicUrl,
    });
    if (!asked.ok) problems.push(...asked.problems.map(({ field: _, ...problem }) => problem));
  }
  if (problems.length > 0) return refuse(...problems);
  await markKept(tx, matchId);
  await record(
    tx,
    "match-run.kept",
    { type: "flow", id: flowId },
    { matchId, requests: groups.size },
  );
  return ok(groups.size);
}

/** A person decides for one learner, with a reason; the runs to come keep to it. */
export async function pinToCompany(
  tx: Tx,
  flowId: string,
  from: MatchPin,
): Promise<Result<string>> {
  const flow = await mayMatch(tx, flowId);
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
  const flow = await mayMatch(tx, flowId);
  if (!flow || !isUuid(pinnedId)) return notFound;
  if (!(await endPin(tx, flowId, pinnedId))) return notFound;
  await record(tx, "match-pin.ended", { type: "flow", id: flowId }, { pinId: pinnedId });
  return ok(pinnedId);
}

export const listMatchRuns = async (tx: Tx, flowId: string): Promise<MatchRunLine[]> =>
  (await mayMatch(tx, flowId)) ? runsOf(tx, flowId) : [];

export const listMatchPins = async (tx: Tx, flowId: string): Promise<KeptPin[]> =>
  (await mayMatch(tx, flowId)) ? pinsOf(tx, flowId) : [];

export async function readMatchRun(
  tx: Tx,
  flowId: string,
  matchId: string,
): Promise<(MatchRunLine & { readonly found: MatchContent }) | null> {
  if (!isUuid(matchId) || !(await mayMatch(tx, flowId))) return null;
  const run = await oneRun(tx, matchId);
  if (run?.flowId !== flowId) return null;
  const { content, ...line } = run;
  return { ...line, found: JSON.parse(content) as MatchContent };
}
