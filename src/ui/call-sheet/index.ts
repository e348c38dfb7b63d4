import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { type Html, html, lines } from "../html.ts";
import {
  callContacts,
  callDates,
  callName,
  callPaid,
  callPlaces,
  callSummary,
  callWho,
} from "./facts.ts";
import { callRule } from "./rule.ts";
import type { ShownCall } from "./shown.ts";

/**
 * A call in words, from what `readCallSheet` gives: pieces for the public page and for the office's
 * preview of it, so that both show the same.
 */
export * from "./facts.ts";
export * from "./rule.ts";
export * from "./shown.ts";

const SECTIONS = {
  who: callWho,
  places: callPlaces,
  paid: callPaid,
  dates: callDates,
  rule: callRule,
  contacts: (words: Words, call: ShownCall) => callContacts(words, call),
} as const satisfies Record<string, (words: Words, call: ShownCall) => Html>;

/**
 * The whole sheet under its title: summary, who, places, what is paid, dates, rule, people.
 * @param within true on a page that has a title of its own
 */
export function callSheet(words: Words, call: ShownCall, within = false): Html {
  const about = words.local(call.about);
  const title = words.local(call.title);
  return html`<span class="govuk-caption-l">${callName(words, call)}</span>
${within ? html`<h2 class="govuk-heading-l">${title}</h2>` : html`<h1 class="govuk-heading-l">${title}</h1>`}
${about !== "" && html`<p class="govuk-body-l">${lines(about)}</p>`}
${callSummary(words, call)}
${Object.entries(SECTIONS).map(
  ([name, section]) =>
    html`<section id="call-${name}"><h2 class="govuk-heading-m">${words.t(`call-sheet.heading-${name}` as MessageKey)}</h2>${section(words, call)}</section>`,
)}`;
}
