import type { Words } from "../../platform/i18n/index.ts";
import { details } from "../components/messages.ts";
import { type Content, type Html, html } from "../html.ts";

/**
 * Colours of charts: each, and each pair of neighbours, differs by at least 3 to 1. Words and
 * shapes carry the meaning as well. Six countries are never six colours.
 */
export const colours = {
  ink: "#1f1420",
  plum: "#5b2149",
  petrol: "#0b5f6b",
  pale: "#7fb0b7",
  copper: "#a8480f",
  ground: "#efe9ef",
  grey: "#857a86",
  sea: "#e6f2f3",
  land: "#ffffff",
  coast: "#bdb3be",
} as const;

/** All charts are drawn this wide, so that their text keeps its size on a phone. */
export const WIDTH = 360;

export interface ChartProps {
  readonly words: Words;
  /** Says the finding: "Three of four targets were met". */
  readonly title: string;
  /** Unique on the page. */
  readonly id: string;
  readonly source?: Content | undefined;
  readonly headingLevel?: 2 | 3 | undefined;
  /** The table stands open under the chart instead of behind "Show as table". */
  readonly tableOpen?: boolean | undefined;
}

/** Chart, then the same figures as a table, then where they come from. */
export function figure(
  props: ChartProps,
  drawing: {
    readonly height: number;
    readonly about: string;
    readonly marks: Html;
    /** Of a drawing that fills a screen and is scrolled on a phone. */
    readonly width?: number;
  },
  table: Html,
): Html {
  const { words, id } = props;
  const svg = html`<svg role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawing.width ?? WIDTH} ${drawing.height}" font-size="14" fill="currentColor"><title id="${id}-title">${props.title}</title><desc id="${id}-desc">${drawing.about}</desc>${drawing.marks}</svg>`;
  return html`<figure class="app-chart" aria-labelledby="${id}-heading"><figcaption class="app-chart__title" id="${id}-heading">${props.title}</figcaption>${
    drawing.width === undefined
      ? svg
      : html`<div class="app-scroll app-chart__wide" role="region" aria-labelledby="${id}-heading" tabindex="0">${svg}</div>`
  }<p class="app-chart__source">${drawing.about}</p>${
    props.tableOpen ? table : details({ summary: words.t("site.show-table"), text: table })
  }${
    props.source !== undefined &&
    html`<p class="app-chart__source">${words.t("site.source")}: ${props.source}</p>`
  }</figure>`;
}

/** Two decimals are a hundredth of a pixel: more only makes the page heavier. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Letters of a label that fit beside each other in every script: Cyrillic ones are the widest. */
const LETTERS = 40;

/** A label in as many lines as it needs: what is drawn does not wrap by itself, it is cut off. */
export function labelLines(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
