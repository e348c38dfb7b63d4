import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { answersInWords } from "./answers-in-words.ts";
import { entryProblems } from "./application.rules.ts";
import type { PickedFlow } from "./draft.store.ts";
import type { Draft } from "./draft.ts";
import { entryOfDraft } from "./entry-of-draft.ts";
import { pagesOfDraft, todayOf } from "./read-draft.ts";
import { besideDraft, insertSent } from "./send-own.store.ts";

/**
 * The way of `registerApplicant` for somebody's own form, with its rules and in three trips to the
 * database instead of ten: thousands take it in the last minute of a call.
 * @param schoolId the school of the list, or the one just written down for it
 */
export async function sendOwn(
  tx: Tx,
  draft: Draft,
  schoolId: string,
  words: Words,
  gone: (flows: readonly PickedFlow[]) => Problem[],
): Promise<Result<{ readonly applicationId: string }>> {
  const entry = entryOfDraft(draft, schoolId, draft.answers);
  const beside = await besideDraft(tx, draft.call.id, entry);
  if (!beside || (beside.state !== "open" && beside.state !== "closed")) {
    return refuse({ code: "call-closed" });
  }
  const facts = {
    state: beside.state,
    criteria: [],
    flowIds: new Set(beside.flows.map((flow) => flow.id)),
    organisationIds: new Set(beside.organisationIds),
    countries: new Set(beside.countries),
  };
  const lost = gone(beside.flows);
  const problems = lost.length > 0 ? lost : entryProblems(entry, facts, todayOf(tx));
  if (problems.length > 0) return refuse(...problems);
  const spoken = answersInWords(
    words,
    pagesOfDraft(draft, todayOf(tx)),
    draft.answers,
    beside.flows,
  );
  const applicationId = await insertSent(tx, {
    draftId: draft.id,
    callId: draft.call.id,
    personId: beside.personId,
    entry,
    answers: spoken.filter((answer) => answer.kind !== "needs"),
  });
  const subject = { type: "application", id: applicationId };
  await record(tx, "application.submitted", subject, { callId: draft.call.id });
  return ok({ applicationId });
}
