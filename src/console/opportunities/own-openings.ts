import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type Appetite, readAppetite } from "../../stages/hosting/read-appetite.ts";
import { listOrganisations } from "../../stages/organisations/read-organisations.ts";
import { type Html, html } from "../../ui/index.ts";
import { hostingPaths } from "../hosting/hosting-paths.ts";

/**
 * What the scheme's own hosts said: who took learners, and who said "not now" and named a day from
 * which it may be asked again. Openings of our own, before anybody looks among those of others.
 */
export async function ownOpenings(visit: StaffVisit, words: Words): Promise<Html> {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const hosts = (await listOrganisations(visit.tx)).filter((one) =>
    one.roles.some((role) => role === "hosting" || role === "company"),
  );
  const said = await readAppetite(
    visit.tx,
    hosts.map(({ id }) => id),
  );
  const today = wallTimeOf(visit.tx.now).day;
  const open = said
    .filter((one) => !one.neverAgain)
    .flatMap((appetite) => {
      const host = hosts.find(({ id }) => id === appetite.organisationId);
      const text = openingWords(words, appetite, today);
      return host && text !== null ? [{ host, text }] : [];
    });
  return html`<h2 class="govuk-heading-m" id="own">${t("opportunity.own")}</h2><p class="govuk-body">${t("opportunity.own-lead")}</p>${
    open.length === 0
      ? html`<p class="govuk-body">${t("opportunity.own-none")}</p>`
      : html`<ul class="govuk-list govuk-list--spaced">${words
          .inOrder(open, ({ host }) => host.name)
          .map(
            ({ host, text }) =>
              html`<li><a class="govuk-link" href="${hostingPaths.host(slug, host.id)}">${host.name}</a>, ${host.city} (${words.country(host.country)})<br>${text}</li>`,
          )}</ul>`
  }`;
}

/** The newest thing that matters: a day to ask again first, then how many it took when it said yes. */
function openingWords(words: Words, { askFrom, years }: Appetite, today: Day): string | null {
  if (askFrom !== null) {
    return askFrom > today
      ? words.t("opportunity.ask-from", { day: words.day(askFrom as Day) })
      : words.t("opportunity.ask-now", { day: words.day(askFrom as Day) });
  }
  const last = years.find((one) => one.yes > 0);
  return last
    ? words.t("opportunity.took", { year: String(last.year), count: last.learners })
    : null;
}
