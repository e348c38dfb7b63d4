import type { Tx } from "../../platform/db/index.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { notesOf, ownAssessment, type QueueCase, queueOf } from "./assessment.store.ts";
import { type CaseAnswer, readCaseAnswers } from "./case-answers.ts";
import { ownScores, type Score, scoresOfCase, standingScores } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import type { Assessor, Selection } from "./selection.ts";
import { liveAssessor, queueLines, selectionOf } from "./selection-call.store.ts";
import { minutesLeft } from "./spread.rules.ts";
import { blindWriting, type Writing, writingOf } from "./writing.store.ts";

export type { Note, QueueCase } from "./assessment.store.ts";
export type { CaseAnswer } from "./case-answers.ts";
export type { Score } from "./score.store.ts";

/** In which order the next case comes; an assessor chooses. */
export const QUEUE_ORDERS = ["given", "trade", "fewest", "random"] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

export type Queue = {
  readonly call: Call;
  readonly selection: Selection;
  readonly assessor: Assessor;
  /** All but those in conflict, the next one first among those that wait. */
  readonly cases: readonly QueueCase[];
  readonly done: number;
  readonly minutesLeft: number;
};

/** Queues of whoever asks. */
export const listQueues = (tx: Tx) =>
  can.assess(tx.actor) && tx.actor.kind === "staff" ? queueLines(tx, tx.actor.userId) : [];

/** Undefined for everybody who is no assessor of this call. */
export async function readQueue(tx: Tx, callId: string): Promise<Queue | undefined> {
  const { actor } = tx;
  if (!can.assess(actor) || actor.kind !== "staff") return undefined;
  const call = await readCall(tx, callId);
  const assessor = call && (await liveAssessor(tx, call.id, actor.userId));
  const selection = assessor && (await selectionOf(tx, call.id));
  if (!call || !assessor || !selection) return undefined;
  const cases = (await queueOf(tx, assessor.id)).filter((one) => one.state !== "conflicted");
  const saved = cases.filter((one) => one.state === "scored");
  return {
    call,
    selection,
    assessor,
    cases,
    done: saved.length,
    minutesLeft: minutesLeft(
      saved.flatMap((one) => one.savedAt ?? []),
      cases.length - saved.length,
    ),
  };
}

/** The case after this one: shared ones first, skipped ones last. */
export function nextCase(
  queue: Pick<Queue, "cases">,
  after: string | null,
  order: QueueOrder = "given",
): QueueCase | undefined {
  const current = queue.cases.find((one) => one.id === after);
  const rank = (one: QueueCase): number => (one.shared ? 0 : 1) + (one.state === "skipped" ? 2 : 0);
  const wish = (one: QueueCase): number => {
    if (order === "trade") return one.trade === current?.trade ? 0 : 1;
    return order === "fewest" ? one.others : 0;
  };
  // Ids are random already: their order is as good a shuffle as any, and the same on every page.
  const chance = (a: QueueCase, b: QueueCase) =>
    order === "random" ? (a.id < b.id ? -1 : 1) : queue.cases.indexOf(a) - queue.cases.indexOf(b);
  return queue.cases
    .filter((one) => one.id !== after && (one.state === "waiting" || one.state === "skipped"))
    .sort((a, b) => rank(a) - rank(b) || wish(a) - wish(b) || chance(a, b))[0];
}

export type OpenCase = {
  readonly queue: Queue;
  readonly one: QueueCase;
  readonly number: number;
  readonly answers: readonly CaseAnswer[];
  readonly scores: readonly Score[];
  /** What others gave; empty until the own scores are saved. */
  readonly others: readonly Score[];
  readonly notes: Awaited<ReturnType<typeof notesOf>>;
  /** Who typed it, without a name. */
  readonly writing: Writing | null;
};

/**
 * A case as its assessor may see it: answers without anything that says who wrote them. In conflict
 * there is no case. Others' scores and notes come only after one's own scores are saved, so that
 * nobody is led.
 */
export async function readOpenCase(tx: Tx, assessmentId: string): Promise<OpenCase | undefined> {
  const { actor } = tx;
  if (!can.assess(actor) || actor.kind !== "staff") return undefined;
  const own = await ownAssessment(tx, assessmentId, actor.userId, false);
  if (!own || own.state === "conflicted") return undefined;
  const queue = await readQueue(tx, own.callId);
  const one = queue?.cases.find((each) => each.id === own.id);
  if (!queue || !one) return undefined;
  const saved = own.state === "scored";
  const writing = await writingOf(tx, own.applicationId);
  const all = saved ? await scoresOfCase(tx, own.applicationId) : [];
  return {
    queue,
    one,
    number: queue.cases.indexOf(one) + 1,
    answers: await readCaseAnswers(tx, own.applicationId),
    scores: await ownScores(tx, own.assessorId, [own.applicationId]),
    others: newest(all.filter((s) => s.source === "assessor" && s.assessorId !== own.assessorId)),
    notes: (await notesOf(tx, own.applicationId, own.assessorId)).filter(
      (note) => saved || note.assessorId === own.assessorId,
    ),
    writing: writing && blindWriting(writing),
  };
}

/** Scores come oldest first: the last of each assessor and criterion stands. */
export const newest = (scores: readonly Score[]): Score[] => [
  ...new Map(scores.map((score) => [`${score.criterion} ${score.assessorId}`, score])).values(),
];

export type Measure = {
  readonly applicationId: string;
  readonly criterion: string;
  readonly own: number;
  readonly mean: number;
  readonly others: number;
};

/** How one's scores of the shared cases stand beside everybody's; only cases one has scored. */
export async function readMeasures(tx: Tx, queue: Queue): Promise<Measure[]> {
  const shared = new Set(
    queue.cases.filter((c) => c.shared && c.state === "scored").map((c) => c.applicationId),
  );
  if (shared.size === 0) return [];
  const scores = (await standingScores(tx, queue.call.id)).filter((s) => shared.has(s.caseId));
  return scores
    .filter((score) => score.assessorId === queue.assessor.id)
    .flatMap((score) => {
      const others = scores.filter(
        (s) =>
          s.caseId === score.caseId &&
          s.criterion === score.criterion &&
          s.assessorId !== queue.assessor.id,
      );
      if (others.length === 0) return [];
      const sum = others.reduce((total, other) => total + other.value, 0);
      return [
        {
          applicationId: score.caseId,
          criterion: score.criterion,
          own: score.value,
          mean: sum / others.length,
          others: others.length,
        },
      ];
    });
}
