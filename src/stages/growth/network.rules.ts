import type { NetworkLink, NetworkNode } from "./network.store.ts";

export type Choice = {
  /** Null for all years. */
  readonly year: number | null;
  readonly kind: NetworkLink["kind"] | null;
};

/** As many people as may be said: nobody, a number, or at least a number. */
export type OpenCount = { readonly count: number; readonly isLeast: boolean };

/** What goes from one organisation to another in the years and kinds that were chosen. */
export type Connection = OpenCount & { readonly from: NetworkNode; readonly to: NetworkNode };
/** The same from one country to another. */
export type CountryConnection = OpenCount & {
  readonly from: { readonly country: string };
  readonly to: { readonly country: string };
};

/** Fewer people than this could be recognised by whoever knows one of them. */
export const FEWEST_SHOWN = 10;

/**
 * What may be said of a sum. A year, a kind and a pair make the smallest number there is; one below the
 * fewest is in no sum that is said exactly, or whoever takes two sums from each other would have it.
 */
export function openCount(numbers: readonly number[], fewest: number): OpenCount {
  const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0);
  const all = sum(numbers);
  const large = numbers.filter((one) => one >= fewest);
  if (large.length === numbers.length) return { count: all, isLeast: false };
  return all < fewest
    ? { count: 0, isLeast: false }
    : { count: Math.max(sum(large), fewest), isLeast: true };
}

function together<T>(
  links: readonly NetworkLink[],
  { year, kind }: Choice,
  by: (link: NetworkLink) => string,
  as: (same: readonly NetworkLink[]) => T & OpenCount,
): readonly (T & OpenCount)[] {
  const chosen = links.filter(
    (link) => (year === null || link.year === year) && (kind === null || link.kind === kind),
  );
  const groups = [...Map.groupBy(chosen, by).values()].map(as);
  return groups.sort((a, b) => b.count - a.count);
}

const counts = (same: readonly NetworkLink[]) => same.map(({ count }) => count);

/** Links of the same two organisations together, the heaviest first. @param fewest 1 shows everything */
export const connections = (
  links: readonly NetworkLink[],
  choice: Choice,
  fewest: number,
): readonly Connection[] =>
  together(
    links,
    choice,
    ({ from, to }) => `${from.id} ${to.id}`,
    (same) => ({ from: same[0]!.from, to: same[0]!.to, ...openCount(counts(same), fewest) }),
  );

/** Links of the same two countries together. */
export const countryConnections = (
  links: readonly NetworkLink[],
  choice: Choice,
  fewest: number,
): readonly CountryConnection[] =>
  together(
    links,
    choice,
    ({ from, to }) => `${from.country} ${to.country}`,
    (same) => ({
      from: { country: same[0]!.from.country },
      to: { country: same[0]!.to.country },
      ...openCount(counts(same), fewest),
    }),
  );

/** Years in which anybody went anywhere, the newest first. */
export const yearsOf = (links: readonly NetworkLink[]): readonly number[] =>
  [...new Set(links.map(({ year }) => year))].sort((a, b) => b - a);
