import { actorId, type LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readCall } from "../calls/read-calls.ts";
import { seenCountries } from "./case.store.ts";
import { addCorrection, type Correction, correctionProblems } from "./committee.ts";
import { listsOf } from "./list.store.ts";
import {
  answerObjectionRow,
  insertObjection,
  lockObjection,
  type Objection,
  objecting,
  objectionsOf,
  oneObjection,
} from "./objection.store.ts";
import { can } from "./selection.policy.ts";
import { next } from "./selection.rules.ts";
import { holdSelection } from "./selection-call.store.ts";

export type { Objection } from "./objection.store.ts";

const LEAST = 10;
const LONGEST = 3000;

function textProblems(text: string, field: string): Problem[] {
  if (text === "") return [{ code: "required", field }];
  if (text.length < LEAST) return [{ code: "too-short", params: { min: LEAST }, field }];
  return text.length > LONGEST ? [{ code: "too-long", params: { max: LONGEST }, field }] : [];
}

export const listObjections = (tx: Tx, callId: string): Promise<Objection[]> =>
  can.seeSelection(tx.actor) ? objectionsOf(tx, callId, seenCountries(tx)) : Promise.resolve([]);

export const readObjection = (tx: Tx, id: string): Promise<Objection | undefined> =>
  can.seeSelection(tx.actor) ? oneObjection(tx, id, seenCountries(tx)) : Promise.resolve(undefined);

/**
 * Somebody does not agree with the provisional list. From the own page until the deadline and the
 * call's minutes of grace; through the office as long as the list is not final, because a letter
 * may have come in time and been opened late.
 */
export async function bringObjection(
  tx: Tx,
  applicationId: string,
  text: string,
): Promise<Result<string>> {
  const of = await objecting(tx, applicationId);
  if (!of || !can.bringObjection(tx.actor, of)) return notFound;
  const selection = await holdSelection(tx, of.callId);
  if (selection?.state !== "provisional") return refuse({ code: "no-list-to-object" });
  const own = tx.actor.kind === "learner";
  const until = selection.objectionsUntil?.getTime() ?? 0;
  if (own && tx.now.getTime() > until + of.graceMinutes * 60_000) {
    return refuse({ code: "objection-too-late" });
  }
  const body = text.trim();
  const problems = textProblems(body, "message");
  if (problems.length > 0) return refuse(...problems);
  const [list] = await listsOf(tx, of.callId);
  if (!list) return refuse({ code: "no-list-to-object" });
  const id = newId();
  const written = await insertObjection(tx, {
    id,
    callId: of.callId,
    listId: list.id,
    applicationId,
    body,
    brought: own ? "own-page" : "office",
    by: own ? null : (actorId(tx.actor) ?? "system"),
  });
  if (!written) return refuse({ code: "objection-already-there" });
  await record(
    tx,
    "objection.brought",
    { type: "application", id: applicationId },
    { objectionId: id, listId: list.id },
  );
  return ok(id);
}

/** The same from somebody's own page. */
export const bringOwnObjection = (tx: Tx<LearnerActor>, text: string): Promise<Result<string>> =>
  bringObjection(tx, tx.actor.applicationId, text);

export type ObjectionAnswer = {
  readonly verdict: string;
  readonly answer: string;
  /** Points that change with an upheld objection; empty where only the words were wrong. */
  readonly corrections: readonly Correction[];
};

/** One answer to each objection, for good. An upheld one may change points, each with its reason. */
export async function answerObjection(
  tx: Tx,
  objectionId: string,
  given: ObjectionAnswer,
): Promise<Result<Objection>> {
  if (!can.lead(tx.actor)) return notFound;
  const objection = await lockObjection(tx, objectionId);
  const call = objection && (await readCall(tx, objection.callId));
  if (!objection || !call) return notFound;
  const selection = await holdSelection(tx, objection.callId);
  if (selection?.state !== "provisional") {
    return refuse({ code: `selection-${selection?.state ?? "final"}` });
  }
  const problems: Problem[] = [];
  const upheld = given.verdict === "uphold";
  if (!upheld && given.verdict !== "reject")
    problems.push({ code: "not-a-choice", field: "verdict" });
  problems.push(...textProblems(given.answer.trim(), "answer"));
  if (!upheld && given.corrections.length > 0) {
    problems.push({ code: "correction-needs-upheld", field: "verdict" });
  }
  for (const correction of given.corrections) {
    problems.push(...correctionProblems(call, correction));
  }
  const to = next("objection", objection.state, upheld ? "uphold" : "reject");
  if (!to.ok) return to;
  if (problems.length > 0) return refuse(...problems);
  const by = actorId(tx.actor) ?? "system";
  for (const correction of given.corrections) {
    await addCorrection(tx, objection.applicationId, correction, by);
  }
  await answerObjectionRow(tx, objection.id, { state: to.value, answer: given.answer.trim(), by });
  await record(
    tx,
    upheld ? "objection.upheld" : "objection.rejected",
    { type: "application", id: objection.applicationId },
    { objectionId: objection.id, corrections: given.corrections.length },
  );
  return ok(objection);
}
