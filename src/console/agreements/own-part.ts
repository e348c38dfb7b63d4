import type { Words } from "../../platform/i18n/index.ts";
import type { AgreementPage } from "../../stages/agreements/read-agreements.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { languageName } from "./own-words.ts";

/** The consortium's own Word papers of an agreement, and which of the two texts is signed by link. */
export function ownPart(words: Words, slug: string, found: AgreementPage): Html | null {
  const { t } = words;
  const { agreement, ownPapers } = found;
  // After the host named a mentor the same text has a newer paper.
  const newest = ownPapers.filter(
    (one, at) => ownPapers.findIndex(({ number }) => number === one.number) === at,
  );
  if (newest.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${t("agreements.own-title")}</h2><p class="govuk-body">${t("agreements.own-lead")}</p>${newest.map(
    (one) =>
      html`<p class="govuk-body"><a class="govuk-link" href="${paths.agreementFile(slug, agreement.id, one.fileId)}">${t(
        "agreements.own-file",
        {
          number: one.number,
          year: String(one.templateYear),
          language: languageName(one.language),
          version: one.templateVersion,
        },
      )}</a> (${words.dayTime(one.madeAt)})<br><span class="app-hash">${one.digest}</span></p>`,
  )}`;
}
