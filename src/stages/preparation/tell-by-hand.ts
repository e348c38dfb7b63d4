import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./preparation.policy.ts";
import { standingOf } from "./read-preparation.ts";
import { dueReminders, TOLD, wayTo } from "./reminder.rules.ts";
import { markReminded, preparedStays, stayForTasks, type TaskStay } from "./task.store.ts";
import { type StayTask, WHO, type Who } from "./task.ts";

/** Somebody to be told of what is due, whom nothing that this program sends reaches. */
export type ToTell = {
  readonly stay: TaskStay;
  readonly who: Who;
  readonly tasks: readonly StayTask[];
};

const unreached = (
  stay: TaskStay,
  tasks: readonly StayTask[],
  from: { readonly today: ReturnType<typeof wallTimeOf>["day"]; readonly hasGateway: boolean },
): ToTell[] =>
  TOLD.filter((who) => wayTo(who, stay, from.hasGateway) === "hand")
    .map((who) => ({ stay, who, tasks: dueReminders(tasks, [who], from.today) }))
    .filter((one) => one.tasks.length > 0);

/** On one page; whoever leaves soonest stands first. */
const MOST = 500;

/** Whom somebody has to tell, by the days on which the others get a letter. Three statements. */
export async function listToTell(
  tx: Tx,
  from: { readonly hasGateway: boolean; readonly schools?: readonly string[] },
): Promise<readonly ToTell[]> {
  if (!can.tell(tx.actor)) return [];
  // Whoever sees more than these, as an auditor with a school does, tells no more for it.
  const stays = (await preparedStays(tx, from.schools ?? null, MOST)).filter((stay) =>
    can.tell(tx.actor, stay),
  );
  const ids = stays.map(({ id }) => id);
  const standing = await standingOf(tx, ids);
  const today = wallTimeOf(tx.now).day;
  return stays.flatMap((stay) =>
    unreached(stay, standing.get(stay.id) ?? [], { today, hasGateway: from.hasGateway }),
  );
}

/**
 * Writes down that somebody was told of what is due: from then on the next reminder counts, and the
 * history says that it was a person and not a letter.
 */
export async function tellByHand(
  tx: Tx,
  mobilityId: string,
  who: string,
  hasGateway: boolean,
): Promise<Result<number>> {
  const stay = isUuid(mobilityId) ? await stayForTasks(tx, mobilityId, true) : undefined;
  if (!stay || !can.tell(tx.actor, stay)) return notFound;
  const asked = WHO.find((known) => known === who);
  const tasks = (await standingOf(tx, [stay.id])).get(stay.id) ?? [];
  const today = wallTimeOf(tx.now).day;
  const [told] = unreached(stay, tasks, { today, hasGateway }).filter((one) => one.who === asked);
  // Told by somebody else in the meantime, or done.
  if (!told) return refuse({ code: "nobody-to-tell" });
  await markReminded(
    tx,
    told.tasks.map(({ id }) => id),
    "hand",
  );
  const codes = told.tasks.map(({ code }) => code);
  await record(tx, "tasks.told", { type: "mobility", id: stay.id }, { codes, who: told.who });
  return ok(codes.length);
}
