import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { nextExit } from "./consent.rules.ts";
import { subjectOf } from "./consent.store.ts";
import type { ExitAction, ExitState } from "./consent.ts";
import { exitOf, keepPrinted, keepSeen, lockExit } from "./exit.store.ts";
import { ruleOf } from "./rule.store.ts";

export const readExit = exitOf;

const EVENTS = {
  print: "exit-authorisation.printed",
  see: "exit-authorisation.seen",
  reopen: "exit-authorisation.reopened",
} as const satisfies Record<ExitAction, string>;

/**
 * The paper that a border asks for when a minor leaves without the parents. It is signed by hand and
 * often before a notary, so the program only knows whether it was printed and who has seen it
 * signed. Where the country is said to need none, there is nothing to do.
 */
export async function moveExit(
  tx: Tx,
  applicationId: string,
  action: ExitAction,
): Promise<Result<ExitState>> {
  const subject = await subjectOf(tx, applicationId);
  const allowed = action === "print" ? can.printExit : can.workOnExit;
  if (!subject || !allowed(tx.actor, subject)) return notFound;
  const rule = await ruleOf(tx, subject.sendingCountry);
  if (rule.exitNeeded === "no") return refuse({ code: "exit-not-needed" });
  const exit = await lockExit(tx, subject.applicationId);
  const after = nextExit(exit.state, action);
  if (!after.ok) return after;
  const by = actorId(tx.actor) ?? "";
  if (action === "see") {
    const name = tx.actor.kind === "staff" ? tx.actor.userName : "";
    await keepSeen(tx, subject.applicationId, { id: by, name });
  } else await keepPrinted(tx, subject.applicationId, by);
  await record(tx, EVENTS[action], { type: "application", id: subject.applicationId });
  return ok(after.value);
}
