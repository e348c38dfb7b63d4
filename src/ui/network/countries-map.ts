import type { Words } from "../../platform/i18n/index.ts";
import { countryPoint, flowMap, type MapLines } from "../charts/index.ts";
import type { Html } from "../html.ts";

export interface CountriesMapProps {
  readonly words: Words;
  readonly lines: MapLines;
  readonly connections: readonly {
    readonly from: { readonly country: string };
    readonly to: { readonly country: string };
    readonly count: number;
    readonly isLeast: boolean;
  }[];
  /** Smaller numbers are not drawn, not said and in no sum. */
  readonly fewest: number;
}

/** Words in the place of a number that may not be said; undefined for one that may. */
export function saidCount(
  words: Words,
  { count, isLeast }: { readonly count: number; readonly isLeast: boolean },
  fewest: number,
): string | undefined {
  if (count < fewest) return words.t("growth.fewer-than", { count: fewest });
  return isLeast ? words.t("growth.at-least", { count }) : undefined;
}

/** From which country to which; null where nothing may be drawn. */
export function countriesMap({
  words,
  lines,
  connections,
  fewest,
}: CountriesMapProps): Html | null {
  const flows = connections
    .map((one) => ({
      from: one.from.country,
      to: one.to.country,
      // Of a number that is not said nothing is drawn.
      count: one.count < fewest ? 0 : one.count,
      said: saidCount(words, one, fewest),
    }))
    .filter(({ from, to }) => countryPoint(from) && countryPoint(to));
  if (flows.every(({ count }) => count < fewest)) return null;
  const senders = [...new Set(flows.map(({ from }) => from))];
  const hosts = [...new Set(flows.map(({ to }) => to))];
  const pointsOf = (codes: readonly string[]) =>
    codes
      .flatMap((code) => {
        const spot = countryPoint(code);
        // Neighbours that send as well lie close together: the table has their names.
        return spot ? [{ ...spot, label: words.country(code), bare: senders.includes(code) }] : [];
      })
      .sort((a, b) => words.compare(a.label, b.label));
  return flowMap({
    words,
    id: "network-map",
    title: words.t("growth.network-countries", { from: senders.length, to: hosts.length }),
    lines,
    origins: pointsOf(senders),
    cities: pointsOf(hosts),
    flows,
  });
}
