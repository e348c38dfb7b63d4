import { scaleLinear } from "d3-scale";
import { addDays, type Day, daysBetween } from "../../shared/day.ts";
import { table } from "../components/table.ts";
import { html } from "../html.ts";
import { type ChartProps, colours, figure, px } from "./chart.ts";

export interface WeekRow {
  /** Rows of one group stand under its name. */
  readonly group: string;
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
  /** Everything about it is settled; drawn full, the others with an edge alone. */
  readonly full: boolean;
}

export interface WeeksChartProps extends ChartProps {
  /** A Monday. */
  readonly from: Day;
  readonly weeks: number;
  readonly rows: readonly WeekRow[];
  readonly about: string;
  readonly head: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** Twice as wide as other charts: a bar of three weeks has room for who it is. */
const WIDTH = 720;
const ROW = 30;
const GROUP = 22;
const TOP = 20;

/** Bars over weeks: one bar a group of people, under the city where they are. */
export function weeksChart(props: WeeksChartProps) {
  const { words, from, weeks, rows } = props;
  const days = weeks * 7;
  const x = scaleLinear([0, days], [0, WIDTH]).clamp(true);
  let y = TOP;
  let group = "";
  const marks = rows.map((row) => {
    const isNew = row.group !== group;
    group = row.group;
    if (isNew) y += GROUP;
    const top = y;
    y += ROW;
    const left = x(daysBetween(from, row.from));
    const width = Math.max(3, x(daysBetween(from, row.to) + 1) - left);
    // A label that would run over the edge stands before its end.
    const isRight = left > WIDTH * 0.6;
    return html`${isNew && html`<text x="0" y="${px(top - 6)}" font-size="14" font-weight="700">${row.group}</text>`}<rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="11" fill="${row.full ? colours.petrol : colours.sea}" stroke="${colours.petrol}" stroke-width="1.5"/><text x="${px(isRight ? left + width : left)}" y="${px(top + 24)}" font-size="13"${isRight && html` text-anchor="end"`}>${row.label}</text>`;
  });
  const lines = Array.from({ length: weeks + 1 }, (_, at) => at).map(
    (at) =>
      html`<line x1="${px(x(at * 7))}" x2="${px(x(at * 7))}" y1="${TOP - 4}" y2="${px(y)}" stroke="${colours.ground}"/>${
        at % 2 === 0 &&
        at < weeks &&
        html`<text x="${px(x(at * 7))}" y="12" font-size="13">${words.shortDay(addDays(from, at * 7))}</text>`
      }`,
  );
  return figure(
    props,
    { height: y + 6, width: WIDTH, about: props.about, marks: html`${lines}${marks}` },
    table({
      words,
      cards: true,
      firstCellIsHeader: true,
      caption: props.title,
      captionClasses: "govuk-visually-hidden",
      head: [...props.head],
      rows: props.cells.map((cells) => [...cells]),
    }),
  );
}
