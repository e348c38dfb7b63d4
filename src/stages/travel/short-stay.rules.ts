import { type Day, daysBetween } from "../../shared/day.ts";
import {
  type DeclaredStay,
  firstOver,
  type Over,
  type Span,
  WINDOW_DAYS,
} from "./presence.rules.ts";
import { FREE_MOVEMENT, schengenPart, VISA_FREE } from "./schengen.rules.ts";

/** A journey already held or planned, of any line. */
export type Held = {
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  /** First and last day at the border, where they are known to be others. */
  readonly entry?: Day | undefined;
  readonly exit?: Day | undefined;
};
/** A stay the person declared; days under a permit or a national visa do not count. */
export type Declared = { readonly entry: Day; readonly exit: Day; readonly permit: boolean };

/** Everything that counts towards the 90 days, as stays in the area. */
export function countedStays(
  held: readonly Held[],
  declared: readonly Declared[],
): readonly DeclaredStay[] {
  return [
    ...held.flatMap((journey): DeclaredStay[] => {
      const part = spanIn(journey);
      return part ? [{ ...part, permit: false }] : [];
    }),
    ...declared.map(({ entry, exit, permit }) => ({ from: entry, to: exit, permit })),
  ];
}

const spanIn = (journey: Held): Span | undefined =>
  schengenPart(journey.country, {
    from: journey.entry ?? journey.starts,
    to: journey.exit ?? journey.ends,
  });

/**
 * Domain rule S1: on no day of a stay may more than 90 of the 180 days that end with it have been
 * spent in the Schengen area; entry and exit day count. Looked at are the days of this journey and
 * of journeys already held after it, which this one could push over the limit. Private stays that
 * lie later are the person's own affair and can be moved; they count only when they come before.
 */
export function shortStayDays(
  journey: Held,
  held: readonly Held[],
  declared: readonly Declared[],
): Over | undefined {
  const own = spanIn(journey);
  if (!own) return undefined;
  const later = held.filter(
    ({ starts }) => starts > journey.ends && daysBetween(journey.ends, starts) < WINDOW_DAYS,
  );
  return firstOver(countedStays([journey, ...held], declared), [
    own,
    ...later.flatMap((one) => spanIn(one) ?? []),
  ]);
}

/**
 * The same for somebody who applies: by the nationality of the papers, where some were written down,
 * else by what is likely for whoever is sent from a country. A citizen of the area is not counted.
 */
export const shortStayOver = (
  of: {
    readonly sendingCountry: string;
    readonly nationality?: string | null;
    readonly stays: readonly Declared[];
    readonly mobilities: readonly Held[];
  },
  journey: Held,
): Over | undefined =>
  (of.nationality ? !FREE_MOVEMENT.has(of.nationality) : VISA_FREE.has(of.sendingCountry))
    ? shortStayDays(journey, of.mobilities, of.stays)
    : undefined;
