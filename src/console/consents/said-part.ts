import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Consent } from "../../stages/consents/consent.ts";
import type { LearnerConsents } from "../../stages/consents/read-consents.ts";
import { button, form, type Html, hidden, html, table, tag } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** Every consent as it was given, taken back ones too: nothing disappears from here. */
export function saidPart(
  visit: StaffVisit,
  words: Words,
  { consents, subject }: LearnerConsents,
  may: boolean,
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const heading = html`<h2 class="govuk-heading-m">${t("consents.said-title")}</h2>`;
  if (consents.length === 0) {
    return html`${heading}<p class="govuk-body">${t("consents.said-none")}</p>`;
  }
  return html`${heading}${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("consents.said-title"),
    captionClasses: "govuk-visually-hidden",
    head: [t("consents.col-what"), t("consents.col-who"), t("consents.col-when"), ""],
    rows: consents.map((consent) => [
      t(`consents.purpose-${consent.purpose}` as MessageKey),
      html`${t("consents.by-guardian", { number: consent.guardian, name: consent.guardianName })} (${t(`consents.by-${consent.medium}` as MessageKey)})${
        consent.paperId &&
        html`<br><a class="govuk-link" href="${paths.paperPicture(slug, consent.paperId)}">${t("consents.picture")}</a>`
      }`,
      standing(words, consent),
      consent.withdrawnAt === null && may
        ? form(
            { action: paths.consentWithdrawal(slug, subject.applicationId), key: newId() },
            hidden("purpose", consent.purpose),
            hidden("guardian", consent.guardian),
            button({
              text: t("consents.withdraw"),
              kind: "secondary",
              preventDoubleClick: true,
              classes: "govuk-!-margin-bottom-0",
            }),
          )
        : "",
    ]),
  })}`;
}

function standing(words: Words, consent: Consent): Html {
  const { t } = words;
  const given = consent.endsOn
    ? t("consents.given-until", {
        day: words.shortDay(consent.givenOn),
        until: words.shortDay(consent.endsOn),
      })
    : t("consents.given-no-end", { day: words.shortDay(consent.givenOn) });
  return consent.withdrawnAt
    ? html`${given}<br>${tag({ text: t("consents.taken-back", { day: words.shortDay(consent.withdrawnAt) }), colour: "red" })}`
    : html`${given}`;
}
