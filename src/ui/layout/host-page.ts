import {
  HOST_LOCALES,
  type HostLocale,
  localeFacts,
  type Words,
} from "../../platform/i18n/index.ts";
import { attributes, type Html, html } from "../html.ts";
import { documentOf, mainOf } from "./document.ts";
import { type Funding, fundingLine } from "./portal-page.ts";

export interface HostPageProps {
  readonly words: Words;
  readonly title: string;
  /** Whom the page is for, beside the name of the program. */
  readonly forWhom?: string | undefined;
  /** The same page in a language of hosts. */
  readonly inLanguage: (language: string) => string;
  /** Languages that this page exists in; all of hosts unless told otherwise. */
  readonly languages?: readonly HostLocale[] | undefined;
  readonly funding: Funding | null;
  readonly hasProblems?: boolean | undefined;
  readonly invented?: boolean | undefined;
  readonly demoBar?: Html | null | undefined;
  readonly scripts?: readonly string[] | undefined;
  readonly body: Html;
}

const container = "govuk-width-container";

/**
 * A page for somebody at a company: the question and nothing else, in the languages of hosts. Nothing
 * in it leads away, and it stays out of search engines.
 */
export function hostPage(props: HostPageProps): Html {
  const { words } = props;
  const languages = html`<nav class="app-languages" aria-label="${words.t("site.language")}"><ul class="${container} app-languages__list">${(
    props.languages ?? HOST_LOCALES
  ).map((locale) => {
    const { ownName, htmlLang } = localeFacts(locale);
    const own = attributes({ lang: locale === words.locale ? undefined : htmlLang });
    return locale === words.locale
      ? html`<li><span class="app-languages__item" aria-current="true">${ownName}</span></li>`
      : html`<li><a class="app-languages__item" href="${props.inLanguage(locale)}" hreflang="${htmlLang}" rel="alternate"${own}>${ownName}</a></li>`;
  })}</ul></nav>`;
  const brand = `${words.t("site.brand")}${props.forWhom ? ` · ${props.forWhom}` : ""}`;
  const body = html`${props.demoBar}<header class="app-header"><div class="${container} app-header__row"><span class="app-header__brand">${brand}</span></div><div class="app-band" aria-hidden="true"></div></header>
${languages}
${mainOf(words, container, html`<div class="app-text">${props.body}</div>`)}
<footer class="app-footer"><div class="${container}">${props.invented && html`<p class="govuk-body-s">${words.t("site.demo-invented")}</p>`}${props.funding && fundingLine(words, props.funding)}</div></footer>`;
  return documentOf({
    words,
    title: props.title,
    hasProblems: props.hasProblems,
    suffix: words.t("site.brand"),
    surface: "portal",
    scripts: props.scripts,
    hideFromSearch: true,
    body,
  });
}
