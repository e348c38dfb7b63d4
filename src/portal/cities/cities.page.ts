import type { Words } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { cityName, type HostingCity, readCities } from "../../stages/reporting/read-cities.ts";
import { readingOf } from "../../stages/schemes/readers.rules.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { cityMap } from "../../ui/charts/index.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.cities(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? page(await citiesPage(visit, scheme)) : nothingHere;
    },
  },
];

async function citiesPage(visit: PublicVisit, scheme: Scheme): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const cities = (await readCities(visit.tx)).sort((a, b) => words.compare(a.city, b.city));
  return portalShell(visit, {
    title: t("front.cities"),
    about: t("cities.about"),
    body: html`<h1 class="govuk-heading-l">${t("front.cities")}</h1>
<p class="govuk-body-l">${t("cities.about")}</p>
${
  cities.length === 0
    ? html`<p class="govuk-body">${t("cities.none")}</p>`
    : html`<ul class="govuk-list govuk-list--spaced app-ways">${cities.map((city) => cityLine(words, scheme.slug, city))}</ul>
${cityMap({
  words,
  label: t("cities.map"),
  lines: readingOf(scheme.settings, "public", words.locale).baseMap,
  cities: cities.map(({ city }) => ({ key: cityName(city), label: city })),
})}`
}`,
  });
}

function cityLine(words: Words, slug: string, { city, country, stays }: HostingCity): Html {
  const open = stays.filter((stay) => stay.callState === "open");
  const seats = open.reduce((sum, stay) => sum + stay.seats, 0);
  return html`<li><a class="govuk-link" href="${paths.city(words.locale, slug, cityName(city))}">${city}</a>, ${words.country(country)}<br>${
    seats > 0 ? words.t("cities.open-places", { count: seats }) : words.t("cities.no-open-places")
  }</li>`;
}
