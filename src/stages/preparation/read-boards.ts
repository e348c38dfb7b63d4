import type { Tx } from "../../platform/db/index.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { mondayOf } from "./board.rules.ts";
import {
  type Arrival,
  arrivalsBetween,
  type BoardFlow,
  boardFlows,
  nextArrival,
  type Occupied,
  occupancy,
} from "./board.store.ts";
import { can } from "./preparation.policy.ts";

export type { Arrival, BoardFlow, Occupied };

/** Weeks that a board shows. */
export const BOARD_WEEKS = 12;

export type Boards = {
  readonly from: Day;
  readonly flows: readonly BoardFlow[];
  readonly occupied: readonly Occupied[];
};

/** Stays by week and city, and how full rooms and companies are: two statements. */
export async function readBoards(tx: Tx, asked: Day | null): Promise<Boards> {
  const from = mondayOf(asked ?? wallTimeOf(tx.now).day);
  if (!can.see(tx.actor)) return { from, flows: [], occupied: [] };
  const to = addDays(from, BOARD_WEEKS * 7 - 1);
  return {
    from,
    flows: await boardFlows(tx, from, to),
    occupied: await occupancy(tx, from, to),
  };
}

export type ArrivalWeek = { readonly monday: Day; readonly arrivals: readonly Arrival[] };

/** One week of arrivals and departures; without a day that is asked for, the next one with any. */
export async function readArrivals(tx: Tx, asked: Day | null): Promise<ArrivalWeek> {
  const today = wallTimeOf(tx.now).day;
  if (!can.see(tx.actor)) return { monday: mondayOf(today), arrivals: [] };
  const monday = mondayOf(asked ?? (await nextArrival(tx, today)) ?? today);
  return { monday, arrivals: await arrivalsBetween(tx, monday, addDays(monday, 6)) };
}
