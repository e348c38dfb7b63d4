import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { FlowStay } from "../../stages/hosting/read-hosts.ts";
import { checkStays } from "../../stages/travel/check-stays.ts";
import { can } from "../../stages/travel/travel.policy.ts";
import { details, type Html, html } from "../../ui/index.ts";
import { findingWords } from "../../ui/travel/findings.ts";
import { paths } from "../paths.ts";

/** Of a passport nobody has written down yet one line is enough for all whom it concerns. */
const NO_PAPERS = "papers-missing";

/**
 * What the rules of travel say of those who wait for a company: while nobody is asked yet, days are
 * still easy to move. Nothing where there is nothing to look into.
 */
export async function travelPart(
  visit: StaffVisit,
  words: Words,
  waiting: readonly FlowStay[],
): Promise<Html | null> {
  if (waiting.length === 0 || !can.seeTravel(visit.tx.actor)) return null;
  const { t } = words;
  const found = await checkStays(visit.tx, waiting);
  const of = (stay: FlowStay) => found.get(stay.mobilityId) ?? [];
  const spoken = waiting.filter((stay) => of(stay).some(({ code }) => code !== NO_PAPERS));
  const without = waiting.filter((stay) => of(stay).some(({ code }) => code === NO_PAPERS));
  if (spoken.length === 0 && without.length === 0) return null;
  const link = (stay: FlowStay) =>
    html`<a class="govuk-link" href="${paths.travel(visit.tx.actor.scheme.slug, stay.personId)}">${stay.givenNames} ${stay.familyName}</a>`;
  return details({
    open: spoken.length > 0,
    summary: t("travel.at-matching", { count: spoken.length, people: waiting.length }),
    text: html`${spoken.map(
      (stay) =>
        html`<p class="govuk-body govuk-!-margin-bottom-1">${link(stay)}</p><ul class="govuk-list govuk-list--bullet">${of(
          stay,
        )
          .filter(({ code }) => code !== NO_PAPERS)
          .map((one) => html`<li>${findingWords(words, one)}</li>`)}</ul>`,
    )}${
      without.length > 0 &&
      html`<p class="govuk-body">${t("travel.papers-to-come", { count: without.length })}</p>`
    }<p class="govuk-body-s">${t("travel.no-advice")}</p>`,
  });
}
