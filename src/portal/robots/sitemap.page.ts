import { LOCALES, localeFacts } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { readSheetCountries } from "../../stages/country-sheets/read-sheets.ts";
import { listPublicEvents } from "../../stages/events/read-events.ts";
import { cityName, readCities } from "../../stages/reporting/read-cities.ts";
import { readPublicCalls } from "../../stages/reporting/read-public-calls.ts";
import { listSchemes } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { schemeOf } from "../shell.ts";

const xml = (name: string, body: Html): Answer =>
  file({ name, type: "application/xml; charset=utf-8", body: String(body), inline: true });

/** What search engines are told: which pages there are, and which of them are somebody's own. */
export const routes: Route[] = [
  {
    method: "GET",
    path: paths.robots,
    access: "public",
    shared: true,
    answer: async ({ site }) =>
      file({
        name: "robots.txt",
        type: "text/plain; charset=utf-8",
        inline: true,
        body: [
          "User-agent: *",
          "Disallow: /console/",
          "Disallow: /sign-in",
          "Disallow: /demo/",
          "Disallow: /*/place/",
          "Disallow: /*/apply/",
          "Disallow: /*/registration/",
          "",
          `Sitemap: ${site.publicUrl}${paths.sitemaps}`,
          "",
        ].join("\n"),
      }),
  },
  {
    method: "GET",
    path: paths.sitemaps,
    access: "public",
    shared: true,
    answer: async ({ tx, site }) => {
      const schemes = await listSchemes(tx);
      const all = LOCALES.flatMap((lang) => [
        paths.sitemap(lang),
        ...schemes.map(({ slug }) => paths.sitemapOf(lang, slug)),
      ]);
      return xml(
        "sitemap.xml",
        html`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${all.map(
          (path) => html`
<sitemap><loc>${site.publicUrl}${path}</loc></sitemap>`,
        )}
</sitemapindex>
`,
      );
    },
  },
  {
    method: "GET",
    path: paths.sitemap(":lang"),
    access: "public",
    shared: true,
    answer: async ({ locale, site }) =>
      pagesFile(site.publicUrl, locale, (lang) => [
        paths.root(lang),
        paths.checkAny(lang),
        paths.how(lang),
        paths.help(lang),
        paths.accessibility(lang),
        paths.privacy(lang),
      ]),
  },
  {
    method: "GET",
    path: paths.sitemapOf(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (!scheme) return nothingHere;
      const { slug } = scheme;
      const running = scheme.kind === "running";
      const calls = running ? await readPublicCalls(visit.tx) : [];
      const cities = running ? await readCities(visit.tx) : [];
      const events = running ? await listPublicEvents(visit.tx) : [];
      const countries = running ? await readSheetCountries(visit.tx) : [];
      return pagesFile(visit.site.publicUrl, visit.locale, (lang) => [
        ...(running
          ? [
              paths.home(lang, slug),
              paths.calls(lang, slug),
              paths.check(lang, slug),
              paths.howOf(lang, slug),
              paths.cities(lang, slug),
              paths.countries(lang, slug),
              paths.opportunities(lang, slug),
              paths.network(lang, slug),
              paths.forSchools(lang, slug),
              paths.forCompanies(lang, slug),
              paths.library(lang, slug),
              paths.stories(lang, slug),
              paths.news(lang, slug),
              paths.events(lang, slug),
              paths.openData(lang, slug),
            ]
          : []),
        paths.results(lang, slug),
        ...calls.flatMap((call) => [
          paths.call(lang, slug, String(call.number)),
          ...(call.runId ? [paths.run(lang, slug, call.runId)] : []),
        ]),
        ...events.map(({ id }) => paths.event(lang, slug, id)),
        ...countries.map(({ country }) => paths.country(lang, slug, country)),
        ...cities.map(({ city }) => paths.city(lang, slug, cityName(city))),
      ]);
    },
  },
];

/** Pages of one language, each with its addresses in the others. */
function pagesFile(
  site: string,
  own: string,
  pathsIn: (lang: string) => readonly string[],
): Answer {
  const others = LOCALES.map((lang) => ({
    hreflang: localeFacts(lang).htmlLang,
    all: pathsIn(lang),
  }));
  return xml(
    "sitemap.xml",
    html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${pathsIn(
      own,
    ).map(
      (path, at) => html`
<url><loc>${site}${path}</loc>${others.map(
        ({ hreflang, all }) =>
          html`<xhtml:link rel="alternate" hreflang="${hreflang}" href="${site}${all[at]}"/>`,
      )}</url>`,
    )}
</urlset>
`,
  );
}
