import type { Words } from "../../platform/i18n/index.ts";
import { asset } from "../assets.ts";
import { skipLink } from "../components/navigation.ts";
import { attributes, type Content, empty, type Html, html, raw } from "../html.ts";

export interface DocumentProps {
  readonly words: Words;
  readonly title: string;
  /** True when the page comes back with problems: the title then starts with the word for it. */
  readonly hasProblems?: boolean | undefined;
  readonly suffix: string;
  readonly surface: "portal" | "console";
  readonly scripts?: readonly string[] | undefined;
  /** Style sheets after the surface's own, for the few pages that need more. */
  readonly styles?: readonly string[] | undefined;
  /** Pages behind a code or a sign-in stay out of search engines. */
  readonly hideFromSearch?: boolean | undefined;
  /** For programs that read pages: addresses of the same page, feeds, facts as data. */
  readonly head?: Html | undefined;
  readonly body: Html;
}

const THEME = "#5b2149";

/** The frame around both surfaces: language, title, style sheet, scripts, skip link. */
export function documentOf(props: DocumentProps): Html {
  const { words } = props;
  const title = `${props.hasProblems ? `${words.t("site.error-prefix")} ` : ""}${props.title} – ${props.suffix}`;
  return html`${raw("<!DOCTYPE html>")}
<html lang="${words.lang}" class="govuk-template app-${props.surface}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="${THEME}">
${props.hideFromSearch && html`<meta name="robots" content="noindex">`}
${props.head}
<link rel="icon" href="${asset("icon.svg")}" type="image/svg+xml">
${[`${props.surface}.css`, ...(props.styles ?? [])].map((style) => html`<link rel="stylesheet" href="${asset(style)}">`)}
${[`${props.surface}.js`, ...(props.scripts ?? [])].map((script) => html`<script type="module" src="${asset(script)}"></script>`)}
</head>
<body class="govuk-template__body">
${skipLink({ href: "#main", text: words.t("site.skip") })}
${props.body}
</body>
</html>`;
}

/** The main part of a page, with the footnote that the wording of a territory in it calls for. */
export function mainOf(words: Words, container: string, body: Html): Html {
  const label = words.country("XK");
  const starred = label.endsWith("*") && String(body).includes(label);
  const footnote = starred ? words.territoryFootnote() : null;
  return html`<main class="${container} govuk-main-wrapper" id="main" tabindex="-1">${body}${
    footnote !== null && html`<p class="app-footnote">${footnote}</p>`
  }</main>`;
}

/** Back link or breadcrumbs, in a landmark of their own: breadcrumbs bring one along. */
export function beforeMain(words: Words, container: string, before: Html | null | undefined): Html {
  if (!before) return empty;
  return String(before).includes("<nav")
    ? html`<div class="${container}">${before}</div>`
    : html`<nav class="${container}" aria-label="${words.t("site.breadcrumb")}">${before}</nav>`;
}

export interface Heading {
  readonly text: Content;
  /** A line above the heading: where in a process the page stands. */
  readonly caption?: Content | undefined;
  readonly size?: "l" | "m" | undefined;
  readonly id?: string | undefined;
}

export function pageHeading(props: Heading): Html {
  const size = props.size ?? "l";
  return html`${
    props.caption !== undefined && html`<span class="govuk-caption-${size}">${props.caption}</span>`
  }<h1${attributes({ id: props.id })} class="govuk-heading-${size}">${props.text}</h1>`;
}
