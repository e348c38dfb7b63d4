import type { Result } from "../../shared/result.ts";
import { ok, refuse } from "../../shared/result.ts";

/** A learner asks that a person looks at the decision again. */
export type CheckRequestState = "open" | "answered";
export type CheckRequestAction = "answer";

export type CheckRequest = {
  readonly id: string;
  readonly applicationId: string;
  readonly runId: string;
  readonly message: string;
  readonly state: CheckRequestState;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly sendingCountry: string;
};

/** An answer stands; who still disagrees asks again, and both stay readable. */
export const checkRequestStates = {
  open: { answer: "answered" },
  answered: {},
} as const satisfies Record<
  CheckRequestState,
  Partial<Record<CheckRequestAction, CheckRequestState>>
>;

export function next(
  state: CheckRequestState,
  action: CheckRequestAction,
): Result<CheckRequestState> {
  const after = (
    checkRequestStates[state] as Partial<Record<CheckRequestAction, CheckRequestState>>
  )[action];
  return after ? ok(after) : refuse({ code: `check-request-${state}`, params: { action } });
}
