import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { can } from "./call.policy.ts";
import { oneCall } from "./call.store.ts";
import type { Call } from "./call.ts";
import { type DraftChanges, PART_OF, partProblems } from "./call-parts.rules.ts";
import { frozenForms, updateDraft } from "./draft.store.ts";

/** A draft through the actor, or why it cannot be changed. */
export async function draftOf(tx: Tx, callId: string): Promise<Result<Call>> {
  const call = isUuid(callId) ? await oneCall(tx, callId) : undefined;
  if (!call || !can.seeCall(tx.actor, call.state)) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  if (call.state !== "draft") {
    return refuse({ code: `call-is-${call.state}`, params: { action: "change" } });
  }
  return ok(call);
}

/** Writes parts of a draft, after looking at every part that is touched, as it would be then. */
export async function changeDraft(
  tx: Tx,
  callId: string,
  changes: DraftChanges,
): Promise<Result<null>> {
  const draft = await draftOf(tx, callId);
  if (!draft.ok) return draft;
  const fields = Object.keys(changes) as (keyof DraftChanges)[];
  const after = { ...draft.value, ...changes };
  const parts = [...new Set(fields.map((field) => PART_OF[field]))];
  const problems = parts.flatMap((part) => partProblems[part](after));
  if (changes.lineId !== undefined) {
    const scheme = await readScheme(tx);
    if (!scheme?.lines.some((line) => line.id === changes.lineId)) {
      problems.unshift({ code: "not-a-choice", field: "lineId" });
    }
  }
  if (problems.length > 0) return refuse(...problems);
  if (!(await updateDraft(tx, draft.value.id, changes))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(tx, "call.changed", { type: "call", id: draft.value.id }, { parts });
  return ok(null);
}

/** Chooses the form that applicants of a draft will answer: a finished version of its audience. */
export async function chooseForm(
  tx: Tx,
  callId: string,
  formVersionId: string,
): Promise<Result<null>> {
  const draft = await draftOf(tx, callId);
  if (!draft.ok) return draft;
  const forms = await frozenForms(tx, draft.value.audience);
  if (!forms.some((form) => form.id === formVersionId)) {
    return refuse({ code: "not-a-choice", field: "formVersionId" });
  }
  if (!(await updateDraft(tx, draft.value.id, { formVersionId }))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(tx, "call.changed", { type: "call", id: draft.value.id }, { parts: ["form"] });
  return ok(null);
}
