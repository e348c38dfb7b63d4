import type { Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { callPaid } from "../call-sheet/index.ts";
import type { ShownCall } from "../call-sheet/shown.ts";
import { summaryList } from "../components/lists.ts";
import { type Html, html } from "../html.ts";

export interface ShownStay {
  readonly city: string;
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly host: string;
  readonly leader: string | null;
}

/** What a guardian reads before deciding; the stage of the consents keeps exactly this. */
export interface ShownJourney {
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly school: string;
  readonly partner: string | null;
  readonly paid: ShownCall["paid"];
  readonly owner: {
    readonly name: string;
    readonly phone: string;
    readonly email: string | null;
  } | null;
  readonly place: ShownStay | null;
  readonly wishes: readonly ShownStay[];
}

/** Where, when, who hosts and which adult goes along; of a place, or of what was asked for. */
export function journeyFacts(words: Words, journey: ShownJourney): Html {
  const { t } = words;
  const { place } = journey;
  if (place) {
    return summaryList({
      rows: [
        { key: t("guardian.where"), value: `${place.city}, ${words.country(place.country)}` },
        { key: t("guardian.when"), value: words.days(place.starts, place.ends) },
        { key: t("guardian.host"), value: html`<span lang="">${place.host}</span>` },
        { key: t("guardian.adult"), value: place.leader ?? t("guardian.adult-unknown") },
      ],
    });
  }
  return html`<p class="govuk-body">${t("guardian.not-decided")}</p><ul class="govuk-list govuk-list--bullet">${journey.wishes.map(
    (stay) =>
      html`<li><strong>${stay.city}</strong>, ${words.country(stay.country)}<br>${words.days(stay.starts, stay.ends)}<br><span lang="">${stay.host}</span></li>`,
  )}</ul>`;
}

/** What is paid and what is not, when the call says so. */
export const journeyPaid = (words: Words, journey: ShownJourney): Html | null =>
  journey.paid.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">${words.t("guardian.paid-title")}</h2>${callPaid(words, { paid: journey.paid } as ShownCall)}`;

export const journeyData = (words: Words, journey: ShownJourney): Html => {
  const { school, partner } = journey;
  const seen = partner
    ? words.t("guardian.data-seen", { school, partner })
    : words.t("guardian.data-seen-school", { school });
  return html`<p class="govuk-body">${words.t("guardian.data-kept")}</p><p class="govuk-body">${seen}</p>`;
};

/** Whom to call, the telephone first. */
export function journeyOwner(journey: ShownJourney): Html | null {
  const { owner } = journey;
  if (!owner) return null;
  return html`<p class="govuk-body"><strong>${owner.name}</strong><br><a class="govuk-link app-nowrap" href="tel:${owner.phone.replace(/[^+\d]/g, "")}">${owner.phone}</a>${
    owner.email && html`<br><a class="govuk-link" href="mailto:${owner.email}">${owner.email}</a>`
  }</p>`;
}

/** The message that goes to a guardian's telephone, in the guardian's language. */
export function guardianMessage(
  words: Words,
  from: Pick<ShownJourney, "givenNames" | "owner"> & { readonly address: string },
): string {
  const { owner, address } = from;
  const read = words.t("guardian.message", { name: from.givenNames, address });
  if (!owner) return read;
  return `${read}\n\n${words.t("guardian.message-ask", { name: owner.name, phone: owner.phone })}`;
}
