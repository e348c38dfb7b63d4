import type { Words } from "../../platform/i18n/index.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/**
 * Ways to send a call on: links that open the program on the phone with a text in it. Nothing of
 * those programs is loaded here, and nobody learns who looked.
 */
export function shareCall(from: {
  readonly words: Words;
  readonly slug: string;
  readonly call: CallSheet;
  readonly publicUrl: string;
  readonly country: string | undefined;
}): Html {
  const { words, slug, call } = from;
  const { t } = words;
  const number = String(call.number);
  const query = from.country ? `?country=${from.country}` : "";
  const address = `${from.publicUrl}${paths.call(words.locale, slug, number)}${query}`;
  const text = t("front.share-text", {
    title: words.local(call.title),
    when: words.deadline(call.closesAt),
    code: call.publicCode,
    address,
  });
  // Short, because every Cyrillic letter of an address is six signs of the page.
  const sent = encodeURIComponent(`${words.local(call.title)} ${address}`);
  return html`<p class="govuk-body" id="share-text">${text}</p>
<ul class="app-choices"><li><a class="govuk-link" href="viber://forward?text=${sent}">${t("front.share-viber")}</a></li><li><a class="govuk-link" href="https://wa.me/?text=${sent}" rel="noreferrer">${t("front.share-whatsapp")}</a></li><li><a class="govuk-link" href="${paths.callPoster(words.locale, slug, number)}${query}">${t("front.poster")}</a></li></ul>
<button type="button" class="govuk-button govuk-button--secondary" data-copy="share-text" data-copied="${t("site.copied")}" hidden>${t("front.share-copy")}</button>`;
}
