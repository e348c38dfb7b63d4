import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { checkTravel } from "../travel/check-travel.ts";
import {
  borderDay,
  DIRECTIONS,
  type Direction,
  journeyProblems,
  type Leg,
} from "./journey.rules.ts";
import { endJourney, insertJourney, type Journey, journeysOfFlow } from "./journey.store.ts";
import type { Group } from "./keep-group.ts";
import { holdPeople, readGroup } from "./keep-group.ts";
import { can } from "./preparation.policy.ts";

export type { Journey };

export const readJourneysOf = (tx: Tx, group: Group): Promise<Journey[]> =>
  journeysOfFlow(tx, group.flow.id);

export type TypedJourney = {
  readonly direction: string;
  readonly reference: string;
  readonly metBy: string;
  readonly legs: readonly Leg[];
  readonly mobilityIds: readonly string[];
};

/** How many of the people have something to look into because of these days. */
export type Booked = { readonly id: string; readonly warned: number };

/**
 * Books a journey for several people of a flow at once. The days they are then in the area count from
 * leg to leg, so the guard of travel is asked for each of them: what it refuses is refused here, with
 * the name; what it only warns of is counted, and stands on each person's page.
 */
export async function bookJourney(
  tx: Tx,
  flowId: string,
  typed: TypedJourney,
): Promise<Result<Booked>> {
  const group = await readGroup(tx, flowId);
  if (!group || !can.workFor(tx.actor, group.flow.sendingCountry)) return notFound;
  const direction = DIRECTIONS.find((known) => known === typed.direction);
  const people = group.people.filter(({ mobilityId }) => typed.mobilityIds.includes(mobilityId));
  const problems: Problem[] = [];
  if (!direction) problems.push({ code: "choose-one", field: "direction" });
  if (people.length === 0) problems.push({ code: "choose-one", field: "people" });
  if (typed.reference.length > 60) {
    problems.push({ code: "too-long", params: { max: 60 }, field: "reference" });
  }
  if (typed.metBy.length > 200) {
    problems.push({ code: "too-long", params: { max: 200 }, field: "metBy" });
  }
  if (direction) {
    // Of a group with several days the earliest start and the latest end have to be reached.
    const starts = people.map((one) => one.starts).sort()[0] ?? group.flow.starts;
    const ends =
      people
        .map((one) => one.ends)
        .sort()
        .at(-1) ?? group.flow.ends;
    const stay = { country: group.flow.country, starts, ends };
    problems.push(...journeyProblems(direction, typed.legs, stay));
  }
  if (problems.length > 0 || !direction) return refuse(...problems);
  const changed = await holdPeople(tx, group.flow.id, people, (one) => one[direction]);
  if (changed.length > 0) return refuse(...changed);
  const checked = await guard(tx, group, people, { ...typed, direction });
  if (!checked.ok) return checked;
  const mobilityIds = people.map(({ mobilityId }) => mobilityId);
  const id = await insertJourney(tx, { ...typed, direction, mobilityIds, flowId: group.flow.id });
  await record(
    tx,
    "journey.booked",
    { type: "flow", id: group.flow.id },
    { journeyId: id, direction },
  );
  await recordAll(
    tx,
    "journey.booked",
    "mobility",
    mobilityIds.map((of) => ({ id: of, data: { journeyId: id, direction } })),
  );
  return ok({ id, warned: checked.value });
}

/** What speaks against each person's days at the border. */
async function guard(
  tx: Tx,
  group: Group,
  people: Group["people"],
  typed: TypedJourney & { readonly direction: Direction },
): Promise<Result<number>> {
  const others = await journeysOfFlow(tx, group.flow.id);
  const problems: Problem[] = [];
  let warned = 0;
  const day = borderDay(typed.direction, typed.legs);
  for (const person of people) {
    const other = others.find(
      (one) => one.direction !== typed.direction && one.mobilityIds.includes(person.mobilityId),
    );
    const otherDay = other && borderDay(other.direction, other.legs);
    const [arrives, leaves] = typed.direction === "there" ? [day, otherDay] : [otherDay, day];
    const found = await checkTravel(
      tx,
      person.personId,
      {
        country: group.flow.country,
        starts: person.starts,
        ends: person.ends,
        arrives: arrives ?? undefined,
        leaves: leaves ?? undefined,
      },
      person.mobilityId,
    );
    const name = `${person.givenNames} ${person.familyName}`;
    for (const { kind, code, params } of found?.findings ?? []) {
      if (kind === "refusal") problems.push({ code, params: { ...params, name }, field: "people" });
    }
    if (found?.findings.some(({ kind }) => kind === "warning")) warned += 1;
  }
  return problems.length > 0 ? refuse(...problems) : ok(warned);
}

/** Calls a journey off; whoever was on it has none that way again. */
export async function cancelJourney(
  tx: Tx,
  flowId: string,
  journeyId: string,
): Promise<Result<null>> {
  const group = await readGroup(tx, flowId);
  if (!group || !can.workFor(tx.actor, group.flow.sendingCountry)) return notFound;
  const journey = (await journeysOfFlow(tx, flowId)).find(({ id }) => id === journeyId);
  if (!journey) return notFound;
  await endJourney(tx, journey.id);
  await record(tx, "journey.cancelled", { type: "flow", id: group.flow.id }, { journeyId });
  return ok(null);
}
