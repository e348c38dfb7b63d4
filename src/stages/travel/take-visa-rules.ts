/** A table of visas that comes into a scheme with its kit, in the place of the one it was given. */
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./travel.policy.ts";
import type { NewVisaRule, VisaRule } from "./travel.ts";
import { clashOf, visaRuleOf } from "./visa.rules.ts";
import { deleteVisaRule, insertVisaRule, lockVisaRules } from "./visa-rule.store.ts";

const typedOf = (rule: NewVisaRule) => ({
  nationality: rule.nationality,
  passport: rule.passport,
  issuer: rule.issuer ?? "",
  host: rule.host,
  entryFrom: rule.entryFrom ?? "",
  entryUntil: rule.entryUntil ?? "",
  regime: rule.regime,
  aboveDays: rule.aboveDays === null ? "" : String(rule.aboveDays),
  leadWeeks: String(rule.leadWeeks),
  unsure: rule.unsure ? "yes" : "",
  source: rule.source,
  link: rule.link ?? "",
});

const markOf = (rule: NewVisaRule): string => JSON.stringify(typedOf(rule));

/** Judged as if each row were typed, one after the other. */
export async function takeVisaRules(tx: Tx, rules: readonly NewVisaRule[]): Promise<Result<null>> {
  if (!can.changeVisaRules(tx.actor)) return refuse({ code: "forbidden" });
  const here = await lockVisaRules(tx);
  const problems: Problem[] = [];
  const taken: NewVisaRule[] = [];
  for (const rule of rules) {
    const read = visaRuleOf(typedOf(rule));
    problems.push(...read.problems);
    if (!read.rule) continue;
    const clash = clashOf(read.rule, taken as VisaRule[]);
    if (clash) problems.push({ code: "visa-rule-clash", params: { source: clash.source } });
    taken.push(read.rule);
  }
  if (problems.length > 0) return refuse(...problems);
  const name = tx.actor.kind === "staff" ? tx.actor.userName : "";
  const wanted = new Set(taken.map(markOf));
  const there = new Set(here.map(markOf));
  // A row that says the same is still the one that came with the program.
  for (const rule of here) if (!wanted.has(markOf(rule))) await deleteVisaRule(tx, rule.id);
  for (const rule of taken) {
    if (!there.has(markOf(rule))) {
      await insertVisaRule(tx, rule, { id: actorId(tx.actor) ?? "", name });
    }
  }
  await record(
    tx,
    "kit.visas-taken",
    { type: "scheme", id: tx.actor.schemeId! },
    { rows: taken.length },
  );
  return ok(null);
}
