import type { Problem } from "../problem.ts";
import type { Market } from "./market.ts";

/**
 * People who cannot be placed seat by seat: a group that travels together, or one person who takes
 * several seats. All places of a group are in one bloc: places that agree in what `together` names.
 */
export interface Bundle {
  /** Of the group; empty for a single person. */
  readonly name: string;
  readonly members: readonly number[];
  /** Each member has a place, or none has. */
  readonly whole: boolean;
  /** The bloc where pinned members of the group are; -1: they are free to go anywhere. */
  readonly bloc: number;
}

export interface Bundles {
  readonly list: readonly Bundle[];
  /** Bloc of each place, from 0. */
  readonly blocOf: Int32Array;
  readonly blocs: number;
  /** Seats that each person takes. */
  readonly size: Int32Array;
  /** Bundle of each person, or -1. */
  readonly of: Int32Array;
}

export function bundlesOf(problem: Problem<"best-total">, market: Market): Bundles {
  const { applicants, places, rules } = problem;
  const { together, allOrNothing } = rules.groups ?? { together: ["place"], allOrNothing: true };
  const columns = together.map((column) => {
    const attribute = places.attributes.find(({ name }) => name === column);
    return (row: number) => attribute?.values[attribute.codes[row]!] ?? places.ids[row]!;
  });
  const blocs = new Map<string, number>();
  const blocOf = market.rowOfPlace.map((row) => {
    const key = JSON.stringify(columns.map((textOf) => textOf(row)));
    const bloc = blocs.get(key) ?? blocs.size;
    blocs.set(key, bloc);
    return bloc;
  });
  const placeAt = new Map(Array.from(market.rowOfPlace, (row, p) => [row, p]));

  const size = Int32Array.from(market.rowOfPerson, (row) => applicants.size[row] ?? 1);
  const of = new Int32Array(market.people).fill(-1);
  const { group } = applicants;
  const groups = new Map<number, { members: number[]; bloc: number }>();
  const list: Bundle[] = [];
  for (let a = 0; a < market.people; a++) {
    const row = market.rowOfPerson[a]!;
    const code = group === null || group.values[group.codes[row]!] === "" ? -1 : group.codes[row]!;
    const pin = market.pinnedTo[row]!;
    if (code !== -1) {
      const one = groups.get(code) ?? { members: [], bloc: -1 };
      if (pin === -1) one.members.push(a);
      else one.bloc = blocOf[placeAt.get(pin)!]!;
      groups.set(code, one);
    } else if (pin === -1 && size[a]! > 1) {
      of[a] = list.length;
      list.push({ name: "", members: [a], whole: true, bloc: -1 });
    }
  }
  for (const [code, { members, bloc }] of groups) {
    if (members.length === 0) continue;
    for (const a of members) of[a] = list.length;
    list.push({ name: group!.values[code]!, members, whole: allOrNothing, bloc });
  }
  return { list, blocOf, blocs: blocs.size, size, of };
}

/** Whether a bundle has to be placed: it is whole, and pins have placed a part of it. */
export function mustGo(bundle: Bundle): boolean {
  return bundle.whole && bundle.bloc !== -1;
}
