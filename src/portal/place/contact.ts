import type { SchemeSettings } from "../../platform/db/actor.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../../ui/html.ts";

/**
 * Whom to call, the telephone first: many people have no e-mail at hand.
 * @param to learners are spoken to as friends, guardians and head teachers are not
 */
export function contactLine(
  words: Words,
  contact: SchemeSettings["contact"],
  to: "learner" | "adult" = "learner",
): Html {
  const polite = to === "adult" || words.whom === "staff" ? "-polite" : "";
  if (!contact) {
    return html`<p class="govuk-body">${words.t(`place-result.call-school${polite}`)}</p>`;
  }
  const number = contact.phone.replaceAll(" ", "");
  return html`<p class="govuk-body">${words.t(`place-result.call${polite}`, { name: contact.name })} <a class="govuk-link app-nowrap" href="tel:${number}">${contact.phone}</a>, <a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a></p>`;
}
