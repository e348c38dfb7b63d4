import type { Words } from "../../platform/i18n/index.ts";
import { addDays, day } from "../../shared/day.ts";
import type { Office, OfficeHours } from "../../stages/organisations/office.ts";
import { type Html, html } from "../../ui/index.ts";

const A_MONDAY = day("2024-01-01");

/** "Monday to Friday, 09:00 to 15:00" */
export function hoursInWords(words: Words, hours: OfficeHours): string {
  const weekday = (number: number) => words.weekday(addDays(A_MONDAY, number - 1));
  const times = { opens: hours.opens, closes: hours.closes };
  return hours.firstDay === hours.lastDay
    ? words.t("check.hours-day", { day: weekday(hours.firstDay), ...times })
    : words.t("check.hours", {
        first: weekday(hours.firstDay),
        last: weekday(hours.lastDay),
        ...times,
      });
}

export const telephone = (number: string): Html =>
  html`<a class="govuk-link" href="tel:${number.replace(/[^+\d]/g, "")}">${number}</a>`;

/**
 * Where a partner is found: a house, a telephone on a desk, hours, and the person who answers there
 * for this call. What is not known is said, because a gap that nobody mentions looks like a trick.
 */
export function officeCard(
  words: Words,
  office: Office,
  owner?: { readonly name: string; readonly phone: string } | undefined,
): Html {
  const { t } = words;
  const { street, postcode, landline, hours, website } = office;
  return html`<dl class="app-facts"><div><dt>${t("check.office")}</dt><dd><strong>${office.name}</strong><br>${
    street === null
      ? html`${office.city}, ${words.country(office.country)}<br>${t("check.no-street")}`
      : html`${street}<br>${postcode} ${office.city}, ${words.country(office.country)}`
  }</dd></div>
<div><dt>${t("check.landline")}</dt><dd>${landline === null ? t("check.no-landline") : telephone(landline)}${hours && html`<br>${hoursInWords(words, hours)}`}</dd></div>${
    owner &&
    html`
<div><dt>${t("check.person")}</dt><dd>${owner.name}<br>${telephone(owner.phone)}</dd></div>`
  }${
    website &&
    html`
<div><dt>${t("check.website")}</dt><dd><a class="govuk-link" href="${website}" rel="noreferrer">${website.replace(/^https?:\/\/|\/$/g, "")}</a><br>${t("check.website-compare")}</dd></div>`
  }</dl>`;
}
