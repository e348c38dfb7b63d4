import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { baseMap, HEIGHT, type MapLines, onMap } from "./base-map.ts";
import { colours, px, WIDTH } from "./chart.ts";
import { citySpots, countrySpots } from "./places.ts";

export interface CityMapProps {
  readonly words: Words;
  /** What the map shows, for whoever does not see it; the list beside it says the same. */
  readonly label: string;
  readonly lines: MapLines;
  /** `key` is the city's name in plain letters. A city that nobody has put on the map is left out. */
  readonly cities: readonly { readonly key: string; readonly label: string }[];
  /** Sending countries, each a dot without a name. */
  readonly origins?: readonly string[] | undefined;
}

/** Names of a city in other languages, as partners write them. */
const ALSO: Readonly<Record<string, string>> = {
  milano: "milan",
  sevilla: "seville",
  bruxelles: "brussels",
};

/** Where in Europe is that? Drawn on the server; nothing is loaded from a map's maker. */
export function cityMap(props: CityMapProps): Html | null {
  const marks = props.cities.flatMap(({ key, label }) => {
    const spot = citySpots.find(({ id }) => id === (ALSO[key] ?? key));
    return spot ? [{ ...spot, label, at: onMap(spot) }] : [];
  });
  if (marks.length === 0) return null;
  const origins = (props.origins ?? []).flatMap(
    (code) => countrySpots.find(({ id }) => id === code) ?? [],
  );
  return html`<figure class="app-chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${props.label}">${baseMap(props.lines, "small")}${origins.map(
    (spot) => {
      const [x, y] = onMap(spot);
      return html`<circle cx="${px(x)}" cy="${px(y)}" r="4" fill="${colours.plum}"/>`;
    },
  )}${marks.map(
    ({ at: [x, y], label, above }) =>
      html`<circle cx="${px(x)}" cy="${px(y)}" r="6" fill="${colours.petrol}" stroke="#fff" stroke-width="1"/><text x="${px(x)}" y="${px(above ? y - 11 : y + 20)}" font-size="13" font-weight="700" fill="${colours.ink}" stroke="#fff" stroke-width="3" paint-order="stroke" stroke-linejoin="round" text-anchor="middle">${label}</text>`,
  )}</svg></figure>`;
}
