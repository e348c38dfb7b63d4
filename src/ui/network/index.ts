import type { Words } from "../../platform/i18n/index.ts";
import { type MapLines, networkGraph } from "../charts/index.ts";
import { button } from "../components/button.ts";
import { select } from "../components/choice.ts";
import { form } from "../form.ts";
import { type Html, html } from "../html.ts";
import { type CountriesMapProps, countriesMap, saidCount } from "./countries-map.ts";

type End = {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
};

export interface NetworkProps {
  readonly words: Words;
  /** Address of this page: the choice is sent there. */
  readonly action: string;
  readonly years: readonly number[];
  readonly year: number | null;
  readonly kind: "learners" | "staff" | null;
  readonly connections: readonly {
    readonly from: End;
    readonly to: End;
    /** Nought where it is too small to be said. */
    readonly count: number;
    /** Whether there are more, of which no number may be said. */
    readonly isLeast: boolean;
  }[];
  readonly countries: CountriesMapProps["connections"];
  /** Smaller numbers are not said; 1 where every reader may read them. */
  readonly fewest: number;
  /** Which lines its map draws, as its readers see them. */
  readonly mapLines: MapLines;
}

/** Who works with whom: a choice of year and kind, the picture, its table. */
export function networkView(props: NetworkProps): Html {
  const { words, connections, fewest } = props;
  const { t } = words;
  const end = (of: End) => ({
    id: of.id,
    name: of.name,
    place: `${of.city}, ${words.country(of.country)}`,
  });
  const kinds = ["learners", "staff"] as const;
  return html`${form(
    { action: props.action, method: "get", classes: "app-filters" },
    select({
      words,
      name: "year",
      label: t("growth.year"),
      value: props.year === null ? "" : String(props.year),
      items: [
        { value: "", text: t("growth.all-years") },
        ...props.years.map((year) => ({ value: String(year), text: String(year) })),
      ],
    }),
    select({
      words,
      name: "kind",
      label: t("growth.kind"),
      value: props.kind ?? "",
      items: [
        { value: "", text: t("growth.kind-all") },
        ...kinds.map((kind) => ({ value: kind, text: t(`growth.kind-${kind}`) })),
      ],
    }),
    button({ text: t("site.filter"), kind: "secondary" }),
  )}${
    connections.length === 0
      ? html`<p class="govuk-body">${t("growth.network-none")}</p>`
      : networkGraph({
          words,
          id: "network",
          title: t("growth.network-count", {
            pairs: connections.length,
            from: new Set(connections.map(({ from }) => from.id)).size,
            to: new Set(connections.map(({ to }) => to.id)).size,
          }),
          lines: connections.map((one) => ({
            from: end(one.from),
            to: end(one.to),
            // A small number is neither said nor drawn as itself.
            count: Math.max(one.count, fewest),
            said: saidCount(words, one, fewest),
          })),
        })
  }${countriesMap({ words, connections: props.countries, fewest, lines: props.mapLines })}`;
}

/** The year and kind that an address asks for; what is none of them is not chosen. */
export function networkChoice(
  query: URLSearchParams,
  years: readonly number[],
): { readonly year: number | null; readonly kind: "learners" | "staff" | null } {
  const kind = query.get("kind");
  return {
    year: years.find((year) => String(year) === query.get("year")) ?? null,
    kind: kind === "learners" || kind === "staff" ? kind : null,
  };
}
