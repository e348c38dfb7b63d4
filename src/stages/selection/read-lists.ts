import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import {
  type List,
  type ListLine,
  lineOf,
  linesOf,
  listsOf,
  oneList,
  rankedOn,
  seatsOf,
} from "./list.store.ts";
import { type Objection, objecting, objectionOnList } from "./objection.store.ts";
import { pseudonymOf } from "./pseudonym.ts";
import { listHash } from "./publish-list.ts";
import type { RankedLine } from "./ranking/ranking.ts";
import { listFile, parseRule, type RankingFiles, scoresFile } from "./ranking/ranking-folder.ts";
import { can } from "./selection.policy.ts";
import type { Selection } from "./selection.ts";
import { selectionOf } from "./selection-call.store.ts";

export type { List, ListLine } from "./list.store.ts";

/** Below this many people a list under pseudonyms still points at somebody. */
export const FEWEST_ON_LIST = 10;

export type PublicLine = RankedLine;
export type ReadList = {
  readonly list: List;
  readonly call: Call;
  readonly selection: Selection;
  readonly seats: number;
  /** Empty where the list is too short to be shown. */
  readonly lines: readonly PublicLine[];
};

const publicLine = (callId: string, line: ListLine): PublicLine => ({
  id: pseudonymOf(callId, line.applicationId),
  rank: line.rank,
  points: line.points,
  byCriterion: line.byCriterion,
  decidedBy: line.decidedBy,
});

/** Ranked people first; the others in the order of what they are called. */
const inOrder = (a: PublicLine, b: PublicLine): number =>
  a.rank !== null && b.rank !== null
    ? a.rank - b.rank
    : Number(a.rank === null) - Number(b.rank === null) || (a.id < b.id ? -1 : 1);

/** A published list for anybody; undefined where there is none. */
export async function readList(tx: Tx, listId: string): Promise<ReadList | undefined> {
  const list = await oneList(tx, listId);
  const call = list && (await readCall(tx, list.callId));
  const selection = call && (await selectionOf(tx, call.id));
  if (!list || !call || !selection) return undefined;
  const shown = list.people >= FEWEST_ON_LIST || can.seeSelection(tx.actor);
  const lines = shown ? await linesOf(tx, list.id) : [];
  return {
    list,
    call,
    selection,
    seats: await seatsOf(tx, call.id),
    lines: lines.map((line) => publicLine(call.id, line)).sort(inOrder),
  };
}

/**
 * The three files of a list, made anew from its frozen lines. Refused when they are not those that
 * were hashed when it was published.
 */
export async function readListFiles(tx: Tx, listId: string): Promise<Result<RankingFiles>> {
  const list = await oneList(tx, listId);
  if (!list) return notFound;
  const office = tx.actor.kind === "staff" || tx.actor.kind === "system";
  if (office ? !can.exportRanking(tx.actor) : list.people < FEWEST_ON_LIST) return notFound;
  const lines = await linesOf(tx, list.id);
  const rule = parseRule(list.rule);
  if (!rule.ok) return rule;
  const people = lines.map((line) => ({
    id: pseudonymOf(list.callId, line.applicationId),
    inputs: line.inputs,
  }));
  const shown = lines.map((line) => publicLine(list.callId, line)).sort(inOrder);
  const files: RankingFiles = {
    "rule.json": list.rule,
    "scores.csv": scoresFile(rule.value, people),
    "list.csv": listFile(rule.value, shown),
  };
  return listHash(files) === list.sha256 ? ok(files) : refuse({ code: "list-tampered" });
}

/** One person's place on the newest list of the call, and what can be done about it. */
export type OwnStanding = {
  readonly list: List;
  readonly line: ListLine;
  readonly pseudonym: string;
  readonly seats: number;
  /** How many have a rank. */
  readonly ranked: number;
  readonly selection: Selection;
  readonly objection: Objection | null;
  /** True until the deadline and the call's grace, while nothing was said yet. */
  readonly mayObject: boolean;
};

/**
 * Where somebody stands. `not-yet` while points are being decided, null where no list decides them:
 * until a list is published the points on record are not the ones that count.
 */
export async function readOwnStanding(
  tx: Tx<LearnerActor>,
): Promise<OwnStanding | "not-yet" | null> {
  const { applicationId } = tx.actor;
  const of = await objecting(tx, applicationId);
  if (!of?.needsList) return null;
  const [list, ...earlier] = await listsOf(tx, of.callId);
  const line = list && (await lineOf(tx, list.id, applicationId));
  const selection = await selectionOf(tx, of.callId);
  if (!list || !line || !selection) return "not-yet";
  const provisional = [list, ...earlier].find((one) => one.kind === "provisional");
  const objection = provisional && (await objectionOnList(tx, provisional.id, applicationId));
  const until = (selection.objectionsUntil?.getTime() ?? 0) + of.graceMinutes * 60_000;
  return {
    list,
    line,
    pseudonym: pseudonymOf(of.callId, applicationId),
    seats: await seatsOf(tx, of.callId),
    ranked: await rankedOn(tx, list.id),
    selection,
    objection: objection ?? null,
    mayObject: selection.state === "provisional" && !objection && tx.now.getTime() <= until,
  };
}
