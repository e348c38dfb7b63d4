import { type AnyLocale, LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { attributes, type Html, html } from "../html.ts";
import { beforeMain, documentOf, mainOf } from "./document.ts";
import { emblem } from "./emblem.ts";

/** How the funder is named; a setting of the scheme, because the rules differ by programme. */
export interface Funding {
  readonly line: "funded" | "co-funded";
  readonly emblem: boolean;
  readonly disclaimer?: boolean | undefined;
  /** Who gave the grant, and words of the grant's own contract, by language. */
  readonly authority?: Texts | undefined;
  readonly ownLine?: Texts | undefined;
  readonly ownDisclaimer?: Texts | undefined;
}
type Texts = Readonly<Record<string, string>>;

export interface PortalPageProps {
  readonly words: Words;
  readonly title: string;
  /** Address after the language, query included: `/calls/3`. The language links lead to it. */
  readonly path: string;
  readonly funding: Funding | null;
  readonly body: Html;
  /** Back link or breadcrumbs, above the main part. */
  readonly before?: Html | null | undefined;
  readonly demoBar?: Html | null | undefined;
  readonly schemeName?: string | undefined;
  /** Text columns are narrow by default; a page with tables and charts is wide. */
  readonly wide?: boolean | undefined;
  readonly hasProblems?: boolean | undefined;
  readonly hideFromSearch?: boolean | undefined;
  readonly scripts?: readonly string[] | undefined;
  /** Languages that this page exists in; all of them unless told otherwise. */
  readonly locales?: readonly AnyLocale[] | undefined;
  /** Where somebody finds out whether an offer is real; the installation's own page when left out. */
  readonly check?: string | undefined;
  /** Pages about the programme, for the foot of every page. */
  readonly links?: readonly { readonly text: string; readonly href: string }[] | undefined;
  readonly head?: Html | undefined;
}

/** A page for learners, guardians and the public. */
export function portalPage(props: PortalPageProps): Html {
  const { words } = props;
  const home = `/${words.locale}/`;
  const container = props.wide ? "govuk-width-container app-wide" : "govuk-width-container";
  const body = html`${props.demoBar}<header class="app-header"><div class="${container} app-header__row"><a class="app-header__brand" href="${home}">${words.t("site.brand")}${props.schemeName && ` · ${props.schemeName}`}</a><span class="app-header__side"><a class="app-header__link" href="${props.check ?? `${home}check`}">${words.t("site.check-offer")}</a><a class="app-header__link" href="${home}help">${words.t("site.help")}</a></span></div><div class="app-band" aria-hidden="true"></div></header>
${languageLinks(props, container)}
${beforeMain(words, container, props.before)}
${mainOf(words, container, props.wide ? props.body : html`<div class="app-text">${props.body}</div>`)}
${footer(props, home, container)}`;
  return documentOf({
    words,
    title: props.title,
    hasProblems: props.hasProblems,
    suffix: props.schemeName ?? words.t("site.brand"),
    surface: "portal",
    scripts: props.scripts,
    hideFromSearch: props.hideFromSearch,
    head: props.head,
    body,
  });
}

/** Each language by the name its speakers use, in their letters, never by a flag. */
function languageLinks(props: PortalPageProps, container: string): Html {
  const { words } = props;
  return html`<nav class="app-languages" aria-label="${words.t("site.language")}"><ul class="${container} app-languages__list">${(
    props.locales ?? LOCALES
  ).map((locale) => {
    const { ownName, htmlLang } = localeFacts(locale);
    const own = attributes({ lang: locale === words.locale ? undefined : htmlLang });
    return html`<li>${
      locale === words.locale
        ? html`<span class="app-languages__item" aria-current="true">${ownName}</span>`
        : html`<a class="app-languages__item" href="/${locale}${props.path}" hreflang="${htmlLang}" rel="alternate"${own}>${ownName}</a>`
    }</li>`;
  })}</ul></nav>`;
}

function footer(
  { words, funding, check, links = [] }: PortalPageProps,
  home: string,
  container: string,
): Html {
  const all = [
    ...links,
    { text: words.t("site.check-offer"), href: check ?? `${home}check` },
    { text: words.t("site.help"), href: `${home}help` },
    { text: words.t("site.accessibility"), href: `${home}accessibility` },
    { text: words.t("site.privacy"), href: `${home}privacy` },
  ];
  return html`<footer class="app-footer"><div class="${container}">
<nav aria-label="${words.t("site.footer-links")}"><ul class="app-footer__links">${all.map(
    ({ text, href }) => html`<li><a href="${href}">${text}</a></li>`,
  )}</ul></nav>
${funding && fundingLine(words, funding)}
</div></footer>`;
}

/** The sentence about the funder, for pages, letters and pictures. */
export function fundingText(words: Words, funding: Funding): string {
  const usual = words.t(funding.line === "funded" ? "site.funded-by-eu" : "site.co-funded-by-eu");
  return writtenIn(words, funding.ownLine) ?? usual;
}

export function fundingLine(words: Words, funding: Funding): Html {
  const line = fundingText(words, funding);
  return html`<div class="app-funding">${funding.emblem && emblem(words.t("site.emblem"))}<strong class="app-funding__line">${line}</strong></div>${
    funding.disclaimer &&
    html`<p class="app-funding__disclaimer">${writtenIn(words, funding.ownDisclaimer) ?? views(words, funding)}</p>`
  }`;
}

function views(words: Words, { authority }: Funding): string {
  const named = authority && words.local(authority);
  return named
    ? words.t("site.disclaimer-granter", { authority: named })
    : words.t("site.disclaimer");
}

/** A consortium's own words where it wrote them in this reader's language; the usual ones are translated. */
function writtenIn(words: Words, texts: Texts | undefined): string | undefined {
  const language = words.locale === "sr-Latn" ? "sr-Cyrl" : words.locale;
  return texts?.[language] ? words.local(texts) : undefined;
}
