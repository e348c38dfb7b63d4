import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { kindOf } from "../calls/criterion.rules.ts";
import type { Criterion } from "../calls/criterion.ts";
import { readCall } from "../calls/read-calls.ts";
import { lockCase } from "./case.store.ts";
import { reasonProblems } from "./rubric.rules.ts";
import { insertScores, versionOf } from "./score.store.ts";
import { can } from "./selection.policy.ts";
import { holdSelection } from "./selection-call.store.ts";

export type Fact =
  | { readonly criterion: string; readonly points: number }
  | { readonly criterion: string; readonly choices: readonly string[] };

function factProblems(criterion: Criterion | undefined, fact: Fact): Problem[] {
  const at = (code: string, params?: Problem["params"]): Problem[] => [
    { code, ...(params ? { params } : {}), field: fact.criterion },
  ];
  if (!criterion) return at("criterion-unknown", { criterion: fact.criterion });
  const kind = kindOf(criterion);
  if ("choices" in fact) {
    if (kind !== "table") return at("not-a-choice");
    const known = new Set((criterion.table ?? []).map((row) => row.value));
    return fact.choices.every((value) => known.has(value)) ? [] : at("not-a-choice");
  }
  if (kind !== "entered") return at("not-a-choice");
  if (!Number.isInteger(fact.points)) return at("not-whole");
  if (fact.points < 0) return at("too-small", { min: 0 });
  return fact.points > criterion.maximum ? at("too-big", { max: criterion.maximum }) : [];
}

/**
 * Writes down what the school or the application says for one criterion: a figure, or the rows of
 * its table. What was written before stays beside it; a change needs a reason.
 */
export async function enterFact(
  tx: Tx,
  applicationId: string,
  fact: Fact,
  reason = "",
): Promise<Result<null>> {
  const one = isUuid(applicationId) ? await lockCase(tx, applicationId) : undefined;
  if (!one || !can.enterFacts(tx.actor, one.country)) return notFound;
  const call = await readCall(tx, one.callId);
  const selection = await holdSelection(tx, one.callId);
  if (!call || !selection) return notFound;
  if (selection.state !== "preparing" && selection.state !== "assessing") {
    return refuse({ code: `selection-${selection.state}` });
  }
  const criterion = call.criteria.find((each) => each.code === fact.criterion);
  const problems = factProblems(criterion, fact);
  const source = "choices" in fact ? ("table" as const) : ("entered" as const);
  const row = { applicationId, criterion: fact.criterion, source };
  const before = await versionOf(tx, row);
  if (before > 0) problems.push(...reasonProblems(reason.trim(), 3));
  if (problems.length > 0) return refuse(...problems);
  await insertScores(
    tx,
    [
      {
        ...row,
        id: newId(),
        assessorId: null,
        value: "points" in fact ? fact.points : null,
        choices: "choices" in fact ? [...new Set(fact.choices)] : null,
        version: before + 1,
        reason: before > 0 ? reason.trim() : null,
      },
    ],
    actorId(tx.actor) ?? "system",
  );
  await record(
    tx,
    "selection.fact-entered",
    { type: "application", id: applicationId },
    { criterion: fact.criterion, version: before + 1 },
  );
  return ok(null);
}
