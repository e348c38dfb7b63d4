import type { PublicVisit } from "../../platform/web/route.ts";
import { readListedCountries } from "../../stages/reporting/read-front-door.ts";
import type { ListedScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell } from "../shell.ts";

/**
 * The front door of an installation with several programmes: first the country, because that is
 * what everybody knows; what was chosen stands in the address and nowhere else.
 */
export async function frontPage(
  visit: PublicVisit,
  listed: readonly ListedScheme[],
): Promise<Html> {
  const { words, locale } = visit;
  const { t } = words;
  const taking = await readListedCountries(visit.tx);
  const countries = [...new Set(taking.map(({ country }) => country))].sort((a, b) =>
    words.compare(words.country(a), words.country(b)),
  );
  const asked = visit.query.get("country") ?? "";
  const chosen = countries.includes(asked) ? asked : null;
  const running = listed.filter(
    ({ kind, slug }) =>
      kind === "running" &&
      (chosen === null || taking.some((each) => each.slug === slug && each.country === chosen)),
  );
  const past = listed.filter(({ kind }) => kind === "archive");
  /** Where one programme alone takes part, its calls are one step away. */
  const leadsTo = (country: string): string => {
    const [only, ...more] = taking.filter((each) => each.country === country);
    return only && more.length === 0
      ? `${paths.calls(locale, only.slug)}?country=${country}`
      : `${paths.root(locale)}?country=${country}#programmes`;
  };
  return portalShell(visit, {
    title: t("home.front-title"),
    about: t("home.front-what"),
    body: html`<h1 class="govuk-heading-l">${t("home.front-title")}</h1>
<p class="govuk-body">${t("home.front-what")}</p>
${
  countries.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("front.find")}</h2>
<ul class="app-countries">${countries.map(
    (country) =>
      html`<li><a class="govuk-link" href="${leadsTo(country)}"${country === chosen && html` aria-current="true"`}>${words.country(country)}</a></li>`,
  )}</ul><p class="govuk-body">${t("front.not-guessed")}</p>`
}
<h2 class="govuk-heading-m" id="programmes">${chosen ? t("front.programmes-in", { country: words.country(chosen) }) : t("front.programmes")}</h2>
${
  running.length === 0
    ? html`<p class="govuk-body">${t("home.front-none")}</p>`
    : html`<ul class="govuk-list govuk-list--spaced app-ways">${running.map(
        (scheme) =>
          html`<li><a class="govuk-link" href="${chosen ? `${paths.calls(locale, scheme.slug)}?country=${chosen}` : paths.home(locale, scheme.slug)}">${words.local(scheme.name)}</a></li>`,
      )}</ul>`
}
${
  past.length > 0 &&
  html`<ul class="govuk-list govuk-list--spaced app-ways">${past.map(
    (scheme) =>
      html`<li><a class="govuk-link" href="${paths.home(locale, scheme.slug)}">${words.local(scheme.name)}</a><br>${t("home.front-archive")}</li>`,
  )}</ul>`
}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.how(locale)}">${t("home.how")}</a></p>`,
  });
}
