import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html, lines } from "../html.ts";

/**
 * A message to copy, and links that open the programs of the phone with it. Nothing of those
 * programs is loaded here, and nobody learns who looked.
 */
export function shareMessage(from: {
  readonly words: Words;
  readonly id: string;
  readonly text: string;
  /** Language of the message where it is not the page's. */
  readonly lang: string;
  readonly subject: string;
}): Html {
  const { t } = from.words;
  const sent = encodeURIComponent(from.text);
  const mail = `mailto:?subject=${encodeURIComponent(from.subject)}&body=${sent}`;
  return html`<div class="govuk-inset-text app-message"><p class="govuk-body" id="${from.id}" lang="${from.lang}">${lines(from.text)}</p></div>
<p><button type="button" class="govuk-button govuk-button--secondary" data-copy="${from.id}" data-copied="${t("site.copied")}" hidden>${t("site.share-copy")}</button></p>
<ul class="app-choices"><li><a class="govuk-link" href="viber://forward?text=${sent}">${t("site.share-viber")}</a></li><li><a class="govuk-link" href="https://wa.me/?text=${sent}" rel="noreferrer">${t("site.share-whatsapp")}</a></li><li><a class="govuk-link" href="${mail}">${t("site.share-mail")}</a></li></ul>`;
}
