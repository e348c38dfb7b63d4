import type { NetworkLink, NetworkNode } from "./network.store.ts";

export type Choice = {
  /** Null for all years. */
  readonly year: number | null;
  readonly kind: NetworkLink["kind"] | null;
};

/** What goes from one organisation to another in the years and kinds that were chosen. */
export type Connection = {
  readonly from: NetworkNode;
  readonly to: NetworkNode;
  readonly count: number;
};

/** Fewer people than this could be recognised by whoever knows one of them. */
export const FEWEST_SHOWN = 10;

/** Links of the same two organisations together, the heaviest first. */
export function connections(links: readonly NetworkLink[], choice: Choice): readonly Connection[] {
  const chosen = links.filter(
    ({ year, kind }) =>
      (choice.year === null || year === choice.year) &&
      (choice.kind === null || kind === choice.kind),
  );
  const pairs = Map.groupBy(chosen, ({ from, to }) => `${from.id} ${to.id}`);
  return [...pairs.values()]
    .map((same) => ({
      from: same[0]!.from,
      to: same[0]!.to,
      count: same.reduce((sum, { count }) => sum + count, 0),
    }))
    .sort((a, b) => b.count - a.count);
}

/** Years in which anybody went anywhere, the newest first. */
export const yearsOf = (links: readonly NetworkLink[]): readonly number[] =>
  [...new Set(links.map(({ year }) => year))].sort((a, b) => b - a);
