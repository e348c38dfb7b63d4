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
  nextStay,
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

/**
 * Stays by week and city, and how full rooms and companies are: two statements. Without a day that is
 * asked for the board begins today, or in the first week with somebody away where nobody is before.
 */
export async function readBoards(tx: Tx, asked: Day | null): Promise<Boards> {
  const from = mondayOf(asked ?? wallTimeOf(tx.now).day);
  if (!can.see(tx.actor)) return { from, flows: [], occupied: [] };
  const to = addDays(from, BOARD_WEEKS * 7 - 1);
  const flows = await boardFlows(tx, from, to);
  const next = flows.length === 0 && asked === null ? await nextStay(tx, to) : null;
  if (next) return readBoards(tx, next);
  return { from, flows, occupied: await occupancy(tx, from, to) };
}

export type ArrivalWeek = { readonly monday: Day; readonly arrivals: readonly Arrival[] };

/** One week of arrivals and departures; without a day that is asked for, the next one with any. */
export async function readArrivals(tx: Tx, asked: Day | null): Promise<ArrivalWeek> {
  const today = wallTimeOf(tx.now).day;
  if (!can.see(tx.actor)) return { monday: mondayOf(today), arrivals: [] };
  const monday = mondayOf(asked ?? (await nextArrival(tx, today)) ?? today);
  return { monday, arrivals: await arrivalsBetween(tx, monday, addDays(monday, 6)) };
}
