import { scaleLinear } from "d3-scale";
import { table } from "../components/table.ts";
import { type Html, html } from "../html.ts";
import { type ChartProps, colours, figure, px, WIDTH } from "./chart.ts";

export interface Strip {
  readonly label: string;
  /** Points of everybody who wanted this city. */
  readonly scores: readonly number[];
  /** Points of the last person who got an open place; null when places stayed free. */
  readonly cutOff: number | null;
  readonly reservedCutOff?: number | null | undefined;
}

export interface CutOffStripProps extends ChartProps {
  readonly rows: readonly Strip[];
  /** The reader's own points, a mark on every line. */
  readonly you?: number | undefined;
}

const ROW = 90;
const EDGE = 6;
const DOT = 2.6;

/** Could I have got in? One line a city: everybody who wanted it, the last place, and you. */
export function cutOffStrip(props: CutOffStripProps): Html {
  const { words, rows, you } = props;
  const all = rows.flatMap((row) => [...row.scores, row.cutOff, row.reservedCutOff]);
  const known = [...all, you].filter((value) => typeof value === "number");
  const low = Math.min(...known, 100);
  const high = Math.max(...known, low + 1);
  const x = scaleLinear([low, high], [EDGE, WIDTH - EDGE]);

  const marks = rows.map((row, at) => {
    const top = at * ROW;
    const base = top + 66;
    const limits = [
      row.cutOff === null
        ? words.t("chart.not-full")
        : words.t("chart.last-place-at", { points: row.cutOff }),
      typeof row.reservedCutOff === "number" &&
        words.t("chart.last-reserved-at", { points: row.reservedCutOff }),
    ].filter(Boolean);
    return html`<text x="0" y="${top + 12}" font-weight="700">${row.label}</text><text x="0" y="${top + 27}" font-size="13">${limits.join(" · ")}</text><path d="M0 ${base + 4}H${WIDTH}" stroke="${colours.grey}" stroke-width="1"/>${dots(row, x, base)}${
      row.cutOff !== null &&
      html`<path d="M${px(x(row.cutOff) - 4)} ${top + 33}V${base + 8}" stroke="${colours.copper}" stroke-width="2.5"/>`
    }${
      typeof row.reservedCutOff === "number" &&
      html`<path d="M${px(x(row.reservedCutOff) - 4)} ${top + 33}V${base + 8}" stroke="${colours.copper}" stroke-width="2" stroke-dasharray="3 3"/>`
    }${
      you !== undefined &&
      html`<path d="M${px(x(you))} ${base + 5}l6 9h-12z" fill="${colours.plum}" stroke="#fff" stroke-width="0.5"/>`
    }`;
  });
  const foot =
    you === undefined
      ? null
      : html`<text x="${px(Math.min(Math.max(x(you), 40), WIDTH - 40))}" y="${rows.length * ROW + 12}" text-anchor="middle" font-weight="700" font-size="13">${words.t("chart.you", { points: you })}</text>`;

  return figure(
    props,
    {
      height: rows.length * ROW + (you === undefined ? 0 : 18),
      about: words.t("chart.dots-about"),
      marks: html`${marks}${foot}`,
    },
    cutOffTable(props),
  );
}

/** People with the same points stand on each other's shoulders; under the last place they are hollow. */
function dots(row: Strip, x: (points: number) => number, base: number): Html {
  const height = new Map<number, number>();
  for (const score of row.scores) height.set(score, (height.get(score) ?? 0) + 1);
  const tallest = Math.max(...height.values(), 1);
  const step = Math.min(DOT * 2, 30 / tallest);
  const placed = new Map<number, number>();
  return html`${row.scores.map((score) => {
    const at = placed.get(score) ?? 0;
    placed.set(score, at + 1);
    const under = row.cutOff !== null && score < row.cutOff;
    const paint = under
      ? html`fill="#fff" stroke="${colours.petrol}" stroke-width="0.8"`
      : html`fill="${colours.petrol}"`;
    return html`<circle cx="${px(x(score))}" cy="${px(base - at * step)}" r="${DOT}" ${paint}/>`;
  })}`;
}

function cutOffTable({ words, rows, you }: CutOffStripProps): Html {
  const limit = (value: number | null | undefined): string =>
    typeof value === "number" ? words.number(value) : "–";
  const reserved = rows.some((row) => typeof row.reservedCutOff === "number");
  return table({
    firstCellIsHeader: true,
    cards: true,
    head: [
      words.t("chart.city"),
      { text: words.t("chart.last-place"), format: "numeric" },
      ...(reserved ? [{ text: words.t("chart.last-reserved"), format: "numeric" as const }] : []),
      { text: words.t("chart.people"), format: "numeric" },
      ...(you === undefined
        ? []
        : [{ text: words.t("chart.your-points"), format: "numeric" as const }]),
    ],
    rows: rows.map((row) => [
      row.label,
      row.cutOff === null ? words.t("chart.not-full") : words.number(row.cutOff),
      ...(reserved ? [limit(row.reservedCutOff)] : []),
      words.number(row.scores.length),
      ...(you === undefined ? [] : [words.number(you)]),
    ]),
  });
}
