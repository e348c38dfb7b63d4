import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import { can } from "../../stages/opportunities/opportunity.policy.ts";
import { DAYS_WITHOUT_DEADLINE } from "../../stages/opportunities/opportunity.rules.ts";
import type { Opportunity } from "../../stages/opportunities/opportunity.ts";
import { readOpportunities } from "../../stages/opportunities/read-opportunities.ts";
import {
  button,
  type Html,
  html,
  localText,
  notificationBanner,
  table,
  tag,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { opportunityPaths } from "./opportunity-paths.ts";
import { ownOpenings } from "./own-openings.ts";

/** Where one stands, as the office sees it: what has ended is a state of its own to a reader. */
export const standingWords = (words: Words, of: Opportunity): string =>
  of.state === "shown" && of.ended
    ? words.t("opportunity.state-ended")
    : words.t(`opportunity.state-${of.state}` as MessageKey);

async function opportunitiesPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const all = await readOpportunities(visit.tx);
  const openings = await ownOpenings(visit, words);
  const part = (title: string, own: readonly Opportunity[]) =>
    own.length > 0 &&
    html`<h2 class="govuk-heading-m">${title}</h2>${list(words, slug, title, own)}`;
  return consoleShell(visit, {
    title: t("opportunity.title"),
    section: "opportunities",
    body: html`${
      visit.query.get("done") === "1" &&
      notificationBanner({ words, type: "success", text: t("opportunity.saved") })
    }<h1 class="govuk-heading-l">${t("opportunity.title")}</h1>
<p class="govuk-body">${t("opportunity.lead", { days: DAYS_WITHOUT_DEADLINE })} <a class="govuk-link" href="/${visit.locale}/${slug}/opportunities">${t("country-sheet.public")}</a></p>
${can.propose(actor) && button({ text: t("opportunity.add"), href: opportunityPaths.add(slug) })}
${part(
  t("opportunity.state-proposed"),
  all.filter((one) => one.state === "proposed"),
)}${part(
  t("opportunity.state-shown"),
  all.filter((one) => one.state === "shown" && !one.ended),
)}${part(
  t("opportunity.state-ended"),
  all.filter((one) => one.state === "shown" && one.ended),
)}${part(
  t("opportunity.not-shown"),
  all.filter((one) => one.state === "refused" || one.state === "taken-down"),
)}${all.length === 0 && html`<p class="govuk-body">${t("opportunity.none-yet")}</p>`}
${openings}`,
  });
}

const list = (words: Words, slug: string, title: string, all: readonly Opportunity[]): Html =>
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    scrollLabel: title,
    head: [
      words.t("opportunity.name"),
      words.t("opportunity.field-countries"),
      words.t("opportunity.field-deadline"),
      words.t("opportunity.proposed-by"),
      words.t("opportunity.state"),
    ],
    rows: all.map((one) => [
      html`<a class="govuk-link" href="${opportunityPaths.one(slug, one.id)}">${localText(words, one.title)}</a><br><span class="govuk-hint">${one.organiser}</span>`,
      words.countries(one.countries),
      one.deadline ? words.shortDay(one.deadline as Day) : words.t("opportunity.all-year"),
      one.proposedByName,
      tag({
        text: standingWords(words, one),
        colour: one.state === "shown" && !one.ended ? "green" : "grey",
      }),
    ]),
  });

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeOpportunities,
    path: opportunityPaths.all(":scheme"),
    answer: async (visit) => page(await opportunitiesPage(visit)),
  },
];
