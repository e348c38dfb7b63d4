import { matcher, matching } from "../filter.ts";
import type { Filter, Problem } from "../problem.ts";
import { nest } from "../stable/nesting.ts";
import { seatPlan } from "../stable/seat-plan.ts";
import type { Faults } from "./faults.ts";

/** Nobody wishes for a place twice, gives two places one rank, or is half in a place's own order. */
export function checkOptions(
  problem: Problem,
  lineOf: (option: number) => number,
  faults: Faults,
): void {
  const { applicant, place, rank, priority } = problem.options;
  const people = problem.applicants.ids;
  const count = people.length;
  const start = new Int32Array(count + 1);
  for (const a of applicant) start[a + 1]!++;
  for (let a = 0; a < count; a++) start[a + 1]! += start[a]!;
  // Rows of one applicant usually follow each other; else they are gone through as if they did.
  const inOrder = applicant.every((a, o) => o === 0 || a >= applicant[o - 1]!);
  const rows = new Int32Array(inOrder ? 0 : applicant.length);
  const filled = start.slice(0, count);
  for (let o = 0; o < rows.length; o++) rows[filled[applicant[o]!]!++] = o;

  // The option that last marked a place or a rank; marks of other applicants are stale.
  const placeMark = new Int32Array(problem.places.ids.length).fill(-1);
  const rankMark = new Int32Array(rank.reduce((most, r) => Math.max(most, r), 0) + 1).fill(-1);
  const params = (o: number, first: number, column: string) => ({
    line: lineOf(o),
    column,
    applicant: people[applicant[o]!]!,
    first: lineOf(first),
  });
  for (let i = 0; i < applicant.length; i++) {
    const o = inOrder ? i : rows[i]!;
    const samePlace = placeMark[place[o]!]!;
    const sameRank = rankMark[rank[o]!]!;
    if (samePlace !== -1 && applicant[samePlace] === applicant[o]) {
      const value = problem.places.ids[place[o]!]!;
      faults.add("option-twice", "options.csv", { ...params(o, samePlace, "place"), value });
    } else placeMark[place[o]!] = o;
    if (sameRank !== -1 && applicant[sameRank] === applicant[o]) {
      const value = rank[o]!;
      faults.add("rank-twice", "options.csv", { ...params(o, sameRank, "rank"), value });
    } else if (rank[o] !== 0) rankMark[rank[o]!] = o;
  }

  const firstAt = new Int32Array(problem.places.ids.length).fill(-1);
  const reported = new Set<number>();
  for (let o = 0; o < place.length; o++) {
    const p = place[o]!;
    const first = firstAt[p]!;
    if (first === -1) firstAt[p] = o;
    else if ((priority[o] === 0) !== (priority[first] === 0) && !reported.has(p)) {
      reported.add(p);
      const place = problem.places.ids[p]!;
      const line = lineOf(priority[o] === 0 ? o : first);
      faults.add("priority-partly", "options.csv", { line, column: "priority", place });
    }
  }
}

/**
 * Can the rule promise what is asked of it, on these rows? `shaky` says that rows were refused
 * already: then only what does not depend on them is judged.
 */
export function checkPromises(
  problem: Problem,
  lineOf: (path: string) => number,
  faults: Faults,
  shaky: boolean,
): void {
  const { rules, applicants, places } = problem;
  const wrong = (code: string, path: string, params: Record<string, string | number> = {}) =>
    faults.add(code, "rules.json", { line: lineOf(path), column: path, ...params });
  let sound = !shaky;
  const fail: typeof wrong = (...args) => {
    sound = false;
    wrong(...args);
  };

  const checkFilter = (filter: Filter, path: string, side: "applicants" | "places") => {
    const own = side === "applicants" ? "applicant" : "place";
    const table = side === "applicants" ? applicants : places;
    const known = [own, ...table.attributes.map(({ name }) => name)];
    for (const column of Object.keys(filter)) {
      if (known.includes(column)) continue;
      const params = { attribute: column, file: "rules.json", table: `${side}.csv` };
      fail("attribute-unknown", `${path}.${side}.${column}`, {
        ...params,
        known: known.join(", "),
      });
    }
  };
  const placesAt = (filter: Filter) => {
    const matches = matching(places, filter, "place");
    return places.ids.filter((_, p) => matches === null || matches[p] === 1);
  };

  if (rules.rule === "best-total") {
    // Reserves were refused where they stand in the file. Quotas are for the engine to keep.
    rules.quotas.forEach((quota, i) => {
      checkFilter(quota.applicants, `quotas[${i}]`, "applicants");
      checkFilter(quota.places, `quotas[${i}]`, "places");
      if (shaky || placesAt(quota.places).length > 0) return;
      fail("no-place-matches", `quotas[${i}]`, { name: quota.name });
    });
    if (rules.groups !== null) {
      const columns = Object.fromEntries(rules.groups.together.map((column) => [column, []]));
      checkFilter(columns, "groups", "places");
    }
    const pinnedAt = checkPins(problem, fail);
    if (sound && !shaky) checkPinsFit(problem, pinnedAt, faults, wrong);
    return;
  }
  const reservesAt = new Map<string, { seats: number; names: string[] }>();
  rules.reserves.forEach((reserve, i) => {
    const path = `reserves[${i}]`;
    checkFilter(reserve.applicants, path, "applicants");
    checkFilter(reserve.places, path, "places");
    const here = placesAt(reserve.places);
    if (here.length === 0 && !shaky) fail("no-place-matches", path, { name: reserve.name });
    for (const place of here) {
      const at = reservesAt.get(place) ?? { seats: 0, names: [] };
      at.seats += reserve.seats;
      at.names.push(reserve.name);
      reservesAt.set(place, at);
      const capacity = problem.places.capacity[places.ids.indexOf(place)]!;
      if (at.seats > capacity && at.seats - reserve.seats <= capacity && !shaky) {
        const names = at.names.join(", ");
        fail("reserves-over-capacity", path, { place, capacity, seats: at.seats, names });
      }
    }
  });
  rules.quotas.forEach((quota, i) => {
    const path = `quotas[${i}]`;
    checkFilter(quota.applicants, path, "applicants");
    checkFilter(quota.places, path, "places");
    const here = placesAt(quota.places);
    if (here.length === 0 && !shaky) fail("no-place-matches", path, { name: quota.name });
    if (here.length > 1) {
      const some = here.slice(0, 5).join(", ");
      fail("quota-across-places", path, { name: quota.name, count: here.length, places: some });
    }
    for (const place of here) {
      const reserves = reservesAt.get(place);
      if (reserves === undefined) continue;
      const params = { name: quota.name, reserve: reserves.names[0]!, place };
      fail("reserves-and-quotas", path, params);
    }
  });
  const pinnedAt = checkPins(problem, fail);
  if (!sound) return;
  checkNesting(problem, fail);
  checkPinsFit(problem, pinnedAt, faults, wrong);
}

type Wrong = (code: string, path: string, params?: Record<string, string | number>) => void;

/** Pins name a wish that exists, and a person once. Returns the pins (their indices) by place. */
function checkPins(problem: Problem, fail: Wrong): Map<number, number[]> {
  const { rules, applicants, places, options } = problem;
  const pinnedAt = new Map<number, number[]>();
  if (rules.pins.length === 0) return pinnedAt;
  const rowOf = new Map(applicants.ids.map((id, a) => [id, a]));
  const placeOf = new Map(places.ids.map((id, p) => [id, p]));
  const pinned = new Map<number, Set<number>>();
  const firstPin = new Map<string, number>();
  rules.pins.forEach(({ applicant, place }, i) => {
    const path = `pins[${i}]`;
    const a = rowOf.get(applicant);
    const p = placeOf.get(place);
    if (a === undefined && applicant !== "") {
      fail("applicant-unknown", `${path}.applicant`, { value: applicant });
    }
    if (p === undefined && place !== "") fail("place-unknown", `${path}.place`, { value: place });
    const first = firstPin.get(applicant);
    if (first !== undefined) {
      fail("pinned-twice", path, { applicant, first: `pins[${first}]` });
      return;
    }
    firstPin.set(applicant, i);
    if (a === undefined || p === undefined) return;
    pinned.set(a, new Set());
    pinnedAt.set(p, [...(pinnedAt.get(p) ?? []), i]);
  });
  for (let o = 0; o < options.place.length; o++) {
    pinned.get(options.applicant[o]!)?.add(options.place[o]!);
  }
  for (const [p, pins] of pinnedAt) {
    for (const i of pins) {
      const { applicant, place } = rules.pins[i]!;
      if (pinned.get(rowOf.get(applicant)!)!.has(p)) continue;
      fail("pin-without-option", `pins[${i}]`, { applicant, place });
    }
  }
  return pinnedAt;
}

function checkNesting(problem: Problem, fail: Wrong): void {
  const groupOf = matcher(problem.applicants, "applicant");
  const plan = seatPlan(problem, groupOf);
  if (plan.quotasAt.size === 0) return;
  const askingAt = new Map<number, number[]>([...plan.quotasAt.keys()].map((p) => [p, []]));
  for (let o = 0; o < problem.options.place.length; o++) {
    const a = problem.options.applicant[o]!;
    if (plan.pinnedTo[a] === -1) askingAt.get(problem.options.place[o]!)?.push(a);
  }
  for (const [p, quotas] of plan.quotasAt) {
    const rows = quotas.map(({ quota }) => problem.rules.quotas[quota]!);
    const nesting = nest(
      rows.map((row) => groupOf(row.applicants)),
      askingAt.get(p)!,
    );
    if (nesting.ok) continue;
    fail("quotas-crossing", `quotas[${quotas[nesting.b]!.quota}]`, {
      place: problem.places.ids[p]!,
      name: rows[nesting.b]!.name,
      other: rows[nesting.a]!.name,
      applicant: problem.applicants.ids[nesting.witness]!,
    });
  }
}

/**
 * Pins that no allocation can keep: more than a place holds, or than a maximum allows. Each fault
 * names an irreducible conflict (the limit and just enough pins to break it: without any one of
 * them there is none) and the cheapest relaxation (how many seats more, or pins fewer).
 */
function checkPinsFit(
  problem: Problem,
  pinnedAt: ReadonlyMap<number, readonly number[]>,
  faults: Faults,
  wrong: Wrong,
): void {
  const { rules, places, applicants } = problem;
  const rowOf = new Map(applicants.ids.map((id, a) => [id, a]));
  const groupOf = matcher(applicants, "applicant");
  const { quotasAt } = seatPlan(problem, groupOf);
  const conflict = (code: string, pins: readonly number[], max: number, params: object) => {
    if (pins.length <= max) return;
    faults.impossible = true;
    const named = pins
      .slice(0, max + 1)
      .map((i) => rules.pins[i]!.applicant)
      .join(", ");
    const path = `pins[${pins[max]!}]`;
    const over = pins.length - max;
    wrong(code, path, { max, pins: pins.length, conflict: named, over, ...params });
  };
  const checkSeats = (
    pins: readonly number[],
    size: (pin: number) => number,
    capacity: number,
    place: string,
  ) => {
    let taken = 0;
    const fitting = pins.filter((pin) => {
      taken += size(pin);
      return taken <= capacity;
    });
    if (fitting.length < pins.length) {
      const named = [...fitting, ...pins.filter((pin) => !fitting.includes(pin))];
      conflict("pins-over-capacity", named, fitting.length, {
        place,
        max: capacity,
        over: taken - capacity,
      });
    }
  };
  for (const [p, pins] of pinnedAt) {
    const place = places.ids[p]!;
    const size = (i: number) => applicants.size[rowOf.get(rules.pins[i]!.applicant)!] ?? 1;
    checkSeats(pins, size, places.capacity[p]!, place);
    // Under `best-total` a maximum is about many places, and the engine names what it is in conflict with.
    for (const { quota } of rules.rule === "stable" ? (quotasAt.get(p) ?? []) : []) {
      const { name, applicants: who, max } = rules.quotas[quota]!;
      const group = groupOf(who);
      const inside = pins.filter((i) => (group?.[rowOf.get(rules.pins[i]!.applicant)!] ?? 1) === 1);
      conflict("pins-over-maximum", inside, max!, { place, name });
    }
  }
}
