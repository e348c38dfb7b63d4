import type { Market } from "./market.ts";

/**
 * Of the allocations with the greatest total, one that places the most people: whoever has no place
 * may take a seat if a chain of moves that changes the total by nothing ends at a free one. Such
 * moves are those that leave nobody anything below their best at optimal prices. `placeOf` changes.
 *
 * A place from which no chain reached a free seat never gets one later, so each is asked once.
 */
export function placeTheMost(market: Market, placeOf: Int32Array, price: Float64Array): void {
  const { people, places, start, place, weight, seats } = market;
  const holders: number[][] = Array.from({ length: places }, () => []);
  const left = new Float64Array(people);
  for (let a = 0; a < people; a++) {
    const p = placeOf[a]!;
    if (p === -1) continue;
    holders[p]!.push(a);
    for (let i = start[a]!; i < start[a + 1]!; i++) {
      if (place[i] === p) left[a] = weight[i]! - price[p]!;
    }
  }
  const asked = new Uint8Array(places);
  // A chain under way: the place asked, which holder is trying to leave it, and for which option.
  const chain: { asker: number; option: number; holder: number; at: number }[] = [];
  const step = (asker: number, option: number) =>
    chain.push({ asker, option, holder: 0, at: place[option]! });

  /** The next option of a person that changes the total by nothing and was not asked yet. */
  const nextFor = (a: number, from: number): number => {
    for (let i = from; i < start[a + 1]!; i++) {
      const p = place[i]!;
      if (asked[p] === 0 && weight[i]! - price[p]! === left[a]!) return i;
    }
    return -1;
  };

  for (let a = 0; a < people; a++) {
    if (placeOf[a] !== -1) continue;
    for (let option = nextFor(a, start[a]!); option !== -1; option = nextFor(a, start[a]!)) {
      chain.length = 0;
      step(a, option);
      if (search()) break;
    }
  }

  function search(): boolean {
    while (chain.length > 0) {
      const link = chain.at(-1)!;
      const p = link.at;
      if (asked[p] === 0) {
        asked[p] = 1;
        if (holders[p]!.length < seats[p]!) {
          move();
          // What was asked on the way may still lead somewhere: it did.
          for (const { at } of chain) asked[at] = 0;
          return true;
        }
      }
      const holder = holders[p]![link.holder];
      if (holder === undefined) {
        chain.pop();
        continue;
      }
      const option = nextFor(holder, start[holder]!);
      if (option === -1) link.holder++;
      else step(holder, option);
    }
    return false;
  }

  function move(): void {
    for (let i = chain.length - 1; i >= 0; i--) {
      const { asker, at } = chain[i]!;
      const from = placeOf[asker]!;
      if (from !== -1) holders[from]!.splice(holders[from]!.indexOf(asker), 1);
      holders[at]!.push(asker);
      placeOf[asker] = at;
    }
  }
}
