import { actorId, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { unsaidRule } from "./consent.rules.ts";
import { type ConsentRule, EXIT_CERTIFIED, EXIT_SIGNERS, YES_NO_ASK } from "./consent.ts";
import { keepRule, ruleOf, saidRules, sendingCountries } from "./rule.store.ts";

export const readRule = ruleOf;

/** Every sending country the actor sees, with what was said about it or that nothing was. */
export async function readRules(tx: Tx): Promise<ConsentRule[]> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const said = new Map((await saidRules(tx)).map((rule) => [rule.country, rule]));
  return (await sendingCountries(tx))
    .filter((country) => seen === null || seen.includes(country))
    .map((country) => said.get(country) ?? unsaidRule(country));
}

/** Lays down what a sending country asks for, as somebody of its partner has made sure of it. */
export async function setRule(
  tx: Tx,
  typed: Readonly<Record<keyof Omit<ConsentRule, "setAt" | "sole">, string>>,
): Promise<Result<null>> {
  const known = await sendingCountries(tx);
  if (!known.includes(typed.country) || !can.setRule(tx.actor, typed.country)) return notFound;
  const problems: Problem[] = [];
  const oneOf = <T extends string>(field: keyof typeof typed, values: readonly T[]): T => {
    const found = values.find((value) => value === typed[field]);
    if (!found) problems.push({ code: "choose-one", field });
    return found ?? values[0]!;
  };
  const rule = {
    country: typed.country,
    guardians: Number(oneOf("guardians", ["1", "2"])) as 1 | 2,
    exitNeeded: oneOf("exitNeeded", YES_NO_ASK),
    exitSigners: oneOf("exitSigners", EXIT_SIGNERS),
    exitCertified: oneOf("exitCertified", EXIT_CERTIFIED),
  };
  if (problems.length > 0) return refuse(...problems);
  await keepRule(tx, rule, actorId(tx.actor) ?? "");
  const { country, ...said } = rule;
  await record(
    tx,
    "consent-rule.set",
    { type: "scheme", id: tx.actor.schemeId! },
    { country, ...said },
  );
  return ok(null);
}
