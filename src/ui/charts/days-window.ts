import { scaleLinear } from "d3-scale";
import { addDays, type Day, daysBetween, lengthInDays } from "../../shared/day.ts";
import { table } from "../components/table.ts";
import { html } from "../html.ts";
import { type ChartProps, colours, figure, px, WIDTH } from "./chart.ts";

export interface WindowStay {
  readonly label: string;
  readonly from: Day;
  readonly to: Day;
  /** The journey that is asked about, one already held, days declared, or days of a permit. */
  readonly kind: "asked" | "held" | "declared" | "permit";
}

export interface DaysWindowProps extends ChartProps {
  /** First and last day drawn: the window of the journey's last day, and the journey after it. */
  readonly from: Day;
  readonly to: Day;
  readonly stays: readonly WindowStay[];
  /** For each day drawn, the days of presence in the window that ends with it. */
  readonly counts: readonly number[];
  readonly limit: number;
}

const BARS = 34;
const HEIGHT = 96;
const FILL = {
  asked: colours.copper,
  held: colours.petrol,
  declared: colours.plum,
  permit: colours.ground,
} as const;

/**
 * The days that count: above, when somebody is in the area; below, how many of the last 180 days
 * that makes on each day, and the line that nobody may cross.
 */
export function daysWindow(props: DaysWindowProps) {
  const { words, from, to, limit } = props;
  const days = daysBetween(from, to) + 1;
  const x = scaleLinear([0, days], [0, WIDTH]);
  const most = Math.max(limit, ...props.counts);
  const y = scaleLinear([0, most * 1.08], [HEIGHT, 0]);
  const top = BARS + 22;
  const inside = props.stays.flatMap((stay) => {
    const first = stay.from > from ? daysBetween(from, stay.from) : 0;
    const last = stay.to < to ? daysBetween(from, stay.to) : days - 1;
    return first <= last ? [{ ...stay, first, last }] : [];
  });
  // Permits lie underneath: what they cover is drawn on them and still does not count.
  const drawn = [...inside].sort(
    (a, b) => Number(b.kind === "permit") - Number(a.kind === "permit"),
  );
  const bars = drawn.map(
    ({ kind, first, last }) =>
      html`<rect x="${px(x(first))}" y="${kind === "permit" ? 2 : 8}" width="${px(x(last + 1) - x(first))}" height="${kind === "permit" ? BARS - 4 : BARS - 16}" fill="${FILL[kind]}" stroke="${colours.ink}" stroke-width="0.6"/>`,
  );
  const line = props.counts
    .map((count, at) => `${px(x(at + 0.5))},${px(top + y(count))}`)
    .join(" ");
  const limitAt = px(top + y(limit));
  const bottom = top + HEIGHT;
  const marks = html`<rect class="app-chart__ground" x="0" y="0" width="${WIDTH}" height="${BARS}" fill="${colours.sea}"/>${bars}<line x1="0" x2="${WIDTH}" y1="${limitAt}" y2="${limitAt}" stroke="${colours.ink}" stroke-width="1" stroke-dasharray="4 3"/><text x="0" y="${px(top + y(limit) - 4)}" font-size="13">${words.t("travel.limit", { limit })}</text><polyline points="${line}" fill="none" stroke="${colours.copper}" stroke-width="2.5"/><line x1="0" x2="${WIDTH}" y1="${bottom}" y2="${bottom}" stroke="${colours.grey}"/><text x="0" y="${bottom + 17}" font-size="13">${words.shortDay(from)}</text><text x="${WIDTH}" y="${bottom + 17}" font-size="13" text-anchor="end">${words.shortDay(to)}</text>`;
  return figure(
    { ...props, tableOpen: true },
    { height: bottom + 24, about: words.t("travel.window-about", { limit }), marks },
    table({
      words,
      cards: true,
      firstCellIsHeader: true,
      caption: props.title,
      captionClasses: "govuk-visually-hidden",
      head: [
        words.t("travel.what"),
        words.t("travel.days"),
        { text: words.t("travel.days-drawn"), format: "numeric" },
        words.t("travel.counts"),
      ],
      rows: [
        ...inside.map((stay) => [
          stay.label,
          words.days(stay.from, stay.to),
          words.number(lengthInDays(addDays(from, stay.first), addDays(from, stay.last))),
          words.t(stay.kind === "permit" ? "travel.counts-no" : "travel.counts-yes"),
        ]),
        [
          words.t("travel.most-days"),
          "",
          words.number(Math.max(0, ...props.counts)),
          words.t("travel.of-limit", { limit }),
        ],
      ],
    }),
  );
}
