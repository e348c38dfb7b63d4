import {
  type Attributes,
  attributes,
  type Content,
  classes,
  type Html,
  html,
  isHtml,
  raw,
} from "../html.ts";

export interface ButtonProps {
  readonly text: Content;
  /** With an address the button is a link that looks like one: for going somewhere, not for doing. */
  readonly href?: string | undefined;
  readonly type?: "submit" | "button" | "reset" | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly id?: string | undefined;
  readonly kind?: "primary" | "secondary" | "warning" | "inverse" | undefined;
  readonly isStartButton?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly preventDoubleClick?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

const arrow = raw(
  '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>',
);

export function button(props: ButtonProps): Html {
  const shared = attributes({
    class: classes(
      "govuk-button",
      props.kind && props.kind !== "primary" && `govuk-button--${props.kind}`,
      props.classes,
      props.isStartButton && "govuk-button--start",
    ),
    "data-module": "govuk-button",
    ...props.attributes,
    id: props.id,
  });
  // A start button lays its parts out in a row, which would swallow the spaces between marked words.
  const text =
    props.isStartButton && isHtml(props.text) ? html`<span>${props.text}</span>` : props.text;
  const body = html`${text}${props.isStartButton && arrow}`;
  if (props.href) {
    return html`<a href="${props.href}" role="button" draggable="false"${shared}>${body}</a>`;
  }
  return html`<button${attributes({
    type: props.type || "submit",
    value: props.value,
    name: props.name,
    disabled: props.disabled,
    "aria-disabled": props.disabled ? "true" : undefined,
    "data-prevent-double-click":
      props.preventDoubleClick === undefined ? undefined : String(props.preventDoubleClick),
  })}${shared}>${body}</button>`;
}

/** Buttons and links that belong to one decision, side by side where there is room. */
export function buttonGroup(...items: readonly Html[]): Html {
  return html`<div class="govuk-button-group">${items}</div>`;
}
