import type { Last } from "../problem.ts";
import { standingOf } from "./allocate.ts";
import type { Contest } from "./contest.ts";
import type { SeatReason } from "./explain.ts";
import type { Market } from "./market.ts";

/** What decided against somebody: the draw or the given order only where all else was equal. */
export type TieBreak = "draw" | "order" | "none";

/** The seats of the place of a wish as the applicant met them, and the bin that decides there. */
export function seatsMet(
  market: Market,
  run: Contest,
  a: number,
  choice: number,
): { seats: SeatReason[]; binding: number; tie: TieBreak } {
  const { problem } = market;
  const p = market.choicePlace[choice]!;
  const first = market.binStart[p]!;
  const lastIn = (bin: number): Last | null => {
    const person = run.isFull(bin) ? run.last(bin) : -1;
    return person === -1 ? null : standingOf(market, person, run.choiceOf(person), bin);
  };
  const met = (bin: number): SeatReason => ({
    reserve: market.binRule[bin] === -1 ? null : problem.rules.reserves[market.binRule[bin]!]!.name,
    member: (market.binGroup[bin]?.[a] ?? 1) === 1,
    seats: market.binSeats[bin]!,
    taken: run.taken(bin),
    last: lastIn(bin),
  });
  const ties = (bin: number): TieBreak => {
    const last = lastIn(bin);
    const mine = standingOf(market, a, choice, bin);
    const equal =
      last !== null &&
      last.applicant !== mine.applicant &&
      last.member === mine.member &&
      last.priority === mine.priority &&
      last.points === mine.points;
    if (!equal) return "none";
    return problem.applicants.tie[run.last(bin)] === problem.applicants.tie[a] ? "draw" : "order";
  };
  if (market.nested[p] === 1) {
    let bin = market.choiceBin![choice]!;
    while (bin !== first && !run.isFull(bin)) bin = market.binParent[bin]!;
    return { seats: [met(first)], binding: bin, tie: ties(bin) };
  }
  const bins = Array.from({ length: market.binStart[p + 1]! - first }, (_, i) => first + i);
  const by = bins.map(ties);
  const tie = by.find((one) => one === "order") ?? by.find((one) => one === "draw") ?? "none";
  return { seats: bins.map(met), binding: bins.at(-1)!, tie };
}
