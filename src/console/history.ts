import type { MessageKey, Words } from "../platform/i18n/index.ts";
import type { readHistory } from "../stages/reporting/read-today.ts";
import { type Html, html } from "../ui/index.ts";

/** An event in words; one that has none yet is shown by its name instead of being left out. */
export function eventWords(words: Words, name: string): string {
  const key = `history.${name.replace(".", "-")}`;
  return words.has(key) ? words.t(key as MessageKey) : name;
}

/** Who did it: a person by name, else the learner, the program or somebody at the public door. */
export function eventActor(words: Words, kind: string, who: string | null): string {
  if (kind === "staff") return who ?? words.t("history.by-staff");
  return words.t(`history.by-${kind}` as MessageKey);
}

type Entry = Awaited<ReturnType<typeof readHistory>>[number];

/** What happened to one thing, oldest first: what, when, who. */
export function historyList(words: Words, entries: readonly Entry[]): Html {
  if (entries.length === 0) return html`<p class="govuk-body">${words.t("history.none")}</p>`;
  return html`<ol class="govuk-list govuk-list--spaced">${entries.map(
    (entry) =>
      html`<li><strong>${eventWords(words, entry.name)}</strong><br><span class="govuk-hint">${words.dayTime(entry.at)} · ${eventActor(words, entry.kind, entry.who)}</span></li>`,
  )}</ol>`;
}
