// Maximum quotas at one place keep the promise only when any two of them are nested or apart: then
// what the place may take is a laminar matroid, and taking the best one by one is a choice rule
// under which deferred acceptance is stable and strategy-proof. Crossing ones are refused.

/** `parent[i]` is the next larger group around group `i`, or -1; `innermost[j]` that of member j. */
export interface Nesting {
  readonly ok: true;
  readonly parent: Int32Array;
  readonly innermost: Int32Array;
}

/** Groups `a` and `b` share `witness` but neither lies within the other. Indices as given. */
export interface Crossing {
  readonly ok: false;
  readonly a: number;
  readonly b: number;
  readonly witness: number;
}

/**
 * Nest groups of the same people. `groups[i]` says which applicants are in group `i` (null: all),
 * `people` who is at this place at all. Sorted from large to small, groups are nested exactly when
 * all members of a group have the same next larger one, so one pass over the people decides.
 */
export function nest(
  groups: readonly (Uint8Array | null)[],
  people: ArrayLike<number>,
): Nesting | Crossing {
  const size = groups.map((group) => {
    if (group === null) return people.length;
    let members = 0;
    for (let j = 0; j < people.length; j++) members += group[people[j]!]!;
    return members;
  });
  const order = groups.map((_, i) => i).sort((a, b) => size[b]! - size[a]! || a - b);
  const parent = new Int32Array(groups.length).fill(-1);
  const seen = new Uint8Array(groups.length);
  const innermost = new Int32Array(people.length).fill(-1);
  for (let j = 0; j < people.length; j++) {
    let around = -1;
    for (const i of order) {
      const group = groups[i]!;
      if (group !== null && group[people[j]!] === 0) continue;
      if (seen[i] === 1 && parent[i] !== around) {
        // The larger of the two candidates cannot lie around the whole of group i.
        const larger = around === -1 || order.indexOf(parent[i]!) > order.indexOf(around);
        return { ok: false, a: larger ? parent[i]! : around, b: i, witness: people[j]! };
      }
      seen[i] = 1;
      parent[i] = around;
      around = i;
    }
    innermost[j] = around;
  }
  return { ok: true, parent, innermost };
}
