import type { Master } from "../highs.ts";
import type { Case, Given } from "../problem.ts";
import { type Bundle, mustGo } from "./bundles.ts";
import { coreOf } from "./core.ts";
import type { Relaxation } from "./relaxation.ts";
import { type Found, fineOf } from "./search.ts";

/** Somebody has an option, or not; or a place runs, or not. */
type Taken =
  | { readonly person: number; readonly option: number; readonly is: boolean }
  | { readonly runs: number; readonly is: boolean };

/** Linear programs of a proof: fewer the larger they are, and never more than this. */
const MOST_CASES = 200;
const MOST_WORK = 120_000;
/** With fewer than this nothing would come of it. */
const LEAST_CASES = 15;
/** Nearer to a whole number than this is whole. */
const WHOLE = 1e-6;

/**
 * Proves that nothing better keeps the rules, where one set of prices does not: asks of something that is
 * half so whether it is so, and prices both cases anew, until no case can hold more than what was found
 * (branch and bound; Land and Doig 1960). The leaves of that tree are the proof. Where it gets too
 * large, the bound of the leaves is still one.
 */
export function provedByCases(found: Found, master: Master): Found {
  const { relaxation, market, objective, scale } = found;
  const allowed = Math.min(MOST_CASES, Math.floor(MOST_WORK / Math.max(1, market.place.length)));
  if (allowed < LEAST_CASES) return found;
  const cases: Case[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  const open: (readonly Taken[])[] = [[]];
  let solved = 0;
  while (open.length > 0) {
    const taken = open.pop()!;
    const node = priced(relaxation, master, taken);
    solved++;
    const bound = Math.floor(node.bound / scale);
    // Depth first, so that few cases are open at a time; each open one may still need a program.
    const ends = bound <= objective || node.half === null || solved + open.length + 1 >= allowed;
    if (ends) {
      worst = Math.max(worst, node.bound);
      cases.push(node.proof);
      continue;
    }
    open.push([...taken, { ...node.half!, is: false }], [...taken, { ...node.half!, is: true }]);
  }
  return worst < found.bound && cases.length > 1 ? { ...found, bound: worst, cases } : found;
}

interface Node {
  readonly proof: Case;
  /** In parts. */
  readonly bound: number;
  /** What is half so in the linear program; null: nothing is. */
  readonly half: Taken | null;
}

function priced(relaxation: Relaxation, master: Master, taken: readonly Taken[]): Node {
  const { market, scale, rows } = relaxation;
  const open = new Uint8Array(market.place.length).fill(1);
  const must = new Set<number>();
  const runs = new Set<number>();
  const closed = new Set<number>();
  for (const one of taken) {
    if ("runs" in one) (one.is ? runs : closed).add(one.runs);
    else if (one.is) {
      must.add(one.person);
      for (let i = market.start[one.person]!; i < market.start[one.person + 1]!; i++) {
        if (i !== one.option) open[i] = 0;
      }
    } else open[one.option] = 0;
  }
  market.place.forEach((p, i) => {
    if (closed.has(p)) open[i] = 0;
  });
  const choice = new Int32Array(market.people).fill(-1);
  const fine = fineOf(market);
  const core = coreOf(relaxation, { choice, open, fine, worth: 1, must, runs });
  const solved = master.solve(core.model, { relaxed: true });
  const multipliers = new Float64Array(rows.list.length);
  const prices = new Float64Array(market.places);
  const floors = new Float64Array(market.places);
  const parts = (price: number) => Math.max(0, Math.round(price * scale));
  if (solved !== null) {
    core.rowAt.forEach((row, r) => {
      multipliers[r] = parts(-solved.prices[row]!);
    });
    for (let p = 0; p < market.places; p++) {
      const [seats, least] = [core.seatsAt[p]!, core.minimumAt[p]!];
      const price = seats === -1 ? 0 : -solved.prices[seats]!;
      const floor = least === -1 ? 0 : solved.prices[least]!;
      const known = runs.has(p) || market.pinnedAt[p]! > 0;
      prices[p] = parts(known ? price : price - floor);
      floors[p] = known ? parts(floor) : 0;
    }
  }
  relaxation.at(multipliers);
  const bound = boundOf(relaxation, { open, must, closed }, prices, floors);
  const proof: Case = {
    given: taken.map((one) => givenOf(relaxation, one)),
    multipliers: Array.from(multipliers),
    prices: byRow(market.rowOfPlace, prices),
    floors: byRow(market.rowOfPlace, floors),
  };
  const half = solved && halfOf(relaxation, core.option, solved.columns, runs);
  return { proof, bound, half };
}

/** What no allocation of the case can exceed at these prices, in parts. */
function boundOf(
  relaxation: Relaxation,
  at: { open: Uint8Array; must: ReadonlySet<number>; closed: ReadonlySet<number> },
  prices: Float64Array,
  floors: Float64Array,
): number {
  const { market, rows, bundles, multipliers, scale, weight } = relaxation;
  const { capacity, minimum } = market.problem.places;
  let bound = market.pinnedWeight * scale;
  rows.list.forEach((row, r) => {
    if (multipliers[r] !== 0) bound += multipliers[r]! * row.limit;
  });
  for (let p = 0; p < market.places; p++) {
    const row = market.rowOfPlace[p]!;
    const pinned = market.pinnedAt[p]!;
    if (!at.closed.has(p)) bound += prices[p]! * (capacity[row]! - pinned);
    if (floors[p]! > 0) bound -= floors[p]! * Math.max(0, (minimum[row] ?? 0) - pinned);
  }
  const aboveOf = (a: number, i: number) => {
    const p = market.place[i]!;
    return weight[i]! - bundles.size[a]! * (prices[p]! - floors[p]!);
  };
  /** The best of the open options of a person, in one bloc or in any. */
  const best = (a: number, bloc: number, least: number) => {
    let most = least;
    for (let i = market.start[a]!; i < market.start[a + 1]!; i++) {
      if (at.open[i] === 0 || (bloc !== -1 && bundles.blocOf[market.place[i]!] !== bloc)) continue;
      most = Math.max(most, aboveOf(a, i));
    }
    return most;
  };
  const never = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < market.people; a++) {
    if (bundles.of[a] === -1) bound += best(a, -1, at.must.has(a) ? never : 0);
  }
  const bestOf = (bundle: Bundle): number => {
    const { members, whole } = bundle;
    // Somebody alone who takes several seats may be anywhere; a group is in one bloc.
    if (bundle.name === "") return best(members[0]!, -1, at.must.has(members[0]!) ? never : 0);
    let most = mustGo(bundle) || members.some((a) => at.must.has(a)) ? never : 0;
    for (let bloc = 0; bloc < bundles.blocs; bloc++) {
      if (bundle.bloc !== -1 && bloc !== bundle.bloc) continue;
      let sum = 0;
      for (const a of members) sum += best(a, bloc, whole || at.must.has(a) ? never : 0);
      most = Math.max(most, sum);
    }
    return most;
  };
  for (const bundle of bundles.list) bound += bestOf(bundle);
  return bound;
}

/** What the program leaves undecided: first whether a place runs, then the option nearest to half. */
function halfOf(
  relaxation: Relaxation,
  option: readonly number[],
  columns: Float64Array,
  runs: ReadonlySet<number>,
): Taken | null {
  const { market, bundles } = relaxation;
  const { minimum } = market.problem.places;
  const taken = new Float64Array(market.places);
  const share = new Float64Array(market.place.length);
  const owner = new Int32Array(market.place.length);
  for (let a = 0; a < market.people; a++) owner.fill(a, market.start[a]!, market.start[a + 1]!);
  option.forEach((i, column) => {
    if (i === -1) return;
    share[i]! += columns[column]!;
    taken[market.place[i]!]! += columns[column]! * bundles.size[owner[i]!]!;
  });
  for (let p = 0; p < market.places; p++) {
    const least = minimum[market.rowOfPlace[p]!] ?? 0;
    const known = runs.has(p) || market.pinnedAt[p]! > 0;
    if (!known && taken[p]! > WHOLE && taken[p]! < least - WHOLE) return { runs: p, is: true };
  }
  let nearest = 0.5 - WHOLE;
  let half = -1;
  share.forEach((value, i) => {
    const apart = Math.abs(value - 0.5);
    if (apart >= nearest) return;
    nearest = apart;
    half = i;
  });
  return half === -1 ? null : { person: owner[half]!, option: half, is: true };
}

function givenOf({ market }: Relaxation, one: Taken): Given {
  const { applicants, places } = market.problem;
  const nameOf = (p: number) => places.ids[market.rowOfPlace[p]!]!;
  if ("runs" in one) return { applicant: null, place: nameOf(one.runs), is: one.is };
  const applicant = applicants.ids[market.rowOfPerson[one.person]!]!;
  return { applicant, place: nameOf(market.place[one.option]!), is: one.is };
}

/** Figures of the places of a market, in the order of places.csv. */
function byRow(rowOfPlace: Int32Array, figures: Float64Array): number[] {
  const list: number[] = [];
  rowOfPlace.forEach((row, p) => {
    list[row] = figures[p]!;
  });
  return list;
}
