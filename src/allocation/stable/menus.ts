import { Contest } from "./contest.ts";
import type { Market } from "./market.ts";

/**
 * Visit every applicant with a contest in which everybody but that applicant has come to rest.
 *
 * Running the contest anew without each of n people would cost n contests. Because the outcome does
 * not depend on who enters when, it is enough to enter one half, visit the other half, rewind, and
 * the other way round: every level of halving enters each person once, so all n visits cost
 * about log2(n) contests. `visit` may try things but must rewind them.
 */
export function visitAllButOne(
  market: Market,
  visit: (applicant: number, others: Contest) => void,
): void {
  const contest = new Contest(market);
  const halve = (from: number, to: number): void => {
    if (to - from === 1) {
      visit(from, contest);
      return;
    }
    const middle = (from + to) >> 1;
    let mark = contest.mark();
    for (let a = middle; a < to; a++) contest.enter(a);
    halve(from, middle);
    contest.rewind(mark);
    mark = contest.mark();
    for (let a = from; a < middle; a++) contest.enter(a);
    halve(middle, to);
    contest.rewind(mark);
  };
  if (market.applicants > 0) halve(0, market.applicants);
}

/**
 * Would this place take the applicant, if it were the only wish? Asked of a contest in which
 * everybody else has come to rest, and answered by letting the displaced move until all rest
 * again. The wishes for which the answer is yes are the applicant's menu: what it got is the
 * best of them, and nothing it could have written would have opened another one.
 */
export function isOpenTo(others: Contest, applicant: number, choice: number): boolean {
  const mark = others.mark();
  const kept = others.enterFor(applicant, choice);
  others.rewind(mark);
  return kept;
}

/**
 * The fewest extra points with which the place would take the applicant, all others unchanged.
 * Null where points do not decide (the place has its own order) or none would be enough. More
 * points never hurt, so halving the range finds it.
 */
export function pointsMissing(others: Contest, applicant: number, choice: number): number | null {
  const { market } = others;
  const { points } = market.problem.applicants;
  if (market.problem.options.priority[market.choiceOption[choice]!] !== 0) return null;
  const own = points[applicant]!;
  const key = market.choiceKey[choice]!;
  const enough = (extra: number): boolean => {
    market.choiceKey[choice] = orderWith(market, applicant, own + extra);
    const open = isOpenTo(others, applicant, choice);
    market.choiceKey[choice] = key;
    return open;
  };
  let most = 1;
  for (const value of points) most = Math.max(most, value - own + 1);
  if (!enough(most)) return null;
  let least = 0;
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (enough(middle)) most = middle;
    else least = middle;
  }
  return most;
}

/** Where the applicant would stand with other points: an odd number, between two people's even ones. */
function orderWith(market: Market, applicant: number, points: number): number {
  const others = market.problem.applicants.points;
  let before = 0;
  for (let b = 0; b < market.applicants; b++) {
    if (b === applicant) continue;
    const ahead =
      others[b]! > points || (others[b] === points && market.draw[b]! < market.draw[applicant]!);
    if (ahead) before++;
  }
  return before * 2 - 1;
}
