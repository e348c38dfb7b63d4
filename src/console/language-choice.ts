import { LOCALES, localeFacts } from "../platform/i18n/index.ts";
import type { Visit } from "../platform/web/route.ts";
import { form, type Html, hidden, html } from "../ui/index.ts";
import { paths } from "./paths.ts";

/**
 * Languages by their own names. Console addresses carry no language, so the choice is kept in a
 * cookie, which only a POST may change.
 */
export function languageChoice(visit: Visit, to: string): Html {
  return form(
    { action: paths.language(), classes: "app-language-choice" },
    hidden("to", to),
    html`<div role="group" aria-label="${visit.words.t("site.language")}">${LOCALES.map(
      (locale) => {
        const { ownName, htmlLang } = localeFacts(locale);
        return locale === visit.locale
          ? html`<strong lang="${htmlLang}" aria-current="true">${ownName}</strong>`
          : html`<button class="app-link-button" type="submit" name="language" value="${locale}" lang="${htmlLang}">${ownName}</button>`;
      },
    )}</div>`,
  );
}
