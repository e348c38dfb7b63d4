import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoConicConformal, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { type Html, html } from "../html.ts";
import { colours, WIDTH } from "./chart.ts";

export const HEIGHT = 300;

/**
 * Which lines a map draws on land. Any line between two countries is a statement, and readers of
 * this programme live on both sides of one that is disputed: none at all is the usual answer, and a
 * scheme may choose another for its own readers. `borders-dashed` draws that one line broken.
 */
export type MapLines = "coast" | "borders" | "borders-dashed";

/** Corners of what is shown: from Lisbon to the Black Sea, from Malta to the Baltic. */
const frame = {
  type: "MultiPoint" as const,
  coordinates: [
    [-9.5, 36],
    [27, 36],
    [-6, 54.5],
    [25, 54.5],
  ] as [number, number][],
};

const projection = geoConicConformal()
  .parallels([38, 52])
  .rotate([-9, 0])
  .fitExtent(
    [
      [6, 4],
      [WIDTH - 6, HEIGHT - 4],
    ],
    frame,
  )
  .clipExtent([
    [0, 0],
    [WIDTH, HEIGHT],
  ]);

/** Where a point of the earth lies on the map. */
export const onMap = (point: { readonly longitude: number; readonly latitude: number }) =>
  projection([point.longitude, point.latitude]) ?? ([0, 0] as [number, number]);

/** `small` is coarser, for pages that a phone on a slow line must show at once. */
type Detail = "small" | "whole";
const SCALE = { small: "110m", whole: "50m" } as const;

type Country = { readonly properties?: { readonly name?: string } };
const DISPUTED = ["Kosovo", "Serbia"];
const isDisputed = (a: Country, b: Country): boolean =>
  DISPUTED.every((name) => [a, b].some((country) => country.properties?.name === name));

const drawn = new Map<string, string>();

/** A path that is worked out once; it never changes. */
function once(key: string, draw: () => string | null): string {
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const path = draw() ?? "";
  drawn.set(key, path);
  return path;
}

const atlas = (name: string) =>
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`world-atlas/${name}.json`), "utf8"),
  );

const coastline = (detail: Detail): string =>
  once(`coast ${detail}`, () => {
    const world = atlas(`land-${SCALE[detail]}`);
    return geoPath(projection).digits(1)(feature(world, world.objects.land));
  });

const borders = (detail: Detail, which: "all" | "disputed" | "others"): string =>
  once(`borders ${detail} ${which}`, () => {
    const world = atlas(`countries-${SCALE[detail]}`);
    const inside = mesh(world, world.objects.countries, (a, b) => {
      if (a === b) return false;
      return which === "all" || isDisputed(a as Country, b as Country) === (which === "disputed");
    });
    return geoPath(projection).digits(1)(inside);
  });

/** Sea, land and the lines that were asked for; marks are drawn over it. */
export function baseMap(lines: MapLines, detail: Detail = "whole"): Html {
  const line = (d: string, dashed = false) =>
    html`<path d="${d}" fill="none" stroke="${colours.coast}" stroke-width="0.7"${dashed && html` stroke-dasharray="2 2"`}/>`;
  return html`<rect width="${WIDTH}" height="${HEIGHT}" fill="${colours.sea}"/><path d="${coastline(detail)}" fill="${colours.land}" stroke="${colours.coast}" stroke-width="0.5"/>${
    lines === "borders" && line(borders(detail, "all"))
  }${
    lines === "borders-dashed" &&
    html`${line(borders(detail, "others"))}${line(borders(detail, "disputed"), true)}`
  }`;
}
