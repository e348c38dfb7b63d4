import { page } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { can } from "../../stages/growth/growth.policy.ts";
import { connections, countryConnections, yearsOf } from "../../stages/growth/network.rules.ts";
import { readNetwork } from "../../stages/growth/read-network.ts";
import { readingOf } from "../../stages/schemes/readers.rules.ts";
import { html } from "../../ui/index.ts";
import { networkChoice, networkView } from "../../ui/network/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { growthPaths } from "./growth-paths.ts";

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeGrowth,
    path: growthPaths.network(":scheme"),
    answer: async (visit) => {
      const words = wordsOf(visit);
      const { t } = words;
      const { slug } = visit.tx.actor.scheme;
      const links = await readNetwork(visit.tx);
      const years = yearsOf(links);
      const choice = networkChoice(visit.query, years);
      return page(
        consoleShell(visit, {
          title: t("growth.network-title"),
          section: "network",
          body: html`<h1 class="govuk-heading-l">${t("growth.network-title")}</h1>
<p class="govuk-body">${t("growth.network-lead")} <a class="govuk-link" href="/${visit.locale}/${slug}/network">${t("country-sheet.public")}</a></p>
${networkView({
  words,
  action: growthPaths.network(slug),
  years,
  ...choice,
  connections: connections(links, choice, 1),
  countries: countryConnections(links, choice, 1),
  fewest: 1,
  mapLines: readingOf(visit.tx.actor.scheme.settings, "staff", words.locale).baseMap,
})}`,
        }),
      );
    },
  },
];
