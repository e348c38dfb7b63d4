import { ok, type Result, refuse } from "../../shared/result.ts";

export const DRAFT_STATES = ["open", "sent", "discarded"] as const;
export type DraftState = (typeof DRAFT_STATES)[number];
export const DRAFT_ACTIONS = ["send", "discard", "correct", "keep"] as const;
export type DraftAction = (typeof DRAFT_ACTIONS)[number];

/**
 * What can be done with an application on its way. `correct` takes up again what was sent, `keep`
 * leaves it as it was sent; what was sent stands until it is sent anew.
 */
export const DRAFT_STEPS = {
  open: { send: "sent", discard: "discarded", keep: "sent" },
  sent: { correct: "open" },
  discarded: {},
} as const satisfies Record<DraftState, Partial<Record<DraftAction, DraftState>>>;

export function nextDraft(state: DraftState, action: DraftAction): Result<DraftState> {
  const steps: Partial<Record<DraftAction, DraftState>> = DRAFT_STEPS[state];
  const to = steps[action];
  return to ? ok(to) : refuse({ code: "draft-not-in-state", params: { state, action } });
}
