import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { SheetCountry } from "../../stages/country-sheets/country-sheet.ts";
import { readSheetCountries } from "../../stages/country-sheets/read-sheets.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.countries(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? page(await countriesPage(visit, scheme)) : nothingHere;
    },
  },
];

async function countriesPage(visit: PublicVisit, scheme: Scheme): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const met = await readSheetCountries(visit.tx);
  const part = (title: string, which: readonly SheetCountry[]) =>
    which.length > 0 &&
    html`<h2 class="govuk-heading-m">${title}</h2><ul class="govuk-list govuk-list--spaced">${words
      .inOrder(which, ({ country }) => words.country(country))
      .map(
        ({ country }) =>
          html`<li><a class="govuk-link" href="${paths.country(words.locale, scheme.slug, country)}">${words.country(country)}</a></li>`,
      )}</ul>`;
  return portalShell(visit, {
    title: t("country-sheet.title"),
    about: t("country-sheet.about"),
    body: html`<h1 class="govuk-heading-l">${t("country-sheet.title")}</h1>
<p class="govuk-body-l">${t("country-sheet.about")}</p>
${part(
  t("country-sheet.hosting"),
  met.filter((one) => one.hosts),
)}${part(
  t("country-sheet.sending"),
  met.filter((one) => one.sends),
)}`,
  });
}
