import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./draft.policy.ts";
import { nextDraft } from "./draft.rules.ts";
import { draftById, setDraftState } from "./draft.store.ts";
import { saveNeeds } from "./needs.store.ts";
import { ownedOf, permissionFor } from "./read-draft.ts";

/**
 * Throws an application away that was never sent: every answer is erased, the sealed one too. One
 * that is being corrected stays as it was sent.
 */
export async function discardDraft(tx: Tx, draftId: string): Promise<Result<"erased" | "kept">> {
  const draft = await draftById(tx, { id: draftId }, true);
  if (!draft || !can.write(tx.actor, ownedOf(draft))) return notFound;
  const to = nextDraft(draft.state, draft.sent ? "keep" : "discard");
  if (!to.ok) return to;
  if (draft.sent) {
    await setDraftState(tx, draft.id, to.value);
    await record(tx, "draft.correction-left", { type: "draft", id: draft.id });
    return ok("kept");
  }
  await saveNeeds(tx, draft.id, "");
  await setDraftState(tx, draft.id, to.value, { answers: {} });
  await record(tx, "draft.discarded", { type: "draft", id: draft.id });
  return ok("erased");
}

/**
 * Takes up again what was sent, until the call closes. What was sent stands until it is sent anew.
 * @returns the draft to go on with
 */
export async function reopenForCorrection(
  tx: Tx,
  applicationId: string,
): Promise<Result<{ readonly draftId: string }>> {
  if (!can.correct(tx.actor, applicationId)) return notFound;
  const draft = await draftById(tx, { applicationId }, true);
  // One that came from a file or a paper has no form to take up: the office corrects it.
  if (!draft?.sent) return refuse({ code: "correct-by-office" });
  if (draft.sent.state !== "submitted") {
    return refuse({ code: "application-not-in-state", params: { state: draft.sent.state } });
  }
  const permitted = permissionFor(draft, tx.now);
  if (!permitted.ok) return permitted;
  if (draft.state === "open") return ok({ draftId: draft.id });
  const to = nextDraft(draft.state, "correct");
  if (!to.ok) return to;
  await setDraftState(tx, draft.id, to.value);
  await record(tx, "draft.correction-begun", { type: "draft", id: draft.id });
  return ok({ draftId: draft.id });
}
