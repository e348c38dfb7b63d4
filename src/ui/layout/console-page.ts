import type { Words } from "../../platform/i18n/index.ts";
import { type NavigationItem, serviceNavigation } from "../components/navigation.ts";
import { form, hidden } from "../form.ts";
import { type Content, type Html, html } from "../html.ts";
import { beforeMain, documentOf, mainOf } from "./document.ts";
import { type Funding, fundingLine } from "./portal-page.ts";

export interface ConsolePageProps {
  readonly words: Words;
  readonly title: string;
  readonly body: Html;
  readonly nav?: readonly NavigationItem[] | undefined;
  /** What stands beside this page in the part of the navigation that is open. */
  readonly subNav?: readonly NavigationItem[] | undefined;
  readonly schemeName?: string | undefined;
  readonly home?: string | undefined;
  /** Who is signed in and in which role, with the way out (a POST: a link could be prefetched). */
  readonly user?:
    | {
        readonly name: string;
        readonly role?: string | undefined;
        readonly signOutAction?: string | undefined;
        readonly key?: string | undefined;
      }
    | undefined;
  readonly help?: string | undefined;
  /** Where everything is looked for; Ctrl K leads there too. */
  readonly search?: { readonly href: string; readonly text: string } | undefined;
  readonly demoBar?: Html | null | undefined;
  readonly before?: Html | null | undefined;
  readonly funding?: Funding | null | undefined;
  readonly hasProblems?: boolean | undefined;
  readonly scripts?: readonly string[] | undefined;
}

/** A page for the people who run the scheme: denser, wider, dark where the reader's system is. */
export function consolePage(props: ConsolePageProps): Html {
  const { words, user } = props;
  const container = "app-console__container";
  const home = props.home ?? "/console";
  const body = html`${props.demoBar}<header class="app-header"><div class="${container} app-header__row"><a class="app-header__brand" href="${home}">${words.t("site.brand")} · ${props.schemeName ?? words.t("site.console")}</a><div class="app-header__side">${
    user &&
    html`<span class="app-header__user">${user.name}${user.role && html`<span class="app-header__role"> · ${user.role}</span>`}</span>`
  }${
    props.search &&
    html`<a class="app-header__link" href="${props.search.href}" data-search aria-keyshortcuts="Control+K">${props.search.text}</a>`
  }<a class="app-header__link" href="${props.help ?? `${home}/help`}">${words.t("site.help")}</a>${
    user?.signOutAction &&
    form(
      { action: user.signOutAction, key: user.key, classes: "app-header__form" },
      html`<button class="app-header__link app-header__button" type="submit">${words.t("site.sign-out")}</button>`,
    )
  }</div></div><div class="app-band" aria-hidden="true"></div></header>
${props.nav && serviceNavigation({ label: words.t("site.navigation"), items: props.nav })}
${
  props.subNav &&
  props.subNav.length > 0 &&
  html`<nav class="${container}" aria-label="${props.nav?.find(({ active }) => active)?.text}"><ul class="app-choices">${props.subNav.map(
    ({ text, href, active }) =>
      html`<li><a class="govuk-link" href="${href}"${active && html` aria-current="true"`}>${active ? html`<strong>${text}</strong>` : text}</a></li>`,
  )}</ul></nav>`
}
${beforeMain(words, container, props.before)}
${mainOf(words, container, props.body)}
${props.funding && html`<footer class="app-footer"><div class="${container}">${fundingLine(words, props.funding)}</div></footer>`}`;
  return documentOf({
    words,
    title: props.title,
    hasProblems: props.hasProblems,
    suffix: `${words.t("site.brand")} · ${words.t("site.console")}`,
    surface: "console",
    scripts: props.scripts,
    hideFromSearch: true,
    body,
  });
}

export interface DemoBarProps {
  readonly words: Words;
  readonly choices: readonly {
    readonly text: string;
    /** Who sits there; a phone has no room for it. */
    readonly name?: string | undefined;
    readonly href: string;
    /** With an action the choice is a button: one press, and no link that changes something. */
    readonly action?: string | undefined;
    readonly to?: string | undefined;
    readonly current?: boolean | undefined;
  }[];
  /** What the visitor needs to try things: codes and birth dates of invented learners. */
  readonly more?: Content | undefined;
}

/** Says that everything is invented and lets a visitor change seats. Only the demo has it. */
export function demoBar(props: DemoBarProps): Html {
  const { words } = props;
  const said = ({ text, name }: DemoBarProps["choices"][number]) =>
    html`${text}${name !== undefined && html`<span class="app-demo__name">: ${name}</span>`}`;
  return html`<aside class="app-demo" aria-label="${words.t("site.demo")}"><div class="app-demo__row"><strong>${words.t("site.demo")}</strong> <span>${words.t("site.demo-invented")}</span><nav class="app-demo__seats" aria-label="${words.t("site.see-as")}"><span aria-hidden="true">${words.t("site.see-as")}:</span><ul class="app-demo__list">${props.choices.map(
    (choice) =>
      html`<li>${
        choice.current
          ? html`<strong class="app-demo__item" aria-current="true">${said(choice)}</strong>`
          : choice.action
            ? form(
                { action: choice.action, classes: "app-demo__form" },
                choice.to ? hidden("to", choice.to) : null,
                html`<button class="app-demo__item app-demo__button" type="submit">${said(choice)}</button>`,
              )
            : html`<a class="app-demo__item" href="${choice.href}">${choice.text}</a>`
      }</li>`,
  )}</ul></nav></div>${props.more !== undefined && html`<div class="app-demo__more">${props.more}</div>`}</aside>`;
}
