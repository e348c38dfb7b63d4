import { table } from "../components/table.ts";
import { type Html, html } from "../html.ts";
import { type ChartProps, colours, figure, px } from "./chart.ts";

export interface NetworkEnd {
  readonly id: string;
  readonly name: string;
  /** Where it is, said after its name. */
  readonly place: string;
}

export interface NetworkLine {
  readonly from: NetworkEnd;
  readonly to: NetworkEnd;
  readonly count: number;
  /** What is said instead of a number that is too small to be shown. */
  readonly said?: string | undefined;
}

export interface NetworkGraphProps extends ChartProps {
  readonly lines: readonly NetworkLine[];
}

const WIDE = 660;
const LEFT = 220;
const RIGHT = WIDE - LEFT;
const LINE = 16;
const GAP = 18;
/** Letters of a name that fit beside the curves. */
const LETTERS = 26;

/** Who works with whom: senders on one side, hosts on the other, each curve as thick as its people. */
export function networkGraph(props: NetworkGraphProps): Html {
  const { words, lines } = props;
  const senders = column(lines.map(({ from }) => from));
  const hosts = column(lines.map(({ to }) => to));
  const heaviest = Math.max(...lines.map(({ count }) => count), 1);
  const curves = lines.map(({ from, to, count }) => {
    const [y1, y2] = [senders.middle.get(from.id)!, hosts.middle.get(to.id)!];
    const bend = (RIGHT - LEFT) / 2;
    return html`<path d="M${LEFT + 8} ${px(y1)}C${LEFT + bend} ${px(y1)} ${RIGHT - bend} ${px(y2)} ${RIGHT - 8} ${px(y2)}" stroke-width="${px(1 + (7 * count) / heaviest)}"/>`;
  });
  return figure(
    props,
    {
      width: WIDE,
      height: Math.max(senders.height, hosts.height),
      about: words.t("chart.network-about"),
      marks: html`<g fill="none" stroke="${colours.petrol}" stroke-opacity="0.55">${curves}</g>${names(senders, LEFT, "end", colours.plum)}${names(hosts, RIGHT, "start", colours.petrol)}`,
    },
    table({
      firstCellIsHeader: true,
      cards: true,
      scrollLabel: props.title,
      head: [
        words.t("chart.network-from"),
        words.t("chart.network-to"),
        { text: words.t("chart.network-people"), format: "numeric" },
      ],
      rows: lines.map(({ from, to, count, said }) => [
        html`${from.name}<br><span class="govuk-hint">${from.place}</span>`,
        html`${to.name}<br><span class="govuk-hint">${to.place}</span>`,
        said ?? words.number(count),
      ]),
    }),
  );
}

type Column = {
  readonly ends: readonly {
    readonly lines: readonly string[];
    readonly top: number;
    readonly y: number;
  }[];
  readonly middle: ReadonlyMap<string, number>;
  readonly height: number;
};

function column(all: readonly NetworkEnd[]): Column {
  const middle = new Map<string, number>();
  const ends: Column["ends"][number][] = [];
  let top = 0;
  for (const { id, name } of all) {
    if (middle.has(id)) continue;
    const lines = wrapped(name);
    const y = top + (lines.length * LINE) / 2;
    middle.set(id, y);
    ends.push({ lines, top, y });
    top += lines.length * LINE + GAP;
  }
  return { ends, middle, height: top };
}

const names = ({ ends }: Column, x: number, anchor: "start" | "end", colour: string): Html =>
  html`${ends.map(
    ({ lines, top, y }) =>
      html`<circle cx="${x + (anchor === "end" ? 8 : -8)}" cy="${px(y)}" r="4" fill="${colour}"/><text text-anchor="${anchor}">${lines.map(
        (line, at) =>
          html`<tspan x="${x - (anchor === "end" ? 4 : -4)}" y="${px(top + (at + 1) * LINE - 4)}">${line}</tspan>`,
      )}</text>`,
  )}`;

/** What is drawn does not wrap by itself; a name has as many lines as it needs. */
function wrapped(name: string): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
