import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { SOLE_REASONS } from "../../stages/consents/consent.ts";
import type { LearnerConsents } from "../../stages/consents/read-consents.ts";
import { button, details, form, type Html, html, insetText, radios } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** Where a country asks for both guardians: that there is one, why, and who said so. */
export function solePart(
  visit: StaffVisit,
  words: Words,
  { subject, rule }: LearnerConsents,
  may: boolean,
  problems: readonly Problem[],
): Html | null {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { applicationId } = subject;
  if (rule.sole) {
    const { reason, saidName, saidAt } = rule.sole;
    return html`${insetText({
      text: html`<strong>${t("consents.sole-stands")}</strong> ${t(`consents.sole-${reason}`)} <span class="govuk-hint">${t("consents.sole-said", { name: saidName, day: words.day(saidAt) })}</span>`,
    })}${
      may &&
      form(
        { action: paths.soleGuardianEnd(slug, applicationId), key: newId() },
        button({ text: t("consents.sole-end"), kind: "secondary", preventDoubleClick: true }),
      )
    }`;
  }
  if (rule.guardians !== 2 || !may) return null;
  return details({
    summary: t("consents.sole-title"),
    open: problems.some(({ field }) => field === "soleReason"),
    text: form(
      { action: paths.soleGuardian(slug, applicationId), key: newId() },
      html`<p class="govuk-body">${t("consents.sole-lead")}</p>`,
      radios({
        words,
        problems,
        name: "soleReason",
        legend: { text: t("consents.sole-why"), classes: "govuk-fieldset__legend--s" },
        classes: "govuk-radios--small",
        value: visit.form.text("soleReason"),
        items: SOLE_REASONS.map((reason) => ({
          value: reason,
          text: t(`consents.sole-${reason}`),
        })),
      }),
      button({ text: t("consents.sole-save"), preventDoubleClick: true }),
    ),
  });
}
