import { scaleLinear } from "d3-scale";
import { table } from "../components/table.ts";
import { type Html, html } from "../html.ts";
import { type ChartProps, colours, figure, labelLines, px, WIDTH } from "./chart.ts";

export interface Bullet {
  readonly label: string;
  readonly target: number;
  readonly realised: number;
  /** People placed or travelling who do not count as done yet. */
  readonly pipeline?: number | undefined;
  /** The list behind the figures. */
  readonly href?: string | undefined;
}

export interface BulletChartProps extends ChartProps {
  readonly rows: readonly Bullet[];
}

const ROW = 60;
const LINE = 18;

/** Are we on target? One line a target, each on its own scale, so that small lines are seen too. */
export function bulletChart(props: BulletChartProps): Html {
  const { words, rows } = props;
  const verdict = (row: Bullet): string =>
    row.realised >= row.target
      ? words.t("chart.met")
      : words.t("chart.short", { count: row.target - row.realised });

  let height = 0;
  const marks = rows.map((row) => {
    const pipeline = row.pipeline ?? 0;
    const most = Math.max(row.realised + pipeline, row.target, 1);
    const x = scaleLinear([0, most * 1.06], [0, WIDTH]);
    const lines = labelLines(row.label);
    const label = lines.map(
      (line, at) =>
        html`<text x="0" y="${height + 12 + at * LINE}" font-weight="700">${line}</text>`,
    );
    const top = height + (lines.length - 1) * LINE;
    height = top + ROW;
    const text = [
      words.t("chart.of-target", { value: row.realised, target: row.target }),
      verdict(row),
      pipeline > 0 && words.t("chart.in-pipeline", { count: pipeline }),
    ].filter(Boolean);
    const colour = row.realised >= row.target ? colours.petrol : colours.copper;
    // The pale bar has an edge: beside copper its colour alone would not stand out.
    return html`${label}<rect class="app-chart__ground" x="0" y="${top + 18}" width="${WIDTH}" height="16" fill="${colours.ground}"/><rect x="${px(x(row.realised))}" y="${top + 21}" width="${px(x(pipeline))}" height="10" fill="${colours.pale}" stroke="${colours.petrol}" stroke-width="0.8"/><rect x="0" y="${top + 21}" width="${px(x(row.realised))}" height="10" fill="${colour}"/><rect x="${px(x(row.target) - 1.5)}" y="${top + 16}" width="3" height="20"/><text x="0" y="${top + 49}" font-size="13">${text.join(" · ")}</text>`;
  });

  return figure(
    props,
    { height, about: words.t("chart.bullet-about"), marks: html`${marks}` },
    table({
      firstCellIsHeader: true,
      cards: true,
      head: [
        words.t("chart.line"),
        { text: words.t("chart.realised"), format: "numeric" },
        { text: words.t("chart.pipeline"), format: "numeric" },
        { text: words.t("chart.target"), format: "numeric" },
        { text: words.t("chart.share"), format: "numeric" },
      ],
      rows: rows.map((row) => [
        row.href === undefined ? row.label : html`<a href="${row.href}">${row.label}</a>`,
        words.number(row.realised),
        words.number(row.pipeline ?? 0),
        words.number(row.target),
        row.target > 0 ? words.percent(row.realised / row.target) : "–",
      ]),
    }),
  );
}
