import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { addDays } from "../../shared/day.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { type Arrival, readArrivals } from "../../stages/preparation/read-boards.ts";
import { type Html, html, table } from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { dayAsked } from "./boards.page.ts";
import { momentWords } from "./journeys-part.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { sectionLinks } from "./section-links.ts";

/** Said once for all who come together, and only of those of whom a task still asks for one. */
function cardsMissing(words: Words, { people }: Arrival): Html | null {
  const count = people.filter((one) => one.cardWanted).length;
  return count === 0
    ? null
    : html`<span class="govuk-hint">${words.t("boards.cards-missing", { count })}</span>`;
}

/** One week: who comes when and with what, who meets them, where they sleep and work. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { monday, arrivals } = await readArrivals(visit.tx, dayAsked(visit, "week"));
  const path = preparationPaths.arrivals(slug);
  const title = t("boards.arrivals");
  return consoleShell(visit, {
    title,
    section: "mobilities",
    body: html`<h1 class="govuk-heading-l">${title} <span class="govuk-caption-m">${words.days(monday, addDays(monday, 6))}</span></h1>
${sectionLinks(visit, words, "arrivals")}
<ul class="app-choices"><li><a class="govuk-link" href="${path}?week=${addDays(monday, -7)}">${t("boards.week-before")}</a></li><li><a class="govuk-link" href="${path}?week=${addDays(monday, 7)}">${t("boards.week-after")}</a></li></ul>
${
  arrivals.length === 0
    ? html`<p class="govuk-body">${t("boards.arrivals-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        head: [t("boards.when"), t("boards.direction"), t("boards.met-by"), t("boards.people")],
        rows: arrivals.map((one) => [
          html`${momentWords(words, one.at)}<br><span class="govuk-hint">${one.carrier} ${one.number}, ${one.place}</span>`,
          html`${t(`boards.${one.direction}`)}<br><a class="govuk-link" href="${preparationPaths.group(slug, one.flowId)}">${one.flow}, ${one.city}</a>`,
          one.metBy || "–",
          html`<ul class="govuk-list">${one.people.map(
            (person) =>
              html`<li><a class="govuk-link" href="${preparationPaths.stay(slug, person.mobilityId)}">${person.name}</a><br><span class="govuk-hint">${[person.room ?? t("boards.no-room-yet"), person.company, person.card && t("boards.card-there")].filter(Boolean).join(" · ")}</span></li>`,
          )}</ul>${cardsMissing(words, one)}`,
        ]),
      })
}`,
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: preparationPaths.arrivals(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
];
