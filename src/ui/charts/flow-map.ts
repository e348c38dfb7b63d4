import { scaleSqrt } from "d3-scale";
import { table } from "../components/table.ts";
import { type Html, html } from "../html.ts";
import { baseMap, HEIGHT, type MapLines, onMap } from "./base-map.ts";
import { type ChartProps, colours, figure, px } from "./chart.ts";

export interface MapPoint {
  readonly id: string;
  readonly label: string;
  readonly longitude: number;
  readonly latitude: number;
  /** Where its name stands, so that near neighbours do not write over each other. */
  readonly above?: boolean | undefined;
  /** Without its name, where that would stand upon others. */
  readonly bare?: boolean | undefined;
}

export interface MapFlow {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** What is said instead of a number that is not shown as it is. */
  readonly said?: string | undefined;
}

export interface FlowMapProps extends ChartProps {
  readonly origins: readonly MapPoint[];
  readonly cities: readonly MapPoint[];
  readonly flows: readonly MapFlow[];
  readonly lines?: MapLines | undefined;
}

/** Who goes where? Circles by number, never countries filled with colour: those reward size. */
export function flowMap(props: FlowMapProps): Html {
  const { words } = props;
  const flows = props.flows.filter(({ count }) => count > 0);
  const at = onMap;
  const total = (city: MapPoint): number =>
    flows.filter((flow) => flow.to === city.id).reduce((sum, flow) => sum + flow.count, 0);
  const most = Math.max(...props.cities.map(total), 1);
  const radius = scaleSqrt([0, most], [7, 16]);
  const heaviest = Math.max(...flows.map((flow) => flow.count), 1);

  const lines = flows.map((flow) => {
    const from = props.origins.find((point) => point.id === flow.from);
    const to = props.cities.find((point) => point.id === flow.to);
    if (!from || !to || flow.count === 0) return null;
    const [x1, y1] = at(from);
    const [x2, y2] = at(to);
    // Bent a little, so that two lines between near neighbours can be told apart.
    const [mx, my] = [(x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12];
    return html`<path d="M${px(x1)} ${px(y1)}Q${px(mx)} ${px(my)} ${px(x2)} ${px(y2)}" stroke-width="${px(0.5 + (2.5 * flow.count) / heaviest)}"/>`;
  });
  const cities = props.cities
    .filter((city) => total(city) > 0)
    .sort((a, b) => total(b) - total(a))
    .map((city) => {
      const [x, y] = at(city);
      const r = radius(total(city));
      const name = city.above ? y - r - 5 : y + r + 13;
      return html`<circle cx="${px(x)}" cy="${px(y)}" r="${px(r)}" fill="${colours.petrol}" stroke="#fff" stroke-width="1"/><text x="${px(x)}" y="${px(y + 4)}" font-size="11.5" font-weight="700" fill="#fff" text-anchor="middle">${total(city)}</text>${
        !city.bare &&
        html`<text x="${px(x)}" y="${px(name)}" ${halo} font-weight="700" text-anchor="middle">${city.label}</text>`
      }`;
    });
  const origins = props.origins.map((origin) => {
    const [x, y] = at(origin);
    return html`<circle cx="${px(x)}" cy="${px(y)}" r="3" fill="${colours.plum}"/>`;
  });
  return figure(
    props,
    {
      height: HEIGHT,
      about: words.t("chart.map-about"),
      marks: html`${baseMap(props.lines ?? "coast", "small")}<g fill="none" stroke="${colours.plum}" stroke-opacity="0.45" stroke-linecap="round">${lines}</g>${origins}${cities}`,
    },
    flowTable(props, total),
  );
}

const halo = html`font-size="13" fill="${colours.ink}" stroke="#fff" stroke-width="3" paint-order="stroke" stroke-linejoin="round"`;

/** From a country in each row to a city in each column; the sums are the circles. */
function flowTable(props: FlowMapProps, total: (city: MapPoint) => number): Html {
  const { words, flows } = props;
  return table({
    firstCellIsHeader: true,
    scrollLabel: props.title,
    head: [
      words.t("chart.from"),
      ...props.cities.map((city) => ({ text: city.label, format: "numeric" as const })),
    ],
    rows: [
      ...props.origins.map((origin) => [
        origin.label,
        ...props.cities.map((city) =>
          cellOf(
            words,
            flows.filter((flow) => flow.from === origin.id && flow.to === city.id),
          ),
        ),
      ]),
      // Where a number is not said its column has no sum: it would say it.
      ...(flows.some(({ said }) => said !== undefined)
        ? []
        : [[words.t("site.all"), ...props.cities.map((city) => words.number(total(city)))]]),
    ],
  });
}

const cellOf = (words: ChartProps["words"], flows: readonly MapFlow[]): string =>
  flows.find(({ said }) => said !== undefined)?.said ??
  words.number(flows.reduce((sum, { count }) => sum + count, 0));
