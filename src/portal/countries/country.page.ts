import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { TOPICS } from "../../stages/country-sheets/country-sheet.ts";
import { type CountryPage, readCountry } from "../../stages/reporting/read-country.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { sheetTopics } from "../../ui/country-sheet/index.ts";
import { backLink, type Html, html, insetText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.country(":lang", ":scheme", ":country"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (scheme?.kind !== "running") return nothingHere;
      const of = await readCountry(visit.tx, visit.params.country ?? "");
      return of ? page(await countryPage(visit, scheme, of)) : nothingHere;
    },
  },
];

async function countryPage(visit: PublicVisit, scheme: Scheme, of: CountryPage): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const country = words.country(of.country);
  return portalShell(visit, {
    title: t("country-sheet.of", { country }),
    about: t("country-sheet.of-about", { country }),
    before: backLink({
      words,
      href: paths.countries(words.locale, scheme.slug),
      text: t("country-sheet.title"),
    }),
    body: html`<h1 class="govuk-heading-l">${t("country-sheet.of", { country })}</h1>
${insetText({ text: t("country-sheet.caution") })}
${sheetTopics(words, of, TOPICS)}`,
  });
}
