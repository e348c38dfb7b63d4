import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { stands } from "../../stages/consents/consent.rules.ts";
import { type Consent, PURPOSES, type Purpose } from "../../stages/consents/consent.ts";
import type { GuardianPage } from "../../stages/consents/read-journey.ts";
import { consentSays, consentTerms } from "../../ui/guardian/index.ts";
import { button, checkboxes, form, type Html, hidden, html, input } from "../../ui/index.ts";

/** What is asked at first; pictures are asked afterwards, apart, so that nobody ticks them along. */
export const ASKED_FIRST = ["taking-part", "data"] as const satisfies readonly Purpose[];

type Part = {
  readonly visit: PublicVisit;
  readonly words: Words;
  readonly found: GuardianPage;
};

const purposeName = (words: Words, purpose: Purpose): string =>
  words.t(`guardian.purpose-${purpose}` as MessageKey);

/** Two ticks, a name, a button: nothing is ticked beforehand. */
export function answerForm({ visit, words, found }: Part, problems: readonly Problem[] = []): Html {
  const { t } = words;
  const name = found.journey.givenNames;
  const ticked = visit.form.all("consent");
  return html`<h2 class="govuk-heading-m" id="answer">${t("guardian.form-title")}</h2>
<p class="govuk-body">${t("guardian.form-lead")}</p>
${form(
  { action: visit.path, key: newId() },
  hidden("do", "answer"),
  checkboxes({
    words,
    name: "consent",
    problems,
    values: ticked,
    fieldset: {
      legend: { text: t("guardian.form-title"), classes: "govuk-visually-hidden" },
    },
    items: ASKED_FIRST.map((purpose) => ({
      value: purpose,
      text: html`<strong>${purposeName(words, purpose)}.</strong> ${consentSays(words, purpose, name)}`,
      hint: consentTerms(words, purpose, found.ends[purpose]),
    })),
  }),
  input({
    words,
    name: "guardianName",
    label: { text: t("guardian.name"), classes: "govuk-label--m" },
    hint: t("guardian.name-hint"),
    value: visit.form.text("guardianName"),
    autocomplete: "name",
    spellcheck: false,
    problems,
  }),
  button({ text: t("guardian.send"), preventDoubleClick: true, classes: "app-button-wide" }),
)}
${form(
  { action: visit.path, key: newId() },
  hidden("do", "refuse"),
  button({ text: t("guardian.refuse"), kind: "secondary", preventDoubleClick: true }),
)}`;
}

/** The newest of a purpose says how it stands. */
const newest = (own: readonly Consent[], purpose: Purpose): Consent | undefined =>
  own.filter((one) => one.purpose === purpose).at(-1);

/** Every consent with its own button: taking back is one press, like giving. */
export function keptConsents(part: Part): Html {
  const { words, found } = part;
  return html`<h2 class="govuk-heading-m">${words.t("guardian.kept-title")}</h2>${PURPOSES.map(
    (purpose) => keptConsent(part, purpose, newest(found.own, purpose)),
  )}`;
}

function keptConsent(part: Part, purpose: Purpose, said: Consent | undefined): Html {
  const { words, found, visit } = part;
  const { t } = words;
  const name = found.journey.givenNames;
  const isGiven = said !== undefined && said.withdrawnAt === null;
  const isNow = isGiven && stands(said, wallTimeOf(visit.tx.now).day);
  const until = day(said?.endsOn && isNow ? said.endsOn : found.ends[purpose]);
  const what = purposeName(words, purpose);
  const state = said
    ? html`<p class="govuk-body"><strong>${
        isGiven
          ? t(said.medium === "paper" ? "guardian.given-paper" : "guardian.given", {
              day: words.day(said.givenOn),
              name: said.guardianName,
            })
          : t("guardian.withdrawn", { day: words.day(said.withdrawnAt as Date) })
      }</strong>${isGiven && !isNow && said.endsOn && html`<br>${t("guardian.ended", { day: words.day(day(said.endsOn)) })}`}</p>`
    : html`<p class="govuk-body">${t("guardian.not-given")}</p>`;
  const act = isNow ? "withdraw" : "give";
  return html`<section class="app-card"><h3 class="govuk-heading-s">${what}</h3><p class="govuk-body">${consentSays(words, purpose, name)}</p>
<p class="govuk-body-s">${isNow ? `${t("guardian.until", { day: words.day(until) })} ${t(`guardian.withdraw-${purpose}` as MessageKey)}` : consentTerms(words, purpose, until)}</p>${state}
${form(
  { action: visit.path, key: newId() },
  hidden("do", act),
  hidden("purpose", purpose),
  button({
    text: html`<span aria-hidden="true">${t(`guardian.${act}`)}</span><span class="govuk-visually-hidden">${t(`guardian.${act}-what`, { purpose: what })}</span>`,
    kind: "secondary",
    preventDoubleClick: true,
  }),
)}</section>`;
}
