import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./growth.policy.ts";
import { answerOf, LONGEST_REASON, nextAnswer, type TypedAnswer } from "./growth.rules.ts";
import { decide, heldAnswers, holdOrganisation, insertAnswer, supersede } from "./growth.store.ts";
import type { AnswerAction } from "./growth.ts";
import { type Standard, standardOf } from "./standards.ts";

/** What an organisation says of a standard; it takes the place of what it said before. */
export async function sayStandard(
  tx: Tx,
  of: { readonly organisationId: string; readonly standard: string },
  typed: TypedAnswer,
): Promise<Result<null>> {
  const standard = standardOf(of.standard);
  const found = isUuid(of.organisationId) && (await holdOrganisation(tx, of.organisationId));
  if (!standard || !found || !can.answerFor(tx.actor, found)) return notFound;
  const answer = answerOf(typed);
  if (!answer.ok) return answer;
  await supersede(tx, found.id, standard);
  await insertAnswer(tx, newId(), { organisationId: found.id, standard, answer: answer.value });
  await note(tx, "growth.said", found.id, { standard, level: answer.value.level });
  return ok(null);
}

/** Believes answers of an organisation, or gives them back with what is missing; all or none. */
export async function decideAnswers(
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
  with_: { readonly action: string; readonly reason: string },
): Promise<Result<null>> {
  if (!can.decide(tx.actor)) return refuse({ code: "forbidden" });
  const action = (["confirm", "return"] as const).find((known) => known === with_.action);
  const reason = with_.reason.trim();
  const problems: Problem[] = [];
  if (!action) problems.push({ code: "choose-one", field: "action" });
  if (ids.length === 0) problems.push({ code: "choose-one", field: "answers" });
  if (action === "return" && reason === "") problems.push({ code: "required", field: "reason" });
  if (reason.length > LONGEST_REASON) {
    problems.push({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  if (!action || problems.length > 0) return { ok: false, problems };
  if (![organisationId, ...ids].every(isUuid)) return notFound;
  const held = await heldAnswers(tx, organisationId, ids);
  if (held.length !== new Set(ids).size) return refuse({ code: "changed-meanwhile" });
  for (const answer of held) {
    const state = nextAnswer(answer.state, action);
    if (!state.ok) return state;
    if (!can.confirm(tx.actor, answer)) {
      return refuse({ code: "growth-own-words", field: "answers" });
    }
    await decide(tx, answer.id, state.value, action === "return" ? reason : null);
    await note(tx, EVENTS[action], organisationId, { standard: answer.standard });
  }
  return ok(null);
}

const EVENTS = { confirm: "growth.confirmed", return: "growth.returned" } as const satisfies Record<
  AnswerAction,
  string
>;

const note = (
  tx: Tx,
  name: "growth.said" | "growth.confirmed" | "growth.returned",
  id: string,
  data: { readonly standard: Standard; readonly level?: string },
) => record(tx, name, { type: "organisation", id }, data);
