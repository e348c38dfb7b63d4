import type { Words } from "../../platform/i18n/index.ts";
import type { CheckedCertificate } from "../../stages/attendance/certificate.ts";
import { type Html, html, summaryList, warningText } from "../../ui/index.ts";

/** A certificate of an event that is ours: of what and how much, never of whom. */
export function eventCertificatePart(words: Words, one: CheckedCertificate): Html {
  const { t } = words;
  return html`<section class="app-card"><h2 class="govuk-heading-m">${t("attendance.check-ours", { code: one.code })}</h2>
${one.withdrawnAt !== null && warningText({ words, text: t("attendance.check-withdrawn") })}
${summaryList({
  rows: [
    { key: t("attendance.check-event"), value: [...new Set(one.titles)].join(" / ") },
    {
      key: t("attendance.presence"),
      value: t("attendance.evidence-line", { minutes: one.minutes, ofMinutes: one.ofMinutes }),
    },
    { key: t("attendance.check-made"), value: words.dayTime(one.madeAt) },
    { key: t("sign.text"), value: html`<span class="app-hash">${one.textHash}</span>` },
    one.digest !== null && {
      key: t("check-paper.digest"),
      value: html`<span class="app-hash">${one.digest}</span>`,
    },
  ],
})}</section>`;
}
