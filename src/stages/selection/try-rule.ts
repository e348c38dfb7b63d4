import type { Tx } from "../../platform/db/index.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { listCalls, readCall } from "../calls/read-calls.ts";
import { seatsOf } from "./list.store.ts";
import { type RuleTrial, tryRuleOn } from "./ranking/rule-trial.ts";
import { rankingRule } from "./ranking-inputs.ts";
import { standingCases } from "./read-cases.ts";
import { can } from "./selection.policy.ts";

const MOST_SEATS = 100_000;

/** Calls whose applicants a draft's rule can be tried on: the one it is like first, then newest. */
export async function pastCalls(tx: Tx, draft: Call): Promise<Call[]> {
  const past = (await listCalls(tx)).filter(
    ({ id, state }) => id !== draft.id && (state === "closed" || state === "published"),
  );
  const near = (call: Call): number =>
    call.id === draft.copiedFrom ? 0 : call.lineId === draft.lineId ? 1 : 2;
  return past.sort((a, b) => near(a) - near(b) || b.number - a.number);
}

export type TriedRule = { readonly past: Call; readonly trial: RuleTrial };

/**
 * A draft's rule run on the people of an earlier call, by their pseudonyms. It writes nothing: not
 * who looked, because nobody's name is seen, and no result, because it is nobody's result.
 */
export async function tryRule(
  tx: Tx,
  draft: Call,
  pastId: string,
  typedSeats: string,
): Promise<Result<TriedRule>> {
  if (!can.lead(tx.actor) || draft.state !== "draft") return refuse({ code: "not-found" });
  const past = (await pastCalls(tx, draft)).find((call) => call.id === pastId);
  if (!past) return refuse({ code: "not-a-choice", field: "past" });
  if (typedSeats !== "" && !/^\d+$/.test(typedSeats)) {
    return refuse({ code: "not-whole", field: "seats" });
  }
  const seats = typedSeats === "" ? await seatsOf(tx, past.id) : Number(typedSeats);
  if (seats < 1) return refuse({ code: "too-small", params: { min: 1 }, field: "seats" });
  if (seats > MOST_SEATS) {
    return refuse({ code: "too-big", params: { max: MOST_SEATS }, field: "seats" });
  }
  const cases = await standingCases(tx, past, null);
  const trial = tryRuleOn(
    rankingRule(draft, "provisional", 1),
    rankingRule(past, "provisional", 1),
    cases.map((one) => ({ id: one.pseudonym, inputs: one.inputs })),
    seats,
  );
  return trial.ok ? ok({ past, trial: trial.value }) : trial;
}

/** A draft for whoever may try its rule. */
export async function draftToTry(tx: Tx, callId: string): Promise<Call | null> {
  if (!can.lead(tx.actor)) return null;
  const call = await readCall(tx, callId);
  return call?.state === "draft" ? call : null;
}
