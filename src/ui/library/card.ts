import type { AnyLocale, Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { factsLine, langOf, languageName, lettersFor, type ShownFacts } from "./labels.ts";

export type ShownCard = ShownFacts & {
  readonly title: string;
  readonly summary: string;
  readonly language: AnyLocale;
  /** Others in which the same work can be read. */
  readonly languages: readonly AnyLocale[];
};

/** One work of the library, as somebody chooses it. */
export function resourceCard(
  words: Words,
  card: ShownCard,
  from: { readonly href: string; readonly level: 2 | 3; readonly number?: number },
): Html {
  const letters = lettersFor(words, card.language);
  const lang = langOf(words, card.language);
  const link = html`${from.number !== undefined && html`${from.number}. `}<a class="govuk-link" href="${from.href}" lang="${lang}">${letters(card.title)}</a>`;
  return html`<div class="app-card">${
    from.level === 2
      ? html`<h2 class="govuk-heading-s">${link}</h2>`
      : html`<h3 class="govuk-heading-s">${link}</h3>`
  }<p class="govuk-body" lang="${lang}">${letters(card.summary)}</p>
<p class="govuk-body-s">${factsLine(words, card, card.language)}${
    card.languages.length > 0 &&
    html`<br>${words.t("library.also-in", { languages: words.list(card.languages.map((one) => languageName(words, one))) })}`
  }</p></div>`;
}
