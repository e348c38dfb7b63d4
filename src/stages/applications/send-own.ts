import type { Tx } from "../../platform/db/index.ts";
import type { Words } from "../../platform/i18n/index.ts";
import type { NewMail } from "../../platform/mail/index.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { answersInWords } from "./answers-in-words.ts";
import { entryProblems } from "./application.rules.ts";
import type { PickedFlow } from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { entryOfDraft } from "./entry-of-draft.ts";
import { pagesOfDraft, todayOf } from "./read-draft.ts";
import { insertSent } from "./send-own.store.ts";

/**
 * The way of `registerApplicant` for somebody's own form, with its rules and in one trip to the
 * database instead of a dozen: thousands take it in the last minute of a call.
 * @param schoolId the school of the list, or the one just written down for it
 */
export async function sendOwn(
  tx: Tx,
  draft: Draft,
  from: {
    readonly schoolId: string;
    readonly flows: readonly PickedFlow[];
    readonly words: Words;
    readonly letter: NewMail | null;
  },
): Promise<Result<{ readonly applicationId: string }>> {
  const entry = entryOfDraft(draft, from.schoolId, draft.answers);
  const facts = {
    state: draft.call.state,
    criteria: [],
    flowIds: new Set(from.flows.map((flow) => flow.id)),
    // Both were chosen from the scheme's own lists when they were saved, and nothing is taken off these.
    organisationIds: new Set([from.schoolId]),
    countries: new Set([entry.person.country]),
  };
  const problems = entryProblems(entry, facts, todayOf(tx));
  if (problems.length > 0) return refuse(...problems);
  const pages = pagesOfDraft(draft, todayOf(tx));
  const spoken = answersInWords(from.words, pages, draft.answers, from.flows);
  const applicationId = await insertSent(tx, {
    draftId: draft.id,
    callId: draft.call.id,
    entry,
    answers: spoken.filter((answer) => answer.kind !== "needs"),
    letter: from.letter,
  });
  return ok({ applicationId });
}
