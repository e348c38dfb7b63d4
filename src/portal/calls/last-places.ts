import type { Words } from "../../platform/i18n/index.ts";
import type { PublishedPlace } from "../../stages/allocation-runs/read-published-places.ts";
import { type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** The last place in words: points, or that a seat stayed free. */
export function lastPlaceWords(words: Words, { cutOff }: PublishedPlace): string {
  if (cutOff === null) return "–";
  if (cutOff.open !== null) return words.t("site.points", { count: cutOff.open });
  return words.t(cutOff.full ? "runs.no-open" : "runs.not-full");
}

export const placeInWords = (words: Words, place: PublishedPlace): string =>
  place.trade === null
    ? place.city
    : words.t("runs.city-trade", { city: place.city, trade: words.trade(place.trade) });

/**
 * With how many points the last person got in, call by call: a figure to hold one's own against,
 * and no promise.
 */
export function lastPlaces(
  words: Words,
  slug: string,
  places: readonly PublishedPlace[],
  only: { readonly calls: number; readonly country?: string | undefined },
): Html {
  const { t } = words;
  const numbers = [...new Set(places.map((place) => place.callNumber))].slice(0, only.calls);
  return html`<p class="govuk-body">${t("front.last-places-about")}</p>${numbers.map((number) => {
    const all = places.filter((place) => place.callNumber === number);
    const rows = all.filter((p) => only.country === undefined || p.sendingCountry === only.country);
    const [first] = all;
    if (!first || rows.length === 0) return null;
    return html`${table({
      words,
      cards: true,
      firstCellIsHeader: true,
      caption: words.local(first.callTitle),
      captionClasses: "govuk-table__caption--s",
      head: [t("runs.city"), t("runs.from"), t("runs.last-open")],
      rows: words
        .inOrder(
          rows,
          (place) => words.country(place.sendingCountry),
          (place) => placeInWords(words, place),
        )
        .map((place) => [
          placeInWords(words, place),
          words.country(place.sendingCountry),
          lastPlaceWords(words, place),
        ]),
    })}<p class="govuk-body app-way"><a class="govuk-link" href="${paths.run(words.locale, slug, first.runId)}">${t("home.check-run")}<span class="govuk-visually-hidden"> (${words.local(first.callTitle)})</span></a></p>`;
  })}`;
}
