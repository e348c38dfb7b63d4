import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { seenCountries } from "./case.store.ts";
import { type Equity, equityOf } from "./equity.rules.ts";
import { type List, listsOf, seatsOf } from "./list.store.ts";
import {
  listedGroups,
  type Population,
  populations,
  schoolOf,
  writePopulation,
} from "./population.store.ts";
import { can } from "./selection.policy.ts";
import { selectionOf } from "./selection-call.store.ts";

export type { Population } from "./population.store.ts";

export type CallEquity = {
  readonly call: Call;
  /** Somebody has prepared the selection. */
  readonly begun: boolean;
  /** Null before the first list. */
  readonly list: List | null;
  readonly seats: number;
  readonly equity: Equity | null;
  /** Schools whose numbers the reader may enter. */
  readonly schools: readonly Population[];
};

/** Who applied and who was selected, against each other and against the schools. */
export async function readEquity(tx: Tx, callId: string): Promise<CallEquity | undefined> {
  if (!can.seeSelection(tx.actor)) return undefined;
  const call = await readCall(tx, callId);
  if (!call) return undefined;
  const [list = null] = await listsOf(tx, call.id);
  const seats = await seatsOf(tx, call.id);
  const all = await populations(tx, call.audience, null);
  const countries = seenCountries(tx);
  return {
    call,
    begun: (await selectionOf(tx, call.id)) !== undefined,
    list,
    seats,
    equity: list ? equityOf(await listedGroups(tx, list.id), all, seats) : null,
    schools: all.filter((school) => countries === null || countries.includes(school.country)),
  };
}

const MOST = 100_000;

type Figures = {
  readonly audience: "learners" | "staff";
  readonly schoolYear: string;
  readonly women: number;
  readonly men: number;
};

export function populationProblems(given: Figures): Problem[] {
  const problems: Problem[] = [];
  const [first = 0, second = 0] = given.schoolYear.split("/").map(Number);
  const isYear = /^\d{4}\/\d{2}$/.test(given.schoolYear) && (first + 1) % 100 === second;
  if (!isYear) problems.push({ code: "not-a-school-year", field: "schoolYear" });
  for (const field of ["women", "men"] as const) {
    const value = given[field];
    if (!Number.isInteger(value)) problems.push({ code: "not-whole", field });
    else if (value < 0) problems.push({ code: "too-small", params: { min: 0 }, field });
    else if (value > MOST) problems.push({ code: "too-big", params: { max: MOST }, field });
  }
  return problems;
}

/** How many pupils, or people of its staff, a school has in a year; women and men. */
export async function enterPopulation(
  tx: Tx,
  given: Figures & { readonly organisationId: string },
): Promise<Result<null>> {
  const school = await schoolOf(tx, given.organisationId);
  if (!school || !can.enterPopulation(tx.actor, school)) return notFound;
  const problems = populationProblems(given);
  if (problems.length > 0) return refuse(...problems);
  await writePopulation(tx, { ...given, id: newId(), by: actorId(tx.actor) ?? "system" });
  await record(
    tx,
    "school.population-entered",
    { type: "organisation", id: school.id },
    { audience: given.audience, schoolYear: given.schoolYear, women: given.women, men: given.men },
  );
  return ok(null);
}
