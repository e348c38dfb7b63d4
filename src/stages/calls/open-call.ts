import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { callProblems, nextCall } from "./call.rules.ts";
import { moveCall, oneCall } from "./call.store.ts";
import type { Call } from "./call.ts";
import { frozenForms, lockDraft, ownersOf, updateDraft } from "./draft.store.ts";
import { flowsOf } from "./flow.store.ts";
import { countriesWithoutOwner } from "./owner.rules.ts";
import { seatsTakenMeanwhile } from "./round.store.ts";

/** What still keeps a draft from being opened, all of it; empty when it is ready. */
export async function openingProblems(tx: Tx, call: Call): Promise<Problem[]> {
  const flows = await flowsOf(tx, call.id);
  const problems: Problem[] = [...callProblems(call)];
  if (!flows.some((flow) => flow.state === "open" && flow.places.some((p) => p.seats > 0))) {
    problems.push({ code: "call-without-flows", field: "places" });
  }
  for (const country of countriesWithoutOwner(flows, await ownersOf(tx, call.id))) {
    problems.push({ code: "call-without-owner", params: { country }, field: "owners" });
  }
  // A call that is only written down, with points imported, may be over and has no form here.
  if (call.needsList) {
    if (call.closesAt <= tx.now) problems.push({ code: "call-ends-in-past", field: "closesAt" });
    if ((await formOf(tx, call)) === null) {
      problems.push({ code: "call-without-form", field: "formVersionId" });
    }
  }
  for (const code of call.round > 1 ? await seatsTakenMeanwhile(tx, call.id) : []) {
    problems.push({ code: "seats-taken-meanwhile", params: { flow: code }, field: "places" });
  }
  return problems;
}

/** The form people will answer: the one chosen, else the newest finished one of the audience. */
async function formOf(tx: Tx, call: Call): Promise<string | null> {
  return call.formVersionId ?? (await frozenForms(tx, call.audience))[0]?.id ?? null;
}

/**
 * Opens a draft that has all it needs. From here on nobody changes a word of it: rule, criteria,
 * seed, form, dates and seats are what people apply under, and the database keeps them so.
 */
export async function openCall(tx: Tx, callId: string): Promise<Result<null>> {
  const found = await oneCall(tx, callId);
  if (!found) return notFound;
  if (!can.changeCall(tx.actor)) return refuse({ code: "forbidden" });
  const next = nextCall(found.state, "open");
  if (!next.ok) return next;
  // Taken before it is looked at: what was looked at is what is opened.
  const call = (await lockDraft(tx, found.id)) && (await oneCall(tx, found.id));
  if (!call) return refuse({ code: "changed-meanwhile" });
  const problems = await openingProblems(tx, call);
  if (problems.length > 0) return refuse(...problems);
  const formVersionId = await formOf(tx, call);
  if (formVersionId !== call.formVersionId) await updateDraft(tx, call.id, { formVersionId });
  if (!(await moveCall(tx, call.id, call.state, next.value))) {
    return refuse({ code: "changed-meanwhile" });
  }
  await record(
    tx,
    "call.opened",
    { type: "call", id: call.id },
    { number: call.number, formVersionId, publicCode: call.publicCode },
  );
  return ok(null);
}

/** Finished forms that a call of this audience can use, the newest first. */
export const listForms = (tx: Tx, audience: string): ReturnType<typeof frozenForms> =>
  frozenForms(tx, audience);
