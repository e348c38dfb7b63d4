import type { Words } from "../../platform/i18n/index.ts";
import type { AgreementPage } from "../../stages/agreements/read-agreements.ts";
import { fieldLabel } from "../../stages/agreements/shown-text.ts";
import { changesTable, channelName, roleName } from "../../ui/agreement/index.ts";
import { type Html, html, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** Who, when, what text, which sentence, through which channel; and the level that is claimed. */
export function evidencePart(words: Words, slug: string, found: AgreementPage): Html | null {
  const { t } = words;
  const { stand, agreement, files } = found;
  if (!stand || stand.signatures.length === 0) return null;
  const counting = new Set(stand.standings.flatMap(({ valid }) => valid?.id ?? []));
  return html`<h2 class="govuk-heading-m">${t("agreements.evidence")}</h2><p class="govuk-body">${t("sign.level")}</p>${table(
    {
      words,
      cards: true,
      firstCellIsHeader: true,
      caption: t("agreements.evidence"),
      captionClasses: "govuk-visually-hidden",
      head: [t("sign.who"), t("sign.when"), t("sign.how"), t("sign.text"), t("agreements.counts")],
      rows: stand.signatures.map((one) => [
        html`${one.signedName}<br>${roleName(words, one.role)}`,
        html`${words.dayTime(one.at)}${one.channel !== "link" && html`<br>${t("agreements.signed-on", { day: words.shortDay(one.signedOn) })}`}`,
        html`${channelName(words, one.channel)}${one.fileId && html`<br><a class="govuk-link" href="${paths.agreementFile(slug, agreement.id, one.fileId)}">${t("agreements.open-file")}</a>`}${one.saidHash && html`<br><span class="govuk-hint">${t("agreements.said", { language: one.saidLocale ?? "" })}</span><br><span class="app-hash">${one.saidHash.slice(0, 16)}</span>`}`,
        html`${t("sign.version", { version: one.version })}<br><span class="app-hash">${one.textHash}</span>`,
        t(counting.has(one.id) ? "agreements.counts-yes" : "agreements.counts-no"),
      ]),
    },
  )}${files
    .filter(({ kind }) => kind === "sealed")
    .map(
      (file) =>
        html`<p class="govuk-body"><a class="govuk-link" href="${paths.agreementFile(slug, agreement.id, file.id)}">${t("sign.download")}</a> (${words.dayTime(file.at)})<br><span class="app-hash">${file.digest}</span></p>`,
    )}`;
}

export function versionsPart(words: Words, { agreement, versions }: AgreementPage): Html | null {
  const later = versions.filter(({ changes }) => changes.length > 0);
  if (later.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${words.t("agreements.versions")}</h2>${later.map(
    (one) =>
      html`<h3 class="govuk-heading-s">${words.t("sign.version", { version: one.number })}, ${words.dayTime(one.sentAt)}</h3>${changesTable(
        words,
        one.changes.map((change) => ({
          ...change,
          label: fieldLabel(agreement, `${change.section}.${change.field}`),
        })),
      )}`,
  )}`;
}
