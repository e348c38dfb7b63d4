import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { ContactEntry } from "../../stages/messages/contact.ts";
import { type Html, html, lines } from "../../ui/index.ts";

/** What an entry is called: what was written down, or what a sending had for the person. */
function titleOf(words: Words, entry: ContactEntry): string {
  if (entry.kind === "mail") return words.t("contacts.sent-mail", { subject: entry.words });
  if (entry.kind === "sms") return words.t("contacts.sent-sms");
  if (entry.kind === "by-hand") return words.t("contacts.sent-none", { subject: entry.words });
  const kind = words.t(`contacts.kind-${entry.kind}` as MessageKey);
  return `${kind}: ${words.t(`contacts.reason-${entry.reason}` as MessageKey)}`;
}

/** What was said to a person, newest first: what, when, who. */
export const contactList = (words: Words, entries: readonly ContactEntry[]): Html =>
  entries.length === 0
    ? html`<p class="govuk-body">${words.t("contacts.none")}</p>`
    : html`<ol class="govuk-list govuk-list--spaced">${entries.map(
        (entry) =>
          html`<li><strong>${titleOf(words, entry)}</strong>${entry.reason !== null && html`<br>${lines(entry.words)}`}<br><span class="govuk-hint">${words.day(entry.on)} · ${entry.who}</span></li>`,
      )}</ol>`;
