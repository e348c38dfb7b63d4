import type { Actor } from "../../platform/db/actor.ts";
import { can as application } from "./application.policy.ts";

type Owned = { readonly id: string; readonly country: string | null };

/** Who may do what with an application on its way; what is not said here is forbidden. */
export const can = {
  /** Anybody may begin one: no account, no invitation. Staff do it on somebody's behalf. */
  begin: (actor: Actor): boolean =>
    actor.kind === "anonymous" || actor.kind === "applicant" || application.register(actor),

  /** Its applicant, by the code; staff who may register people of that country. */
  write: (actor: Actor, draft: Owned): boolean =>
    actor.kind === "applicant"
      ? actor.draftId === draft.id
      : actor.kind !== "anonymous" && application.register(actor, draft.country ?? undefined),

  /** Whoever opened a sent one by code and birth date takes it up again. */
  correct: (actor: Actor, applicationId: string): boolean =>
    actor.kind === "learner" && actor.applicationId === applicationId,
} as const;
