import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { HOME } from "../mobilities/mobility.rules.ts";
import { type Answers, type Lived, PROMPTS, type ReflectionState } from "./reflection.ts";

type ReflectionAction = "send" | "offer";

/** What was sent may be sent better until the library has it. */
export const reflectionStates = {
  asked: { send: "sent" },
  sent: { send: "sent", offer: "offered" },
  offered: {},
} as const satisfies Record<ReflectionState, Partial<Record<ReflectionAction, ReflectionState>>>;

export function next(state: ReflectionState, action: ReflectionAction): Result<ReflectionState> {
  const after = (reflectionStates[state] as Partial<Record<ReflectionAction, ReflectionState>>)[
    action
  ];
  return after ? ok(after) : refuse({ code: `reflection-${state}` });
}

/** As long as an answer of an application, so that nobody counts letters. */
export const LONGEST_ANSWER = 3000;

/** All three are asked, each at its field. */
export const answerProblems = (answers: Answers): Problem[] =>
  PROMPTS.flatMap((field): Problem[] => {
    const text = answers[field].trim();
    if (text === "") return [{ code: "required", field }];
    return text.length > LONGEST_ANSWER
      ? [{ code: "too-long", params: { max: LONGEST_ANSWER }, field }]
      : [];
  });

/**
 * A stay that counts as done. Whoever came home early has a way home to be settled first: its last
 * day may still change, and a certificate says days.
 */
export const DONE = HOME.filter((state) => state !== "early-return");

/** Why nothing is asked, or certified, about a stay; of learners other papers speak. */
export function notYet(lived: Pick<Lived, "audience" | "state">): Problem | undefined {
  if (lived.audience !== "staff") return { code: "outcome-staff-only" };
  if (!(DONE as readonly string[]).includes(lived.state)) return { code: "outcome-not-home" };
  return undefined;
}
