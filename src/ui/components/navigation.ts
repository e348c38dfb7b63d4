import type { Words } from "../../platform/i18n/index.ts";
import {
  type Attributes,
  attributes,
  type Content,
  classes,
  type Html,
  html,
  raw,
} from "../html.ts";

interface Base {
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface BackLinkProps extends Base {
  readonly words: Words;
  readonly href: string;
  readonly text?: Content | undefined;
}

export function backLink(props: BackLinkProps): Html {
  return html`<a href="${props.href}" class="${classes("govuk-back-link", props.classes)}"${attributes(props.attributes)}>${props.text ?? props.words.t("site.back")}</a>`;
}

export interface SkipLinkProps extends Base {
  readonly href: string;
  readonly text: Content;
}

export function skipLink(props: SkipLinkProps): Html {
  return html`<a href="${props.href}" class="${classes("govuk-skip-link", props.classes)}"${attributes(props.attributes)} data-module="govuk-skip-link">${props.text}</a>`;
}

export interface LinkItem {
  readonly text: Content;
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface BreadcrumbsProps extends Base {
  readonly words: Words;
  readonly items: readonly LinkItem[];
  readonly collapseOnMobile?: boolean | undefined;
}

export function breadcrumbs(props: BreadcrumbsProps): Html {
  return html`<nav class="${classes("govuk-breadcrumbs", props.classes, props.collapseOnMobile && "govuk-breadcrumbs--collapse-on-mobile")}"${attributes(props.attributes)} aria-label="${props.words.t("site.breadcrumb")}"><ol class="govuk-breadcrumbs__list">${props.items.map(
    (item) =>
      item.href
        ? html`<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${item.href}"${attributes(item.attributes)}>${item.text}</a></li>`
        : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${item.text}</li>`,
  )}</ol></nav>`;
}

export interface NavigationItem extends LinkItem {
  /** This very page. */
  readonly current?: boolean | undefined;
  /** A page above this one. */
  readonly active?: boolean | undefined;
}

export interface ServiceNavigationProps extends Base {
  readonly label: string;
  readonly items: readonly NavigationItem[];
  readonly navigationId?: string | undefined;
}

/**
 * The pages of a surface in a row. It wraps on a small screen; nothing hides behind a menu button
 * that needs a script.
 */
export function serviceNavigation(props: ServiceNavigationProps): Html {
  const id = props.navigationId || "navigation";
  return html`<div class="${classes("govuk-service-navigation", props.classes)}" data-module="govuk-service-navigation"${attributes(props.attributes)}><div class="govuk-width-container"><div class="govuk-service-navigation__container">${
    props.items.length > 0 &&
    html`<nav aria-label="${props.label}" class="govuk-service-navigation__wrapper"><ul class="govuk-service-navigation__list" id="${id}">${props.items.map(navigationItem)}</ul></nav>`
  }</div></div></div>`;
}

function navigationItem(item: NavigationItem): Html {
  const active = item.active || item.current;
  const current = attributes({ "aria-current": active && (item.current ? "page" : "true") });
  // Bold survives when a reader overrides our colours, the coloured line does not.
  const inner = active
    ? html`<strong class="govuk-service-navigation__active-fallback">${item.text}</strong>`
    : item.text;
  return html`<li class="${classes("govuk-service-navigation__item", active && "govuk-service-navigation__item--active")}">${
    item.href
      ? html`<a class="govuk-service-navigation__link" href="${item.href}"${current}${attributes(item.attributes)}>${inner}</a>`
      : html`<span class="govuk-service-navigation__text"${current}>${inner}</span>`
  }</li>`;
}

export interface TabItem {
  readonly id: string;
  readonly label: string;
  readonly panel: Html;
  readonly attributes?: Attributes | undefined;
  readonly panelAttributes?: Attributes | undefined;
}

export interface TabsProps extends Base {
  readonly words: Words;
  readonly title?: Content | undefined;
  readonly id?: string | undefined;
  readonly items: readonly TabItem[];
}

/** Sections of one page with a list of links to them; all of them are there to read and print. */
export function tabs(props: TabsProps): Html {
  return html`<div${attributes({ id: props.id })} class="${classes("govuk-tabs", props.classes)}"${attributes(props.attributes)} data-module="govuk-tabs"><h2 class="govuk-tabs__title">${props.title ?? props.words.t("site.contents")}</h2>${
    props.items.length > 0 &&
    html`<ul class="govuk-tabs__list">${props.items.map(
      (item, at) =>
        html`<li class="${classes("govuk-tabs__list-item", at === 0 && "govuk-tabs__list-item--selected")}"><a class="govuk-tabs__tab" href="#${item.id}"${attributes(item.attributes)}>${item.label}</a></li>`,
    )}</ul>`
  }${props.items.map(
    (item, at) =>
      html`<div class="${classes("govuk-tabs__panel", at > 0 && "govuk-tabs__panel--hidden")}" id="${item.id}"${attributes(item.panelAttributes)}>${item.panel}</div>`,
  )}</div>`;
}

export interface PaginationLink {
  readonly href: string;
  readonly text?: Content | undefined;
  readonly labelText?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface PageItem {
  readonly number?: number | string | undefined;
  readonly href?: string | undefined;
  readonly current?: boolean | undefined;
  readonly ellipsis?: boolean | undefined;
  readonly visuallyHiddenText?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface PaginationProps extends Base {
  readonly words: Words;
  readonly previous?: PaginationLink | undefined;
  readonly next?: PaginationLink | undefined;
  readonly items?: readonly PageItem[] | undefined;
  readonly landmarkLabel?: string | undefined;
}

const arrows = {
  prev: raw(
    '<svg class="govuk-pagination__icon govuk-pagination__icon--prev" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"></path></svg>',
  ),
  next: raw(
    '<svg class="govuk-pagination__icon govuk-pagination__icon--next" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"></path></svg>',
  ),
};

export function pagination(props: PaginationProps): Html {
  const { words } = props;
  const block = props.items === undefined && !!(props.next || props.previous);

  const arrow = (type: "prev" | "next", link: PaginationLink | undefined): Html | undefined => {
    if (!link?.href) return undefined;
    const text =
      link.text ??
      html`${words.t(type === "prev" ? "site.previous" : "site.next")}<span class="govuk-visually-hidden"> ${words.t("site.page-previous-suffix")}</span>`;
    return html`<div class="govuk-pagination__${type}"><a class="govuk-link govuk-pagination__link" href="${link.href}" rel="${type}"${attributes(link.attributes)}>${
      (block || type === "prev") && arrows[type]
    }<span class="${classes("govuk-pagination__link-title", block && !link.labelText && "govuk-pagination__link-title--decorated")}">${text}</span>${
      link.labelText &&
      block &&
      html`<span class="govuk-visually-hidden">:</span><span class="govuk-pagination__link-label">${link.labelText}</span>`
    }${!block && type === "next" && arrows.next}</a></div>`;
  };

  const page = (item: PageItem): Html =>
    html`<li class="${classes("govuk-pagination__item", item.current && "govuk-pagination__item--current", item.ellipsis && "govuk-pagination__item--ellipsis")}">${
      item.ellipsis
        ? raw("&ctdot;")
        : html`<a class="govuk-link govuk-pagination__link" href="${item.href}" aria-label="${item.visuallyHiddenText ?? words.t("site.page", { page: item.number ?? "" })}"${attributes({ "aria-current": item.current && "page", ...item.attributes })}>${item.number}</a>`
    }</li>`;

  return html`<nav class="${classes("govuk-pagination", block && "govuk-pagination--block", props.classes)}" aria-label="${props.landmarkLabel || words.t("site.pages")}"${attributes(props.attributes)}>${arrow("prev", props.previous)}${
    props.items && html`<ul class="govuk-pagination__list">${props.items.map(page)}</ul>`
  }${arrow("next", props.next)}</nav>`;
}

/**
 * The pages of a list around the one shown: first, last, neighbours, and gaps between them.
 * Nothing for a list of one page.
 */
export function pagesOf(
  words: Words,
  { page, pages, href }: { page: number; pages: number; href: (page: number) => string },
): Html | null {
  if (pages <= 1) return null;
  const shown = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .sort((a, b) => a - b);
  const items: PageItem[] = shown.flatMap((number, at) => {
    const before = shown[at - 1];
    const gap = before !== undefined && number - before > 1 ? [{ ellipsis: true }] : [];
    return [...gap, { number, href: href(number), current: number === page }];
  });
  return pagination({
    words,
    items,
    previous: page > 1 ? { href: href(page - 1) } : undefined,
    next: page < pages ? { href: href(page + 1) } : undefined,
  });
}
