import type { Filter, Problem } from "../problem.ts";
import { sha256 } from "./sha256.ts";

/** Seats of one kind at one place: a reserve and its group, or the open ones (everybody's). */
export interface Kind {
  readonly name: string | null;
  /** 1 for each applicant the seats are for; null for all. */
  readonly members: Uint8Array | null;
  seats: number;
}
export interface Maximum extends Kind {
  readonly max: number;
}
export interface Place {
  readonly kinds: Kind[];
  readonly maxima: Maximum[];
  pinned: number;
}

/**
 * Each applicant's position by points, then by the order given among equals, then by the draw:
 * SHA-256(seed, newline, id), ascending.
 */
export function standingOf({ applicants, rules }: Problem): Int32Array {
  const { ids, points, tie } = applicants;
  const bytes = new TextEncoder();
  const digests = ids.map((id) => sha256(bytes.encode(`${rules.seed}\n${id}`)));
  const byDigest = (a: number, b: number): number => {
    let i = 0;
    while (i < 7 && digests[a]![i] === digests[b]![i]) i++;
    return digests[a]![i]! - digests[b]![i]!;
  };
  const order = ids
    .map((_, a) => a)
    .sort((a, b) => points[b]! - points[a]! || tie[a]! - tie[b]! || byDigest(a, b));
  const position = new Int32Array(ids.length);
  for (const [at, a] of order.entries()) position[a] = at;
  return position;
}

/** Whether seats of this kind are for this applicant. */
export function isFor(kind: Kind, applicant: number): boolean {
  return kind.members === null || kind.members[applicant] === 1;
}

/** Every place with its kinds of seats in the listed order, open ones last, and its maxima. */
export function placesOf({ applicants, places, rules }: Problem): Place[] {
  const all = places.ids.map((_, p): Place => {
    const open = { name: null, members: null, seats: places.capacity[p]! };
    return { kinds: [open], maxima: [], pinned: 0 };
  });
  const says =
    (table: Problem["applicants" | "places"], filter: Filter, own: string) => (i: number) =>
      Object.entries(filter).every(([column, values]) => {
        const attribute = table.attributes.find((one) => one.name === column);
        const text = column === own ? table.ids[i] : attribute?.values[attribute.codes[i]!];
        return text !== undefined && values.includes(text);
      });
  const membersOf = (filter: Filter) => {
    const member = says(applicants, filter, "applicant");
    return Uint8Array.from(applicants.ids, (_, a) => (member(a) ? 1 : 0));
  };
  for (const { name, applicants: who, places: where, seats } of rules.reserves) {
    const members = membersOf(who);
    for (const { kinds } of all.filter((_, p) => says(places, where, "place")(p))) {
      kinds.at(-1)!.seats -= seats;
      kinds.splice(-1, 0, { name, members, seats });
    }
  }
  for (const { name, applicants: who, places: where, max } of rules.quotas) {
    const members = membersOf(who);
    for (const { maxima } of all.filter((_, p) => says(places, where, "place")(p))) {
      maxima.push({ name, members, seats: max!, max: max! });
    }
  }
  return all;
}
