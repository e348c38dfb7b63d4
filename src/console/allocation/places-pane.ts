import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { equityVerdict, WIDE } from "../../stages/allocation-runs/allocation-run.rules.ts";
import type { GroupRate, RunSummary } from "../../stages/allocation-runs/allocation-run.ts";
import type { RunPlace } from "../../stages/allocation-runs/read-runs.ts";
import {
  citySpots,
  countrySpots,
  flowMap,
  type MapLines,
  rateDots,
} from "../../ui/charts/index.ts";
import { details, type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { lastPlace, placeName } from "./reasons.ts";

/** Right pane: where people go, as map and table, and whether the chance was the same for all. */
export function placesPane(
  words: Words,
  slug: string,
  places: readonly RunPlace[],
  summary: RunSummary,
  lines: MapLines,
): Html {
  return html`<section aria-labelledby="places"><h2 class="govuk-heading-m" id="places">${words.t("allocation.places-by-city")}</h2>
${map(words, places, lines)}${details({
  summary: words.t("allocation.places-table"),
  text: placesTable(words, slug, places),
})}${equity(words, summary)}</section>`;
}

const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l").toLowerCase();

/** A city may be written in its own way or in English; the map knows both. */
const spotOf = (city: string) =>
  citySpots.find((spot) => spot.id === plain(city) || plain(spot.label) === plain(city));

function map(words: Words, places: readonly RunPlace[], lines: MapLines): Html | null {
  const flows = new Map<string, { from: string; to: string; count: number }>();
  // Under the name that the rest of the page calls it by.
  const names = new Map<string, string>();
  for (const place of places) {
    const spot = spotOf(place.city);
    if (!spot || !place.taken) continue;
    names.set(spot.id, place.city);
    const key = `${place.sendingCountry} ${spot.id}`;
    const flow = flows.get(key) ?? { from: place.sendingCountry, to: spot.id, count: 0 };
    flow.count += place.taken;
    flows.set(key, flow);
  }
  if (flows.size === 0) return null;
  const origins = new Set([...flows.values()].map((f) => f.from));
  return flowMap({
    words,
    lines,
    id: "map",
    headingLevel: 3,
    title: words.t("allocation.map-title"),
    origins: countrySpots
      .filter((spot) => origins.has(spot.id))
      .map((spot) => ({ ...spot, label: words.country(spot.id) })),
    cities: citySpots.flatMap((spot) => {
      const label = names.get(spot.id);
      return label === undefined ? [] : [{ ...spot, label }];
    }),
    flows: [...flows.values()],
  });
}

function placesTable(words: Words, slug: string, places: readonly RunPlace[]): Html {
  return table({
    caption: words.t("allocation.places-table"),
    captionClasses: "govuk-visually-hidden",
    firstCellIsHeader: true,
    cards: true,
    head: [
      words.t("allocation.flow"),
      { text: words.t("allocation.taken"), format: "numeric" },
      words.t("allocation.last-place"),
    ],
    rows: places.map((place) => [
      html`<a class="govuk-link" href="${paths.flow(slug, place.flowId)}">${words.country(place.sendingCountry)} – ${placeName(words, place)}</a>`,
      words.t("allocation.of", { count: place.taken ?? 0, of: place.seats }),
      lastPlace(words, place.cutOff),
    ]),
  });
}

const ATTRIBUTES = ["gender", "setting", "country"] as const;

export const groupName = (words: Words, group: GroupRate): string =>
  group.attribute === "country"
    ? words.country(group.value)
    : words.t(`allocation.group-${group.value}` as MessageKey);

function equity(words: Words, summary: RunSummary): Html | null {
  if (summary.applicants === 0) return null;
  const sentences = ATTRIBUTES.map((attribute) => {
    const groups = summary.groups.filter((g) => g.attribute === attribute && g.applied > 0);
    return words.t(`allocation.equity-${equityVerdict(groups)}`, {
      attribute: words.t(`allocation.attribute-${attribute}`),
    });
  });
  return html`<h2 class="govuk-heading-m">${words.t("allocation.equity")}</h2><ul class="govuk-list govuk-list--bullet">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>${rateDots(
    {
      words,
      id: "equity",
      headingLevel: 3,
      title: words.t("allocation.equity-chart"),
      overall: summary.placed / summary.applicants,
      rows: summary.groups
        .filter((g) => g.applied > 0)
        .map((g) => ({ ...g, label: groupName(words, g), tooFew: g.high - g.low > WIDE })),
    },
  )}`;
}
