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
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface TextProps extends Base {
  readonly text: Content;
}

/** A fact that stands apart from the text around it. */
export function insetText(props: TextProps): Html {
  return html`<div${attributes({ id: props.id })} class="${classes("govuk-inset-text", props.classes)}"${attributes(props.attributes)}>${props.text}</div>`;
}

export interface DetailsProps extends TextProps {
  readonly summary: Content;
  readonly open?: boolean | undefined;
}

export function details(props: DetailsProps): Html {
  return html`<details${attributes({ id: props.id, class: classes("govuk-details", props.classes), ...props.attributes, open: props.open })}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${props.summary}</span></summary><div class="govuk-details__text">${props.text}</div></details>`;
}

export interface NotificationBannerProps extends Base {
  readonly words: Words;
  /** A string is a line in large type; markup is put in as it is. */
  readonly text: Content;
  readonly title?: Content | undefined;
  readonly titleId?: string | undefined;
  readonly titleHeadingLevel?: 1 | 2 | 3 | 4 | undefined;
  readonly type?: "success" | undefined;
  readonly role?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
}

export function notificationBanner(props: NotificationBannerProps): Html {
  const success = props.type === "success";
  const titleId = props.titleId || "govuk-notification-banner-title";
  const title = props.title ?? props.words.t(success ? "site.success" : "site.important");
  const level = raw(`h${props.titleHeadingLevel ?? 2}`);
  return html`<div class="${classes("govuk-notification-banner", success && "govuk-notification-banner--success", props.classes)}" role="${props.role || (success ? "alert" : "region")}" aria-labelledby="${titleId}" data-module="govuk-notification-banner"${attributes(
    {
      "data-disable-auto-focus":
        props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus),
      ...props.attributes,
    },
  )}><div class="govuk-notification-banner__header"><${level} class="govuk-notification-banner__title" id="${titleId}">${title}</${level}></div><div class="govuk-notification-banner__content">${
    typeof props.text === "string"
      ? html`<p class="govuk-notification-banner__heading">${props.text}</p>`
      : props.text
  }</div></div>`;
}

export interface PanelProps extends Base {
  readonly title: Content;
  readonly text?: Content | undefined;
  readonly headingLevel?: 1 | 2 | 3 | 4 | undefined;
}

/** The one big sentence of a page that says something is done. */
export function panel(props: PanelProps): Html {
  const level = raw(`h${props.headingLevel ?? 1}`);
  return html`<div class="${classes("govuk-panel", "govuk-panel--confirmation", props.classes)}"${attributes(props.attributes)}><${level} class="govuk-panel__title">${props.title}</${level}>${
    props.text !== undefined && html`<div class="govuk-panel__body">${props.text}</div>`
  }</div>`;
}

export type TagColour = "grey" | "green" | "turquoise" | "purple" | "orange" | "red" | "yellow";

export interface TagProps extends TextProps {
  readonly colour?: TagColour | undefined;
}

/** A state in a word. The word carries the meaning, the colour only helps the eye. */
export function tag(props: TagProps): Html {
  return html`<strong class="${classes("govuk-tag", props.colour && `govuk-tag--${props.colour}`, props.classes)}"${attributes(props.attributes)}>${props.text}</strong>`;
}

export interface WarningTextProps extends TextProps {
  readonly words: Words;
}

export function warningText(props: WarningTextProps): Html {
  return html`<div class="${classes("govuk-warning-text", props.classes)}"${attributes(props.attributes)}><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">${props.words.t("site.warning")}</span> ${props.text}</strong></div>`;
}

export interface PhaseBannerProps extends TextProps {
  readonly tag: TagProps;
}

export function phaseBanner(props: PhaseBannerProps): Html {
  return html`<div class="${classes("govuk-phase-banner govuk-width-container", props.classes)}"${attributes(props.attributes)}><p class="govuk-phase-banner__content">${tag({ ...props.tag, classes: classes("govuk-phase-banner__content__tag", props.tag.classes) })}<span class="govuk-phase-banner__text">${props.text}</span></p></div>`;
}
