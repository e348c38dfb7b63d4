import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import {
  connections,
  countryConnections,
  FEWEST_SHOWN,
  yearsOf,
} from "../../stages/growth/network.rules.ts";
import { readNetwork } from "../../stages/growth/read-network.ts";
import { readingOf } from "../../stages/schemes/readers.rules.ts";
import { html } from "../../ui/index.ts";
import { networkChoice, networkView } from "../../ui/network/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    shared: true,
    path: paths.network(":lang", ":scheme"),
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (scheme?.kind !== "running") return nothingHere;
      const words = await portalWords(visit);
      const { t } = words;
      const links = await readNetwork(visit.tx);
      const years = yearsOf(links);
      const choice = networkChoice(visit.query, years);
      return page(
        await portalShell(visit, {
          title: t("growth.network-title"),
          about: t("growth.network-lead"),
          wide: true,
          body: html`<h1 class="govuk-heading-l">${t("growth.network-title")}</h1>
<p class="govuk-body-l">${t("growth.network-lead")}</p>
${networkView({
  words,
  action: paths.network(words.locale, scheme.slug),
  years,
  ...choice,
  connections: connections(links, choice, FEWEST_SHOWN),
  countries: countryConnections(links, choice, FEWEST_SHOWN),
  fewest: FEWEST_SHOWN,
  mapLines: readingOf(scheme.settings, "public", words.locale).baseMap,
})}<p class="govuk-body-s">${t("growth.network-small", { count: FEWEST_SHOWN })}</p>`,
        }),
      );
    },
  },
];
