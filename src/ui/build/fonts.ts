import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const letters = (from: string, to: string): string => {
  const first = from.codePointAt(0) ?? 0;
  const last = to.codePointAt(0) ?? 0;
  return Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join(
    "",
  );
};

/**
 * One family, cut to the letters of our languages and of the names of people and places we know to
 * meet: Albanian, Bosnian, Croatian, Montenegrin, Serbian, Macedonian, English and the languages of
 * the hosting countries. Whole, the extended Latin file alone would weigh 168 KB.
 */
export interface FontCut {
  readonly name: string;
  readonly source: string;
  readonly characters: string;
}

/** What every page needs: figures, signs, and letters that English and Albanian write with. */
const EVERYDAY = `${letters(" ", "~")}ÇçËë\u00a0§©«°·»×–—‘’‚“”„•…‹›€™−\u2009`;
/** Letters of names from elsewhere: Málaga, Besançon, Åse. A page without one does not load them. */
const WESTERN = [...`${letters("\u00a1", "ÿ")}Œœıˆ˜`].filter((one) => !EVERYDAY.includes(one));

export const cuts: readonly FontCut[] = [
  { name: "sans-latin", source: "noto-sans-latin-wght-normal.woff2", characters: EVERYDAY },
  {
    name: "sans-latin-west",
    source: "noto-sans-latin-wght-normal.woff2",
    characters: WESTERN.join(""),
  },
  {
    name: "sans-latin-ext",
    source: "noto-sans-latin-ext-wght-normal.woff2",
    // Maltese, Polish, Slovenian, Romani and Turkish names live here beside our own letters.
    characters:
      "ĀāĂăĄąĆćĊċČčĎďĐđĒēĖėĘęĚěĞğĠġĢģĦħĪīĮįİĶķĻļŁłŃńŅņŇňŌōŐőŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŸŹźŻżŽžȘșȚț",
  },
  {
    name: "sans-cyrillic",
    source: "noto-sans-cyrillic-wght-normal.woff2",
    characters: `${letters("А", "я")}ЀЂЃЄЅІЇЈЉЊЋЌЍЎЏѐђѓєѕіїјљњћќѝўџҐґ№\u0301`,
  },
];

/**
 * Layout features that change letters we write. `locl` is the reason for this font: it gives б, and
 * in italics г, д, п and т, the shape that Serbian and Macedonian readers expect.
 */
const FEATURES = ["locl", "ccmp", "mark", "mkmk", "kern", "lnum", "tnum", "liga"];

/** The font of a cut, in the weights 400 to 700, as WOFF2 (or plain, for a look inside). */
export async function cutFont(cut: FontCut, targetFormat: "woff2" | "sfnt" = "woff2") {
  const path = createRequire(import.meta.url).resolve(
    `@fontsource-variable/noto-sans/files/${cut.source}`,
  );
  return await subsetFont(await readFile(path), cut.characters, {
    targetFormat,
    keepFeatures: FEATURES,
    noHinting: true,
    variationAxes: { wght: { min: 400, max: 700 } },
  });
}

/** `U+41-5A,U+61` for a set of characters: the browser loads a cut only when a page needs it. */
export function unicodeRange(characters: string): string {
  const points = [...new Set([...characters].map((one) => one.codePointAt(0) ?? 0))].sort(
    (a, b) => a - b,
  );
  const runs: [number, number][] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else runs.push([point, point]);
  }
  const hex = (point: number): string => point.toString(16).toUpperCase();
  return runs
    .map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`))
    .join(",");
}

/** `optional`: on a slow line the page appears in the phone's own letters and does not jump. */
export function fontFace(cut: FontCut, url: string): string {
  return `@font-face{font-family:"Kalfa Sans";font-style:normal;font-weight:400 700;font-display:optional;src:url(${url}) format("woff2");unicode-range:${unicodeRange(cut.characters)}}`;
}
