import type { Words } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import type { CheckedCertificate } from "../../stages/recognition/read-certificates.ts";
import { type Html, html, summaryList, warningText } from "../../ui/index.ts";

/** What anybody may know of a certificate of attendance: that it is ours, its days, no name. */
export function certificatePart(words: Words, found: CheckedCertificate): Html {
  const { t } = words;
  return html`<section class="app-card"><h2 class="govuk-heading-m">${t("recognition.paper-ours", { code: found.code })}</h2>
${found.state === "withdrawn" && warningText({ words, text: t("recognition.paper-withdrawn") })}
${summaryList({
  rows: [
    { key: t("check-paper.kind"), value: t("recognition.paper-kind") },
    { key: t("place-result.days"), value: words.days(day(found.from), day(found.to)) },
    found.sealedAt !== null && {
      key: t("recognition.paper-sealed"),
      value: words.dayTime(found.sealedAt),
    },
    found.digest !== null && {
      key: t("check-paper.digest"),
      value: html`<span class="app-hash">${found.digest}</span>`,
    },
  ],
})}</section>`;
}
