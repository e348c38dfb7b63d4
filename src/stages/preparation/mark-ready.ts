import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { next } from "../mobilities/mobility.rules.ts";
import type { MobilityState } from "../mobilities/mobility.ts";
import { changeReadiness } from "../mobilities/ready-mobility.ts";
import { checkTravel } from "../travel/check-travel.ts";
import { can } from "./preparation.policy.ts";
import { standingOf } from "./read-preparation.ts";
import { readyProblems } from "./task.rules.ts";
import { stayForTasks, type TaskStay } from "./task.store.ts";

/** Everything that keeps a stay from being ready: open tasks that block, and refused dates. */
export async function whatKeeps(tx: Tx, stay: TaskStay): Promise<readonly Problem[]> {
  const tasks = (await standingOf(tx, [stay.id])).get(stay.id) ?? [];
  const { starts, ends, country } = stay;
  const virtual = stay.mode === "virtual";
  const travel = await checkTravel(tx, stay.personId, { country, starts, ends, virtual }, stay.id);
  const refused = (travel?.findings ?? [])
    .filter(({ kind }) => kind === "refusal")
    .map(({ code, params }): Problem => (params ? { code, params } : { code }));
  return [...readyProblems(tasks), ...refused];
}

/** Says that somebody is ready to depart. Refused with every reason at once: what, who, since when. */
export async function markReady(tx: Tx, mobilityId: string): Promise<Result<MobilityState>> {
  const stay = isUuid(mobilityId) ? await stayForTasks(tx, mobilityId, true) : undefined;
  if (!stay || !can.workFor(tx.actor, stay.sendingCountry)) return notFound;
  const after = next(stay.state as MobilityState, "be-ready");
  const keeps = await whatKeeps(tx, stay);
  if (!after.ok) return refuse(...after.problems, ...keeps);
  if (keeps.length > 0) return refuse(...keeps);
  return changeReadiness(tx, stay.id, "be-ready");
}

/**
 * Takes "ready" back by itself where something has broken since: a passport that ends too early, a
 * signature that fell, a certificate that ran out. On the day of departure and later nothing moves
 * by itself any more: somebody who has left is not called back by a program.
 */
export async function reopenIfBroken(tx: Tx, stay: TaskStay): Promise<boolean> {
  if (stay.state !== "ready" || stay.starts <= wallTimeOf(tx.now).day) return false;
  const keeps = await whatKeeps(tx, stay);
  if (keeps.length === 0) return false;
  const because = keeps.map(({ code, params }) => String(params?.task ?? code));
  return (await changeReadiness(tx, stay.id, "reopen", because)).ok;
}

/** The same by hand, where the office learns of something that no table knows. */
export async function takeReadyBack(tx: Tx, mobilityId: string): Promise<Result<MobilityState>> {
  const stay = isUuid(mobilityId) ? await stayForTasks(tx, mobilityId, true) : undefined;
  if (!stay || !can.workFor(tx.actor, stay.sendingCountry)) return notFound;
  return changeReadiness(tx, stay.id, "reopen");
}
