import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { type FrozenAnswer, readAnswers } from "../applications/read-answers.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { readCountryWord } from "../schools/preselect.ts";
import { type Conflict, conflictsOfCase, type Note, notesOf } from "./assessment.store.ts";
import { callOfCase, seenCountries } from "./case.store.ts";
import { type Interview, interviewOf } from "./interview.store.ts";
import { type Case, standingCases } from "./read-cases.ts";
import { type Score, scoresOfCase } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import type { Assessor, Selection } from "./selection.ts";
import { assessorsOf, selectionOf } from "./selection-call.store.ts";
import { type Writing, writingOf } from "./writing.store.ts";

export type WholeCase = {
  readonly call: Call;
  readonly selection: Selection;
  readonly one: Case;
  readonly answers: readonly FrozenAnswer[];
  /** Everything ever scored, oldest first, corrections and their reasons included. */
  readonly history: readonly Score[];
  readonly notes: readonly Note[];
  readonly interview: Interview | null;
  readonly conflicts: readonly Conflict[];
  readonly assessors: readonly Assessor[];
  readonly writing: Writing | null;
  /** What the country wrote of the person before the assessors; null where it wrote nothing. */
  readonly word: Awaited<ReturnType<typeof readCountryWord>>;
};

/** One case as the office sees it, with the person's name; undefined for another country's. */
export async function readCase(tx: Tx, applicationId: string): Promise<WholeCase | undefined> {
  if (!can.seeSelection(tx.actor) || !isUuid(applicationId)) return undefined;
  const callId = await callOfCase(tx, applicationId);
  const call = callId ? await readCall(tx, callId) : null;
  const selection = call && (await selectionOf(tx, call.id));
  if (!call || !selection) return undefined;
  const [one] = await standingCases(tx, call, seenCountries(tx), applicationId);
  if (!one) return undefined;
  return {
    call,
    selection,
    one,
    answers: (await readAnswers(tx, applicationId, { blind: false })) ?? [],
    history: await scoresOfCase(tx, applicationId),
    notes: await notesOf(tx, applicationId, null),
    interview: (await interviewOf(tx, applicationId)) ?? null,
    conflicts: await conflictsOfCase(tx, applicationId),
    assessors: await assessorsOf(tx, call.id),
    writing: await writingOf(tx, applicationId),
    word: await readCountryWord(tx, applicationId),
  };
}
