import type { Actor } from "../../platform/db/actor.ts";
import { can as application } from "./application.policy.ts";
import type { EnteredBy } from "./draft.ts";

type Owned = {
  readonly id: string;
  readonly country: string | null;
  readonly organisationId: string | null;
  readonly enteredBy: EnteredBy;
  readonly isSent: boolean;
};

/** Who may do what with an application on its way; what is not said here is forbidden. */
export const can = {
  /** Anybody may begin one: no account, no invitation. Staff do it on somebody's behalf. */
  begin: (actor: Actor): boolean =>
    actor.kind === "anonymous" ||
    actor.kind === "applicant" ||
    application.enterFor(actor, { country: null, organisationId: null }),

  /**
   * Its applicant, by the code. Staff of that country or school: what they began on somebody's
   * behalf, and what was sent; what a person is still writing is nobody else's.
   */
  write: (actor: Actor, draft: Owned): boolean => {
    if (actor.kind === "applicant") return actor.draftId === draft.id;
    if (actor.kind === "system") return true;
    if (actor.kind !== "staff" || !application.enterFor(actor, draft)) return false;
    if (draft.enteredBy.kind === "applicant") return draft.isSent;
    // Before the school is known there is no country to tell whose it is.
    return (
      (draft.country !== null && draft.organisationId !== null) ||
      draft.enteredBy.userId === actor.userId ||
      application.register(actor, draft.country ?? "")
    );
  },

  /** Whoever opened a sent one by code and birth date takes it up again. */
  correct: (actor: Actor, applicationId: string): boolean =>
    actor.kind === "learner" && actor.applicationId === applicationId,
} as const;
