import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { matchMobility } from "../mobilities/match-mobility.ts";
import { hostProblems, type Learner } from "./capacity.rules.ts";
import { capacitiesOf, guestsOf, lockHost } from "./capacity.store.ts";
import { can } from "./hosting.policy.ts";
import { type HostRequest, TRADE_OPEN } from "./hosting.ts";
import { writeToHost } from "./letters.ts";
import { leaveRequest, lockRequest, oneRequest } from "./request.store.ts";
import { type FlowStay, lockStays, staysById } from "./stay.store.ts";
import { givePlaceInRequest } from "./take-over.store.ts";

/** Somebody who may come instead, with or without a stay yet. */
export type Successor = Learner & { readonly name: string };

const nameOf = (stay: Pick<FlowStay, "givenNames" | "familyName">): string =>
  `${stay.givenNames} ${stay.familyName}`;

/**
 * What speaks against somebody at the company of a person who does not go: the trade and the days for
 * which the company said yes, its free places and its least age. All of it at once.
 */
async function companyProblems(
  tx: Tx,
  gone: FlowStay,
  request: HostRequest | null,
  next: Successor,
  mobilityId: string | null,
): Promise<Problem[]> {
  const companyId = gone.companyId ?? "";
  const rows = await capacitiesOf(tx, [companyId]);
  const held = (await guestsOf(tx, [companyId])).filter((one) => one.mobilityId !== mobilityId);
  const asked = request && request.trade !== TRADE_OPEN ? request.trade : gone.trade;
  const takes =
    next.trade === null ||
    next.trade === asked ||
    (rows.length === 0
      ? asked === null
      : rows.some((row) => [null, next.trade].includes(row.trade)));
  const problems: Problem[] = [];
  if (!takes) {
    const params = { names: next.name, trade: next.trade ?? "" };
    problems.push({ code: "handover-other-trade", params, field: "company" });
  }
  const starts = request?.changedStarts ?? request?.starts;
  const ends = request?.changedEnds ?? request?.ends;
  if (starts && ends && (next.starts < starts || next.ends > ends)) {
    const params = { names: next.name, starts, ends };
    problems.push({ code: "host-other-days", params, field: "company" });
  }
  for (const problem of hostProblems(rows, held, [{ ...next, trade: next.trade ?? asked }])) {
    // Of a trade that the company does not take there is no place either: said once.
    if (takes || problem.code !== "host-full") problems.push({ ...problem, field: "company" });
  }
  return problems;
}

const requestOf = async (tx: Tx, stay: FlowStay): Promise<HostRequest | null> =>
  stay.requestId ? ((await oneRequest(tx, stay.requestId)) ?? null) : null;

/** Whether the company of somebody who does not go could take this one instead, before anybody asks. */
export async function readTakeOver(
  tx: Tx,
  goneId: string,
  next: Successor,
): Promise<readonly Problem[]> {
  const [gone] = can.seeHosting(tx.actor) && isUuid(goneId) ? await staysById(tx, [goneId]) : [];
  if (!gone?.companyId) return [];
  return companyProblems(tx, gone, await requestOf(tx, gone), next, null);
}

/**
 * The place at a company of somebody who does not go is given to another learner, in the question to
 * which the company said yes. The company hears that somebody else comes and reads who by its link.
 * The caller holds both stays.
 */
export async function takeOverPlace(
  tx: Tx,
  goneId: string,
  nextId: string,
  publicUrl: string,
): Promise<Result<string>> {
  const known = await staysById(tx, [goneId, nextId]);
  const gone = known.find((stay) => stay.mobilityId === goneId);
  if (!gone?.companyId || !can.matchLearners(tx.actor, gone.sendingCountry)) return notFound;
  const { companyId } = gone;
  if (!(await lockHost(tx, companyId))) return notFound;
  const request = gone.requestId ? ((await lockRequest(tx, gone.requestId)) ?? null) : null;
  await lockStays(tx, [goneId, nextId]);
  const next = (await staysById(tx, [nextId]))[0];
  if (!next || !can.matchLearners(tx.actor, next.sendingCountry)) return notFound;
  const names = nameOf(next);
  const problems: Problem[] = [];
  if (next.state !== "planned" || next.companyId !== null) {
    problems.push({ code: "stay-not-waiting", params: { names }, field: "company" });
  } else if (next.requestId !== null) {
    problems.push({ code: "stay-asked-already", params: { names }, field: "company" });
  }
  if (next.starts <= wallTimeOf(tx.now).day) {
    problems.push({ code: "host-stay-begun", params: { names }, field: "company" });
  }
  const successor = { ...next, name: names };
  problems.push(...(await companyProblems(tx, gone, request, successor, nextId)));
  if (problems.length > 0) return refuse(...problems);
  const matched = await matchMobility(tx, nextId, companyId);
  if (!matched.ok) return matched;
  if (request) {
    await givePlaceInRequest(tx, request.id, goneId, nextId);
    await writeToHost(tx, "host.mail-instead", request, publicUrl);
    await record(
      tx,
      "host-request.people-shared",
      { type: "organisation", id: companyId },
      { requestId: request.id, mobilityIds: [nextId] },
    );
  }
  return ok(companyId);
}

/** The place of somebody who does not go is free again, and the company hears that one fewer comes. */
export async function giveBackPlace(tx: Tx, goneId: string, publicUrl: string): Promise<void> {
  const [gone] = await staysById(tx, [goneId]);
  const request = gone && (await requestOf(tx, gone));
  if (!gone?.companyId || !request || !can.matchLearners(tx.actor, gone.sendingCountry)) return;
  await leaveRequest(tx, request.id, [goneId]);
  await writeToHost(tx, "host.mail-fewer", request, publicUrl);
}
