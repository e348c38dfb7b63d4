import { createHash } from "node:crypto";
import type { ProblemRows } from "../index.ts";

/**
 * All stable allocations of a tiny problem, by trying every allocation there is. Choice rules are
 * spelled out from their definitions, seat by seat and set by set, and share nothing with the core.
 * An allocation is a map from applicant to place; pinned applicants are left out.
 */
export function allStable(rows: ProblemRows): Map<string, string>[] {
  const pins = rows.rules.pins ?? [];
  const free = rows.applicants.filter(
    (row) => !pins.some((pin) => pin.applicant === row.applicant),
  );
  const stable: Map<string, string>[] = [];
  const current = new Map<string, string>();
  const extend = (i: number): void => {
    const row = free[i];
    if (row === undefined) {
      if (isStable(rows, current)) stable.push(new Map(current));
      return;
    }
    extend(i + 1);
    for (const wish of wishesOf(rows, row.applicant)) {
      current.set(row.applicant, wish);
      if (fits(rows, wish, holders(current, wish))) extend(i + 1);
      current.delete(row.applicant);
    }
  };
  extend(0);
  return stable;
}

export function wishesOf(rows: ProblemRows, applicant: string): string[] {
  return rows.options
    .filter((row) => row.applicant === applicant)
    .sort((a, b) => a.rank! - b.rank!)
    .map((row) => row.place);
}

function holders(allocation: ReadonlyMap<string, string>, place: string): string[] {
  return [...allocation].filter(([, held]) => held === place).map(([applicant]) => applicant);
}

function fits(rows: ProblemRows, place: string, people: readonly string[]): boolean {
  return choice(rows, place, people).length === people.length;
}

function isStable(rows: ProblemRows, allocation: ReadonlyMap<string, string>): boolean {
  const pins = rows.rules.pins ?? [];
  return rows.applicants.every(({ applicant }) => {
    if (pins.some((pin) => pin.applicant === applicant)) return true;
    const wishes = wishesOf(rows, applicant);
    const got = allocation.get(applicant);
    const better = got === undefined ? wishes : wishes.slice(0, wishes.indexOf(got));
    return better.every(
      (place) =>
        !choice(rows, place, [...holders(allocation, place), applicant]).includes(applicant),
    );
  });
}

type Key = readonly [priority: number, points: number, tie: number, draw: string];
const keys = new WeakMap<ProblemRows, Map<string, Key>>();

/** The order of a place: its own, then points, then the order among equals, then the draw. */
function ordered(rows: ProblemRows, place: string, people: readonly string[]): string[] {
  let known = keys.get(rows);
  if (known === undefined) {
    known = new Map();
    for (const option of rows.options) {
      const { points, tie } = rows.applicants.find((row) => row.applicant === option.applicant)!;
      const text = `${rows.rules.seed}\n${option.applicant}`;
      const draw = createHash("sha256").update(text).digest("hex");
      known.set(`${option.applicant} ${option.place}`, [
        option.priority ?? 0,
        -points!,
        tie ?? 0,
        draw,
      ]);
    }
    keys.set(rows, known);
  }
  const key = (applicant: string) => known.get(`${applicant} ${place}`)!;
  return [...people].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (x[3] < y[3] ? -1 : 1);
  });
}

function says(
  rows: ProblemRows,
  applicant: string,
  wanted: Readonly<Record<string, unknown>>,
): boolean {
  const row = rows.applicants.find((one) => one.applicant === applicant)!;
  return Object.entries(wanted).every(([column, value]) => row.attributes![column] === value);
}

function choice(rows: ProblemRows, place: string, people: readonly string[]): string[] {
  const queue = ordered(rows, place, people);
  const pinned = (rows.rules.pins ?? []).filter((pin) => pin.place === place);
  const capacity = rows.places.find((row) => row.place === place)!.capacity;
  const quotas = (rows.rules.quotas ?? []).filter((row) => row.places?.place === place);
  if (quotas.length > 0) {
    const allowed = (set: readonly string[]) =>
      set.length + pinned.length <= capacity &&
      quotas.every(({ applicants, max = 0 }) => {
        const inside = [...set, ...pinned.map((pin) => pin.applicant)];
        return inside.filter((a) => says(rows, a, applicants!)).length <= max;
      });
    return bestSubset(queue, allowed);
  }
  const reserves = (rows.rules.reserves ?? []).filter((row) => row.places?.place === place);
  const slots: (Readonly<Record<string, unknown>> | null)[] = reserves.flatMap((row) =>
    Array.from({ length: row.seats }, () => row.applicants!),
  );
  while (slots.length < capacity) slots.push(null);
  for (const pin of pinned) {
    const own = slots.findIndex((slot) => slot !== null && says(rows, pin.applicant, slot));
    const open = slots.indexOf(null);
    slots.splice(own !== -1 ? own : open !== -1 ? open : slots.length - 1, 1);
  }
  const taken: string[] = [];
  for (const slot of slots) {
    const left = queue.filter((a) => !taken.includes(a));
    const best = left.find((a) => slot === null || says(rows, a, slot)) ?? left[0];
    if (best !== undefined) taken.push(best);
  }
  return taken;
}

/** Of all allowed subsets, the one that takes the front of the queue wherever it can. */
function bestSubset(
  queue: readonly string[],
  allowed: (set: readonly string[]) => boolean,
): string[] {
  let best: string[] = [];
  let bestMask = "";
  for (let bits = 0; bits < 2 ** queue.length; bits++) {
    const set = queue.filter((_, i) => (bits >> i) & 1);
    const mask = queue.map((a) => (set.includes(a) ? "1" : "0")).join("");
    if (allowed(set) && mask > bestMask) [best, bestMask] = [set, mask];
  }
  return best;
}
