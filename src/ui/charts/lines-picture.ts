import { type Html, html } from "../html.ts";
import { baseMap, HEIGHT, type MapLines, onMap } from "./base-map.ts";
import { colours, px, WIDTH } from "./chart.ts";

/** From the Adriatic to the Aegean: where a line on a map is a question. */
const corner = onMap({ longitude: 14, latitude: 46.5 });
const opposite = onMap({ longitude: 26, latitude: 39 });
const [x, y] = corner;
const width = Math.min(opposite[0], WIDTH) - x;
const height = Math.min(opposite[1], HEIGHT) - y;

/** A piece of the map with the lines of a choice, for whoever chooses them. */
export const linesPicture = (lines: MapLines, label: string): Html =>
  html`<figure class="app-chart"><svg viewBox="${[x, y, width, height].map(px).join(" ")}" role="img" aria-label="${label}">${baseMap(lines, "small")}<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="none" stroke="${colours.coast}"/></svg></figure>`;
