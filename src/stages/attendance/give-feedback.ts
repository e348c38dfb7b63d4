import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { OwnRegistration } from "../events/own-registration.ts";
import { attendees } from "./attendance.store.ts";
import { type Feedback, feedbackOf, hasAnswered, insertFeedback } from "./feedback.store.ts";
import { seenEvent } from "./kept-event.ts";

export type { Feedback } from "./feedback.store.ts";

const MOST_LETTERS = 1000;
/** Fewer answers would point at somebody. */
const FEWEST = 3;

/** Three questions, answered once, by whoever was there. */
export async function giveFeedback(
  { tx, registration, event }: OwnRegistration,
  typed: { readonly useful: string; readonly takeHome: string; readonly better: string },
): Promise<Result<null>> {
  const [own] = await attendees(tx, event.id, registration.id);
  if (!own || own.arrivals.length === 0) return refuse({ code: "feedback-not-there" });
  const problems: Problem[] = [];
  if (typed.useful === "") problems.push({ code: "required", field: "useful" });
  else if (!/^[1-5]$/.test(typed.useful)) problems.push({ code: "not-a-choice", field: "useful" });
  for (const field of ["takeHome", "better"] as const) {
    if (typed[field].length > MOST_LETTERS) {
      problems.push({ code: "too-long", params: { max: MOST_LETTERS }, field });
    }
  }
  if (problems.length > 0) return refuse(...problems);
  const of = { eventId: event.id, registrationId: registration.id };
  const said = { useful: Number(typed.useful), takeHome: typed.takeHome, better: typed.better };
  if (!(await insertFeedback(tx, of, said))) return refuse({ code: "feedback-given" });
  await record(tx, "event.feedback-given", { type: "event", id: event.id });
  return ok(null);
}

/** Whether somebody answered already. */
export const hasGivenFeedback = ({ tx, registration }: OwnRegistration): Promise<boolean> =>
  hasAnswered(tx, registration.id);

export type FeedbackList = {
  readonly count: number;
  /** How many chose 1 to 5, in this order; null while so few answered that it would point at somebody. */
  readonly useful: readonly number[] | null;
  readonly answers: readonly Feedback[];
};

/** What people thought of it, for the office. */
export async function readFeedback(tx: Tx, eventId: string): Promise<FeedbackList> {
  if (!(await seenEvent(tx, eventId))) return { count: 0, useful: null, answers: [] };
  const answers = await feedbackOf(tx, eventId);
  if (answers.length < FEWEST) return { count: answers.length, useful: null, answers: [] };
  const useful = [1, 2, 3, 4, 5].map(
    (points) => answers.filter((one) => one.useful === points).length,
  );
  return { count: answers.length, useful, answers };
}
