import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type Day, isDay, lengthInDays } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { addStays, removeStay } from "../applications/keep-stays.ts";
import { can } from "./travel.policy.ts";
import { selectTraveller } from "./traveller.store.ts";

/** What stands in the boxes of the form. */
export type TypedStay = Readonly<Record<"entry" | "exit" | "permit", string>>;

/** A permit may hold for years; longer is a year written wrong. */
const LONGEST_DAYS = 3660;
const MOST_STAYS = 200;

async function counted(tx: Tx, personId: string) {
  if (tx.actor.kind !== "staff") return undefined;
  const of = await selectTraveller(tx, personId, visibleCountries(tx.actor));
  return of && can.keepStays(tx.actor, of) ? of : undefined;
}

/**
 * Writes down that somebody was, or will be, in the area: stamps in a passport, a holiday, or the
 * days of a permit, which do not count.
 */
export async function declareStay(
  tx: Tx,
  personId: string,
  typed: TypedStay,
): Promise<Result<null>> {
  const of = await counted(tx, personId);
  if (!of) return notFound;
  const problems: Problem[] = [];
  const { entry, exit } = typed;
  if (!isDay(entry)) problems.push({ code: "not-a-day", field: "entry" });
  if (!isDay(exit)) problems.push({ code: "not-a-day", field: "exit" });
  if (isDay(entry) && isDay(exit)) {
    if (exit < entry) problems.push({ code: "days-reversed", field: "exit" });
    else if (lengthInDays(entry, exit) > LONGEST_DAYS) {
      problems.push({ code: "stay-endless", params: { max: LONGEST_DAYS }, field: "exit" });
    } else if (of.declared.some((stay) => stay.entry === entry && stay.exit === exit)) {
      problems.push({ code: "stay-known", field: "entry" });
    }
  }
  if (of.declared.length >= MOST_STAYS) {
    problems.push({ code: "too-many-stays", params: { max: MOST_STAYS } });
  }
  if (problems.length > 0) return refuse(...problems);
  const permit = typed.permit === "yes";
  await addStays(tx, [{ personId, stay: { entry: entry as Day, exit: exit as Day, permit } }]);
  await record(tx, "stay.declared", { type: "person", id: personId }, { entry, exit, permit });
  return ok(null);
}

/** Takes out a stay that was written down wrongly; what it said stays in the history. */
export async function takeOutStay(tx: Tx, personId: string, stayId: string): Promise<Result<null>> {
  const of = await counted(tx, personId);
  const stay = isUuid(stayId) ? of?.declared.find(({ id }) => id === stayId) : undefined;
  if (!stay || !(await removeStay(tx, personId, stayId))) return notFound;
  const { entry, exit, permit } = stay;
  await record(tx, "stay.taken-out", { type: "person", id: personId }, { entry, exit, permit });
  return ok(null);
}
