import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import { journeysOf, lockDays, type PersonJourney } from "./journey.store.ts";
import { refusals, refusalsIn } from "./travel.rules.ts";
import type { Journey } from "./travel.ts";

/** For whoever asks by another way what speaks against days, and writes them afterwards. */
export const holdDays = (tx: Tx, personIds: readonly string[]): Promise<void> =>
  lockDays(tx, personIds);

/** A mobility that is about to be written, and where it goes. */
export type NewJourney = Journey & {
  readonly id: string;
  readonly personId: string;
  readonly city: string;
};

/**
 * What refuses the days of mobilities that are about to be written, by the rules that also a page
 * about days asks: each is held against every other of its person, in the list and in the books.
 * Two statements for all of them; until the transaction ends nobody else writes days of theirs.
 * @returns one list of problems a journey, in their order
 */
export async function refusedDays(
  tx: Tx,
  journeys: readonly NewJourney[],
): Promise<readonly Problem[][]> {
  const people = journeys.map(({ personId }) => personId);
  await holdDays(tx, people);
  const known = await journeysOf(tx, people);
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
