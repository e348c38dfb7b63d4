import type { Words } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readPublishedPlaces } from "../../stages/allocation-runs/read-published-places.ts";
import {
  type CityStay,
  cityName,
  type HostingCity,
  readCities,
} from "../../stages/reporting/read-cities.ts";
import { readingOf } from "../../stages/schemes/readers.rules.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { cityMap } from "../../ui/charts/index.ts";
import { type Html, html } from "../../ui/index.ts";
import { lastPlaces } from "../calls/last-places.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.city(":lang", ":scheme", ":city"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (scheme?.kind !== "running") return nothingHere;
      const cities = await readCities(visit.tx);
      const city = cities.find((each) => cityName(each.city) === visit.params.city);
      return city ? page(await cityPage(visit, scheme, city)) : nothingHere;
    },
  },
];

const PAST_CALLS = 3;

async function cityPage(visit: PublicVisit, scheme: Scheme, of: HostingCity): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { slug } = scheme;
  const places = await readPublishedPlaces(visit.tx, { city: of.city });
  const now = of.stays.filter((stay) => stay.callState === "open");
  const before = of.stays.filter((stay) => stay.callState !== "open");
  const offered = [...new Set(of.stays.flatMap((stay) => stay.trades))];
  const trades = (codes: readonly string[]) =>
    words.list(codes.map((code) => words.trade(code)).sort(words.compare));
  return portalShell(visit, {
    title: of.city,
    about: t("cities.city-about", { city: of.city, country: words.country(of.country) }),
    before: html`<a class="govuk-back-link" href="${paths.cities(words.locale, slug)}">${t("front.cities")}</a>`,
    body: html`<h1 class="govuk-heading-l">${of.city}</h1>
<p class="govuk-body-l">${t("cities.city-about", { city: of.city, country: words.country(of.country) })}</p>
<h2 class="govuk-heading-m">${t("cities.hosts")}</h2>
<ul class="govuk-list govuk-list--bullet">${of.hosts.map(
      (host) =>
        html`<li>${host.website ? html`<a class="govuk-link" href="${host.website}" rel="noreferrer">${host.name}</a>` : host.name}</li>`,
    )}</ul><p class="govuk-body">${t("cities.hosts-about")}</p>
<h2 class="govuk-heading-m">${t("cities.stays")}</h2>
${
  now.length > 0
    ? stays(words, slug, now)
    : html`<p class="govuk-body">${t("cities.no-open-places")} <a class="govuk-link" href="${paths.calls(words.locale, slug)}">${t("front.calls")}</a></p>`
}
<h2 class="govuk-heading-m">${t("cities.there")}</h2>
<ul class="govuk-list govuk-list--bullet"><li>${t("cities.there-together")}</li>${
      of.stays.some((stay) => stay.accompanied) && html`<li>${t("cities.there-adult")}</li>`
    }<li>${t("cities.there-days")}</li><li>${t("cities.there-ask")}</li></ul>
${
  (offered.length > 0 || of.tradesSeen.length > 0) &&
  html`<h2 class="govuk-heading-m">${t("cities.trades")}</h2>${offered.length > 0 && html`<p class="govuk-body">${t("cities.trades-offered", { trades: trades(offered) })}</p>`}${of.tradesSeen.length > 0 && html`<p class="govuk-body">${t("cities.trades-seen", { trades: trades(of.tradesSeen) })}</p>`}`
}
${cityMap({
  words,
  label: t("cities.map-of", { city: of.city }),
  lines: readingOf(scheme.settings, "public", words.locale).baseMap,
  cities: [{ key: cityName(of.city), label: of.city }],
  origins: scheme.countries.map(({ country }) => country),
})}
${places.length > 0 && html`<h2 class="govuk-heading-m">${t("front.last-places")}</h2>${lastPlaces(words, slug, places, { calls: PAST_CALLS })}`}
${before.length > 0 && html`<h2 class="govuk-heading-m">${t("cities.before")}</h2>${stays(words, slug, before)}`}`,
  });
}

/** Call by call: who goes when, and for how many there is room. */
function stays(words: Words, slug: string, all: readonly CityStay[]): Html {
  const calls = [...new Map(all.map((stay) => [stay.callNumber, stay])).values()];
  return html`${calls.map(
    (call) =>
      html`<h3 class="govuk-heading-s app-way"><a class="govuk-link" href="${paths.call(words.locale, slug, String(call.callNumber))}">${words.local(call.callTitle)}</a></h3><ul class="govuk-list govuk-list--bullet">${all
        .filter((stay) => stay.callNumber === call.callNumber)
        .map(
          (stay) =>
            html`<li>${words.country(stay.sendingCountry)}: ${words.days(stay.starts, stay.ends)}, ${words.t("site.places", { count: stay.seats })}</li>`,
        )}</ul>`,
  )}`;
}
