import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import { journeysOf, type PersonJourney } from "./journey.store.ts";
import { refusals, refusalsIn } from "./travel.rules.ts";
import type { Journey } from "./travel.ts";

/** A mobility that is about to be written, and where it goes. */
export type NewJourney = Journey & {
  readonly id: string;
  readonly personId: string;
  readonly city: string;
};

/**
 * What refuses the days of mobilities that are about to be written, by the rules that also a page
 * about days asks: each is held against every other of its person, in the list and in the books.
 * One statement for all of them.
 * @returns one list of problems a journey, in their order
 */
export async function refusedDays(
  tx: Tx,
  journeys: readonly NewJourney[],
): Promise<readonly Problem[][]> {
  const known = await journeysOf(
    tx,
    journeys.map(({ personId }) => personId),
  );
  const ids = new Set(journeys.map(({ id }) => id));
  const others = new Map<string, Omit<PersonJourney, "personId">[]>();
  const all = [
    ...known.filter(({ id }) => !ids.has(id)),
    ...journeys.filter(({ virtual }) => !virtual),
  ];
  for (const one of all) {
    const own = others.get(one.personId);
    if (own) own.push(one);
    else others.set(one.personId, [one]);
  }
  return journeys.map((journey) => {
    const beside = (others.get(journey.personId) ?? []).filter(({ id }) => id !== journey.id);
    return refusalsIn(refusals(journey, { journeys: beside }));
  });
}
