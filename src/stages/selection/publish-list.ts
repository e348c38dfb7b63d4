import { createHash } from "node:crypto";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { addDays } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { atWall, wallTimeOf } from "../../shared/wall-time.ts";
import { decidePoints } from "../applications/decide-points.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { insertList, type List, listsOf } from "./list.store.ts";
import { objectionsOf } from "./objection.store.ts";
import type { RankingFiles } from "./ranking/ranking-folder.ts";
import { type MadeRanking, makeRanking, standingCases } from "./read-cases.ts";
import { freshDecision, missingForList } from "./record-minutes.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import type { Reason, Selection } from "./selection.ts";
import { lockSelection, moveSelection } from "./selection-call.store.ts";

/** Deadlines end in the evening, when a mistake can still be told to somebody the next morning. */
const DEADLINE_TIME = "20:00";

/** One hash for the three files, as `sha256sum` in order of their names prints them. */
export const listHash = (files: RankingFiles): string => {
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const listing = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${sha(text)}  ${name}\n`)
    .join("");
  return sha(listing);
};

function reasonsOf(line: MadeRanking["lines"][number]): Reason[] {
  if (line.decidedBy === "veto") {
    const { criterion = "", reason = "" } = line.of.veto ?? {};
    return [{ code: "veto", params: { criterion, reason } }];
  }
  if (line.decidedBy !== "not-eligible") return [];
  const { reasons, note } = line.of.eligible;
  return note
    ? [...reasons, { code: "decided-by-office", params: { reason: note } }]
    : [...reasons];
}

async function makeList(
  tx: Tx,
  call: Call,
  selection: Selection,
  kind: List["kind"],
): Promise<Result<{ listId: string; ranking: MadeRanking }>> {
  const cases = await standingCases(tx, call, null);
  const problems: Problem[] = await missingForList(tx, call, cases);
  const decisionId = await freshDecision(tx, selection);
  if (!decisionId) problems.push({ code: "no-decision" });
  if (problems.length > 0 || !decisionId) return refuse(...problems);
  const number = (await listsOf(tx, call.id)).length + 1;
  const made = makeRanking(call, cases, kind, number);
  if (!made.ok) return made;
  const ranking = made.value;
  const listId = newId();
  await insertList(
    tx,
    {
      id: listId,
      callId: call.id,
      kind,
      number,
      decisionId,
      rule: ranking.files["rule.json"],
      sha256: listHash(ranking.files),
      people: ranking.lines.length,
      by: actorId(tx.actor) ?? "system",
    },
    ranking.lines.map((line) => ({
      applicationId: line.of.id,
      rank: line.rank,
      points: line.points,
      byCriterion: line.byCriterion,
      inputs: line.of.inputs,
      decidedBy: line.decidedBy,
      reasons: reasonsOf(line),
    })),
  );
  return ok({ listId, ranking });
}

/**
 * Publishes the order the committee decided on, under pseudonyms. Objections may come until the
 * evening of the last day that the call's rule names.
 */
export async function publishProvisionalList(tx: Tx, callId: string): Promise<Result<string>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const selection = call && (await lockSelection(tx, call.id));
  if (!call || !selection) return notFound;
  const to = next("selection", selection.state, "publish");
  if (!to.ok) return to;
  const made = await makeList(tx, call, selection, "provisional");
  if (!made.ok) return made;
  const { day } = wallTimeOf(tx.now);
  const until = atWall(addDays(day, call.objectionDays), DEADLINE_TIME);
  // A call without days for objections may go on at once.
  await moveSelection(tx, selection.id, to.value, call.objectionDays === 0 ? tx.now : until);
  await record(
    tx,
    "list.provisional-published",
    { type: "list", id: made.value.listId },
    { callId, people: made.value.ranking.lines.length },
  );
  return ok(made.value.listId);
}

/** Everything that keeps a provisional list from becoming final, all at once. */
export async function finalObstacles(tx: Tx, call: Call, selection: Selection): Promise<Problem[]> {
  const to = next("selection", selection.state, "finish");
  if (!to.ok) return [...to.problems];
  const problems: Problem[] = [];
  const until = selection.objectionsUntil;
  // A page opened in time may be sent until the call's minutes of grace are over.
  const ends = until && until.getTime() + call.graceMinutes * 60_000;
  if (until && ends && call.objectionDays > 0 && tx.now.getTime() <= ends) {
    problems.push({ code: "objections-still-possible", params: { until: wallTimeOf(until).day } });
  }
  const open = (await objectionsOf(tx, call.id, null)).filter((one) => one.state === "open");
  if (open.length > 0) problems.push({ code: "objections-open", params: { count: open.length } });
  if (!(await freshDecision(tx, selection))) problems.push({ code: "no-decision" });
  return problems;
}

/**
 * The list that stands: its points become everybody's points, and the allocation may begin. From
 * here on the database itself refuses a change of it.
 */
export async function publishFinalList(tx: Tx, callId: string): Promise<Result<string>> {
  if (!can.lead(tx.actor)) return notFound;
  const call = await readCall(tx, callId);
  const selection = call && (await lockSelection(tx, call.id));
  if (!call || !selection) return notFound;
  const obstacles = await finalObstacles(tx, call, selection);
  if (obstacles.length > 0) return refuse(...obstacles);
  const made = await makeList(tx, call, selection, "final");
  if (!made.ok) return made;
  const { listId, ranking } = made.value;
  const written = await decidePoints(
    tx,
    callId,
    ranking.lines.map((line) => ({ applicationId: line.of.id, byCriterion: line.byCriterion })),
  );
  if (!written.ok) return written;
  await moveSelection(tx, selection.id, "final");
  await record(
    tx,
    "list.final-published",
    { type: "list", id: listId },
    { callId, people: ranking.lines.length },
  );
  return ok(listId);
}
