import { type Html, html } from "../html.ts";
import { baseMap, HEIGHT, type MapLines, onMap } from "./base-map.ts";
import { px, WIDTH } from "./chart.ts";

/** From the Adriatic to the Aegean: where a line on a map is a question. */
const corner = onMap({ longitude: 14, latitude: 46.5 });
const opposite = onMap({ longitude: 26, latitude: 39 });
const view = [
  corner[0],
  corner[1],
  Math.min(opposite[0], WIDTH) - corner[0],
  Math.min(opposite[1], HEIGHT) - corner[1],
];

/** A piece of the map with the lines of a choice, for whoever chooses them. */
export const linesPicture = (lines: MapLines, label: string): Html =>
  html`<figure class="app-chart"><svg viewBox="${view.map(px).join(" ")}" role="img" aria-label="${label}">${baseMap(lines, "small")}</svg></figure>`;
