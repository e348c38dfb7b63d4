import { scaleLinear } from "d3-scale";
import { table } from "../components/table.ts";
import { type Html, html } from "../html.ts";
import { type ChartProps, colours, figure, px, WIDTH } from "./chart.ts";

export interface Rate {
  readonly label: string;
  readonly placed: number;
  readonly applied: number;
  /** Ends of the interval, 0 to 1. */
  readonly low: number;
  readonly high: number;
  /** True when the group is too small, or its interval too wide, to say anything. */
  readonly tooFew?: boolean | undefined;
}

export interface RateDotsProps extends ChartProps {
  readonly rows: readonly Rate[];
  /** Share of everybody who got a place, 0 to 1: the line to compare with. */
  readonly overall?: number | undefined;
}

const ROW = 46;

/**
 * Where the scale ends: at the next tenth beyond everything on it, so that small shares can be told
 * apart, and never past everybody.
 */
function endOf(rows: readonly Rate[], overall = 0): number {
  const highest = Math.max(overall, ...rows.flatMap((row) => (row.tooFew ? [] : [row.high])));
  return Math.min(1, Math.max(1, Math.ceil(highest * 10)) / 10);
}

/** Same chance for all? The share of each group that got a place, with what chance makes of it. */
export function rateDots(props: RateDotsProps): Html {
  const { words, rows, overall } = props;
  const most = endOf(rows, overall);
  const x = scaleLinear([0, most], [6, WIDTH - 6]);
  const bottom = rows.length * ROW;

  const marks = rows.map((row, at) => {
    const top = at * ROW;
    const y = top + 28;
    const text = row.tooFew
      ? words.t("chart.too-few")
      : words.t("chart.rate-of", {
          rate: words.percent(row.placed / row.applied),
          placed: row.placed,
          applied: row.applied,
        });
    return html`<text x="0" y="${top + 13}"><tspan font-weight="700">${row.label}</tspan><tspan font-size="13" dx="8">${text}</tspan></text><path class="app-chart__ground" d="M6 ${y}H${WIDTH - 6}" stroke="${colours.ground}" stroke-width="8"/>${
      !row.tooFew &&
      html`<path d="M${px(x(row.low))} ${y}H${px(x(row.high))}" stroke="${colours.pale}" stroke-width="5" stroke-linecap="round"/><circle cx="${px(x(row.placed / row.applied))}" cy="${y}" r="6" fill="${colours.petrol}" stroke="#fff" stroke-width="1.5"/>`
    }`;
  });
  const line =
    overall === undefined
      ? null
      : html`<path d="${rows.map((_, at) => `M${px(x(overall))} ${at * ROW + 19}v18`).join("")}" stroke="${colours.copper}" stroke-width="2"/><text x="${px(Math.min(Math.max(x(overall), 60), WIDTH - 60))}" y="${bottom + 13}" font-size="13" text-anchor="middle">${words.t("chart.overall", { rate: words.percent(overall) })}</text>`;

  const ends = html`<text x="0" y="${bottom + 31}" font-size="13">${words.percent(0)}</text><text x="${WIDTH}" y="${bottom + 31}" font-size="13" text-anchor="end">${words.percent(most)}</text>`;

  return figure(
    props,
    {
      height: bottom + 38,
      about: words.t("chart.rate-about"),
      marks: html`${marks}${line}${ends}`,
    },
    table({
      firstCellIsHeader: true,
      cards: true,
      scrollLabel: props.title,
      head: [
        words.t("chart.group"),
        { text: words.t("chart.placed"), format: "numeric" },
        { text: words.t("chart.applied"), format: "numeric" },
        { text: words.t("chart.rate"), format: "numeric" },
        { text: words.t("chart.interval"), format: "numeric" },
      ],
      rows: rows.map((row) => [
        row.label,
        ...(row.tooFew
          ? ["–", "–", { text: words.t("chart.too-few"), colspan: 2 }]
          : [
              words.number(row.placed),
              words.number(row.applied),
              words.percent(row.placed / row.applied),
              words.t("chart.range", {
                low: words.percent(row.low),
                high: words.percent(row.high),
              }),
            ]),
      ]),
    }),
  );
}
