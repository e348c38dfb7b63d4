import {
  isLocale,
  type Locale,
  localeFacts,
  type MessageKey,
  type Words,
} from "../../platform/i18n/index.ts";
import type { Prepared, SendingState } from "../../stages/messages/sending.ts";
import { smsSize } from "../../stages/messages/sms.rules.ts";
import { type Html, html, lines, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<SendingState, TagColour>> = {
  scheduled: "yellow",
  sending: "orange",
  sent: "green",
  cancelled: "grey",
};

export const stateTag = (words: Words, state: SendingState): Html =>
  tag({ text: words.t(`messages.state-${state}` as MessageKey), colour: COLOURS[state] });

/** What a language is called by those who speak it. */
export const ownName = (locale: string): string =>
  isLocale(locale) ? localeFacts(locale).ownName : locale;

/** How long a text message is, and how many are paid for. */
export function smsLine(words: Words, body: string): Html {
  const { alphabet, length, segments } = smsSize(body);
  return html`<p class="govuk-hint">${words.t("messages.sms-size", { length, segments, alphabet: alphabet === "gsm-7" ? "GSM-7" : "UCS-2" })}</p>`;
}

/** One message in a frame as wide as a cheap phone. */
export const inPhone = (words: Words, one: Prepared & { readonly locale: string }): Html => {
  const facts = localeFacts(one.locale as Locale);
  return html`<div><h3 class="govuk-heading-s" lang="${facts.htmlLang}">${facts.ownName}</h3>
<div class="app-phone" lang="${facts.htmlLang}" tabindex="0" role="region" aria-label="${facts.ownName}"><p class="govuk-body"><strong>${one.subject}</strong></p><p class="govuk-body">${lines(one.body)}</p></div>${smsLine(words, one.body)}</div>`;
};
