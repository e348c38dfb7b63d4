import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { PersonStanding } from "../../stages/selection/eligibility.rules.ts";
import { type Html, html } from "../../ui/html.ts";

/** What is not known yet and what speaks against it, each in words and with what to do about it. */
export function ownStanding(words: Words, standing: PersonStanding): Html {
  const { t } = words;
  const todo = (code: string) => {
    const key = `eligibility.do-${code}`;
    return words.has(key) ? html`<br>${t(key as MessageKey)}` : null;
  };
  const closed = standing.wishes.filter((wish) => wish.removals.length > 0);
  const items = [
    ...[...standing.unknown, ...standing.against].map(
      (one) => html`<li>${words.problem(one)}${todo(one.code)}</li>`,
    ),
    ...closed.map(
      (wish) =>
        html`<li>${t("eligibility.own-wish", { city: wish.city, days: words.days(wish.starts, wish.ends) })}<br>${wish.removals.map((removal) => html`${words.problem(removal)}<br>`)}${t("eligibility.do-wish")}</li>`,
    ),
  ];
  return html`<h2 class="govuk-heading-m">${t("eligibility.own-title")}</h2>${
    items.length === 0
      ? html`<p class="govuk-body">${t("eligibility.own-open")}</p>`
      : html`<ul class="govuk-list govuk-list--bullet govuk-list--spaced">${items}</ul><p class="govuk-body">${t("eligibility.looked-at")}</p>`
  }<p class="govuk-body">${t("eligibility.own-ask")}</p>`;
}
