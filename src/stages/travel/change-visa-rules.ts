import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { type EventName, record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./travel.policy.ts";
import type { NewVisaRule, VisaRule } from "./travel.ts";
import { clashOf, type TypedVisaRule, visaRuleOf } from "./visa.rules.ts";
import {
  deleteVisaRule,
  insertVisaRule,
  lockVisaRules,
  restoreVisaRules,
  selectVisaEvents,
  selectVisaRules,
  updateVisaRule,
  type VisaEvent,
} from "./visa-rule.store.ts";

export type { TypedVisaRule } from "./visa.rules.ts";
export type { VisaEvent } from "./visa-rule.store.ts";

const EVENTS_SHOWN = 20;

export const readVisaRules = (tx: Tx): Promise<VisaRule[]> => selectVisaRules(tx);
export const readVisaEvents = (tx: Tx): Promise<VisaEvent[]> => selectVisaEvents(tx, EVENTS_SHOWN);

/** The whole row goes into the history: what was believed when, and on whose word. */
const note = (tx: Tx, name: EventName, row: NewVisaRule | null = null) =>
  record(tx, name, { type: "scheme", id: tx.actor.schemeId! }, row === null ? {} : { ...row });

const by = (tx: Tx) => ({
  id: actorId(tx.actor) ?? "",
  name: tx.actor.kind === "staff" ? tx.actor.userName : "",
});

/** Adds a row, or puts one right. @param id of the row; null: a new one */
export async function keepVisaRule(
  tx: Tx,
  id: string | null,
  typed: TypedVisaRule,
): Promise<Result<string>> {
  if (!can.changeVisaRules(tx.actor)) return refuse({ code: "forbidden" });
  const rules = await lockVisaRules(tx);
  if (id !== null && !rules.some((rule) => rule.id === id)) return notFound;
  const { rule, problems } = visaRuleOf(typed);
  if (!rule) return { ok: false, problems };
  const others = rules.filter((other) => other.id !== id);
  const clash = clashOf(rule, others);
  if (clash) {
    return refuse({
      code: "visa-rule-clash",
      params: { source: clash.source },
      field: "entryFrom",
    });
  }
  if (id === null) {
    const made = await insertVisaRule(tx, rule, by(tx));
    await note(tx, "visa-rule.added", rule);
    return ok(made);
  }
  await updateVisaRule(tx, id, rule, by(tx));
  await note(tx, "visa-rule.changed", rule);
  return ok(id);
}

export async function removeVisaRule(tx: Tx, id: string): Promise<Result<null>> {
  if (!can.changeVisaRules(tx.actor)) return refuse({ code: "forbidden" });
  const gone = (await lockVisaRules(tx)).find((rule) => rule.id === id);
  if (!gone) return notFound;
  await deleteVisaRule(tx, id);
  const { id: _id, setBy: _setBy, setAt: _setAt, ...row } = gone;
  await note(tx, "visa-rule.removed", row);
  return ok(null);
}

/** Back to the table as it came with the program; what the scheme wrote stays in the history. */
export async function resetVisaRules(tx: Tx): Promise<Result<null>> {
  if (!can.changeVisaRules(tx.actor)) return refuse({ code: "forbidden" });
  await lockVisaRules(tx);
  await restoreVisaRules(tx);
  await note(tx, "visa-rule.reset");
  return ok(null);
}
