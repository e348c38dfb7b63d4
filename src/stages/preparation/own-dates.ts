import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { type Direction, dayOf, type Leg } from "./journey.rules.ts";
import { ownJourneys } from "./journey.store.ts";
import { readOwnTasks } from "./read-preparation.ts";
import { isOver } from "./task.rules.ts";
import type { StayTask } from "./task.ts";

export type OwnDates = {
  readonly mobilityId: string;
  readonly city: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly journeys: readonly {
    readonly direction: Direction;
    readonly first: Day;
    readonly last: Day;
    readonly legs: readonly Leg[];
  }[];
  /** What the learner does, while it is not over. */
  readonly due: readonly StayTask[];
};

/** A learner's own stay, journeys and due days, for the own calendar; undefined without a stay. */
export async function readOwnDates(tx: Tx<LearnerActor>): Promise<OwnDates | undefined> {
  const own = await readOwnTasks(tx);
  if (!own) return undefined;
  const { id, city, starts, ends } = own.stay;
  const journeys = (await ownJourneys(tx, id)).flatMap(({ direction, legs }) => {
    const [first, last] = [legs[0], legs.at(-1)];
    return first && last
      ? [{ direction, first: dayOf(first.departs), last: dayOf(last.arrives), legs }]
      : [];
  });
  const due = own.tasks.filter((task) => task.who === "learner" && !isOver(task));
  return { mobilityId: id, city, starts, ends, journeys, due };
}
