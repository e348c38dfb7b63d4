import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { type Html, html } from "../html.ts";
import { qrCode } from "../qr/qr-code.ts";
import { journeyData, journeyFacts, journeyPaid, type ShownJourney } from "./journey.ts";

const PURPOSES = ["taking-part", "data", "pictures"] as const;
type Purpose = (typeof PURPOSES)[number];

/** What one tick says, in the same words on the page and on the sheet. */
export const consentSays = (words: Words, purpose: Purpose, name: string): string =>
  words.t(`guardian.say-${purpose}` as MessageKey, { name });

/** Until when it counts and what happens without it. */
export const consentTerms = (words: Words, purpose: Purpose, until: Day): string =>
  `${words.t("guardian.until", { day: words.day(until) })} ${words.t(`guardian.without-${purpose}` as MessageKey)}`;

export interface SheetProps {
  readonly words: Words;
  readonly journey: ShownJourney;
  readonly guardian: { readonly number: number; readonly all: number };
  readonly until: Readonly<Record<Purpose, Day>>;
  /** What the square says to whoever photographs the sheet. */
  readonly square: string;
}

/** One guardian's consent on one sheet of A4: the words of the page, boxes, a name, a day. */
export function consentSheet({ words, journey, guardian, until, square }: SheetProps): Html {
  const { t } = words;
  const name = `${journey.givenNames} ${journey.familyName}`;
  return html`<article class="app-sheet" lang="${words.lang}">
<header class="app-sheet__head"><div><p class="app-sheet__small">${words.local(journey.callTitle)}</p><h2 class="govuk-heading-m">${t("guardian.sheet-title")}</h2><p class="govuk-body"><strong>${name}</strong><br>${journey.school}${
    guardian.all > 1 && html`<br>${t("guardian.sheet-which", guardian)}`
  }</p></div>${qrCode(square, t("guardian.sheet-square"))}</header>
${journeyFacts(words, journey)}
${journeyPaid(words, journey)}
<h2 class="govuk-heading-s">${t("guardian.data-title")}</h2>${journeyData(words, journey)}
<h2 class="govuk-heading-s">${t("guardian.call-title")}</h2><p class="govuk-body">${
    journey.owner
      ? [journey.owner.name, journey.owner.phone, journey.owner.email].filter(Boolean).join(", ")
      : journey.school
  }</p>
<h2 class="govuk-heading-s">${t("guardian.form-title")}</h2><p class="govuk-body">${t("guardian.sheet-tick")}</p>
<ul class="app-sheet__boxes">${PURPOSES.map(
    (purpose) =>
      html`<li><span class="app-sheet__box" aria-hidden="true"></span><div><strong>${t(`guardian.purpose-${purpose}` as MessageKey)}.</strong> ${consentSays(words, purpose, journey.givenNames)} ${consentTerms(words, purpose, until[purpose])}</div></li>`,
  )}</ul>
<div class="app-sheet__lines"><p>${t("guardian.sheet-name")}</p><p>${t("guardian.sheet-date")}</p><p>${t("guardian.sheet-signature")}</p></div>
<footer class="app-sheet__small">${t("guardian.sheet-give", { school: journey.school })}</footer>
</article>`;
}

export interface ExitFormProps {
  /** The sending country's language, then the one that police on the way read. */
  readonly languages: readonly [Words, Words];
  readonly journey: ShownJourney;
  readonly signers: "one" | "both" | "ask";
  readonly certified: "notary" | "authority" | "none" | "ask";
}

/** The permission that a border asks for, in two languages line by line; filled in by hand. */
export function exitForm({ languages, journey, signers, certified }: ExitFormProps): Html {
  const [own, other] = languages;
  const both = (key: MessageKey) =>
    html`<span lang="${own.lang}">${own.t(key)}</span><br><span class="app-sheet__other" lang="${other.lang}">${other.t(key)}</span>`;
  const row = (key: MessageKey, value: Html | string) =>
    html`<tr><th scope="row">${both(key)}</th><td>${value}</td></tr>`;
  const twice = (say: (words: Words) => string) =>
    html`${say(own)}<br><span class="app-sheet__other" lang="${other.lang}">${say(other)}</span>`;
  const { place } = journey;
  const blank = html`<span class="app-sheet__blank"></span>`;
  const parents = signers === "one" ? [1] : [1, 2];
  return html`<article class="app-sheet" lang="${own.lang}">
<h2 class="govuk-heading-m">${both("guardian.exit-form-title")}</h2>
<p class="govuk-body">${both("guardian.exit-form-say")}</p>
<table class="app-sheet__table"><tbody>
${row("guardian.exit-form-who", html`<strong>${journey.givenNames} ${journey.familyName}</strong>`)}
${row(
  "guardian.exit-form-born",
  twice((words) => words.days(journey.birthDate, journey.birthDate)),
)}
${row("guardian.exit-form-document", blank)}
${row("guardian.where", place ? twice((words) => `${place.city}, ${words.country(place.country)}`) : blank)}
${row("guardian.when", place ? twice((words) => words.days(place.starts, place.ends)) : blank)}
${row("guardian.host", place?.host ?? blank)}
${row("guardian.adult", place?.leader ?? blank)}
</tbody></table>
${parents.map(
  (number) =>
    html`<section class="app-sheet__parent"><h2 class="govuk-heading-s">${twice((words) => `${words.t("guardian.exit-form-parent")}${parents.length > 1 ? ` ${number}` : ""}`)}</h2><div class="app-sheet__lines"><p>${both("guardian.exit-form-parent-name")}</p><p>${both("guardian.exit-form-parent-phone")}</p><p>${both("guardian.sheet-date")}</p><p>${both("guardian.sheet-signature")}</p></div></section>`,
)}
${
  certified !== "none" &&
  html`<section class="app-sheet__small app-sheet__stamp">${both(`guardian.exit-form-certified-${certified}` as MessageKey)}</section>`
}
</article>`;
}
