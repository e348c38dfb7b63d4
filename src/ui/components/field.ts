import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import {
  type Attributes,
  attributes,
  type Content,
  classes,
  empty,
  type Html,
  html,
  isHtml,
} from "../html.ts";

/** A piece of text inside a component, with what may be set on its element. */
export interface Part {
  readonly text: Content;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** Most callers have only the words; the longer form is for the few that need a class. */
export type PartOrText = Content | Part;

export interface LabelPart extends Part {
  readonly isPageHeading?: boolean | undefined;
}

export function part<P extends Part>(value: Content | P): P | Part {
  return typeof value === "string" || typeof value === "number" || isHtml(value)
    ? { text: value }
    : value;
}

/** Everything that the fields of a form have in common. */
export interface FieldBase {
  readonly words: Words;
  readonly name: string;
  readonly id?: string | undefined;
  readonly hint?: PartOrText | undefined;
  /** Problems of the whole form; a field shows the ones that carry its name. */
  readonly problems?: readonly Problem[] | undefined;
  readonly errorMessage?: PartOrText | undefined;
  readonly describedBy?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly before?: Content | undefined;
        readonly after?: Content | undefined;
      }
    | undefined;
}

export function label(
  value: Content | LabelPart | undefined,
  forId: string | undefined,
  extraClass?: string,
): Html {
  if (value === undefined) return empty;
  const it: LabelPart = part(value);
  if (it.text === "") return empty;
  const markup = html`<label class="${classes("govuk-label", extraClass, it.classes)}"${attributes({ ...it.attributes, for: forId })}>${it.text}</label>`;
  return it.isPageHeading ? html`<h1 class="govuk-label-wrapper">${markup}</h1>` : markup;
}

export function hint(value: PartOrText, id?: string, extraClass?: string): Html {
  const it = part(value);
  return html`<div${attributes({ id })} class="${classes("govuk-hint", extraClass, it.classes)}"${attributes(it.attributes)}>${it.text}</div>`;
}

export function errorMessage(words: Words, value: PartOrText, id?: string): Html {
  const it = part(value);
  return html`<p${attributes({ id })} class="${classes("govuk-error-message", it.classes)}"${attributes(it.attributes)}><span class="govuk-visually-hidden">${words.t("site.error-prefix")}</span> ${it.text}</p>`;
}

export interface FieldsetProps {
  readonly legend?: Content | LabelPart | undefined;
  readonly describedBy?: string | undefined;
  readonly role?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function fieldset(props: FieldsetProps, body: Html = empty): Html {
  const legend: LabelPart | undefined = props.legend === undefined ? undefined : part(props.legend);
  return html`<fieldset class="${classes("govuk-fieldset", props.classes)}"${attributes({ role: props.role, "aria-describedby": props.describedBy || undefined, ...props.attributes })}>${
    legend?.text !== undefined &&
    html`<legend class="${classes("govuk-fieldset__legend", legend.classes)}">${
      legend.isPageHeading
        ? html`<h1 class="govuk-fieldset__heading">${legend.text}</h1>`
        : legend.text
    }</legend>`
  }${body}</fieldset>`;
}

/** The error of a field: one given by hand, else the problems of the form that carry its name. */
export function fieldError(props: {
  readonly words: Words;
  readonly name: string;
  readonly problems?: readonly Problem[] | undefined;
  readonly errorMessage?: PartOrText | undefined;
}): PartOrText | undefined {
  if (props.errorMessage !== undefined) return props.errorMessage;
  const own = (props.problems ?? []).filter((problem) => problem.field === props.name);
  if (own.length === 0) return undefined;
  return own.map((problem) => props.words.problem(problem)).join(" ");
}

/** Hint and error of a field, and the ids by which the control is described. */
export function description(
  props: Pick<FieldBase, "words" | "hint" | "describedBy">,
  id: string,
  error: PartOrText | undefined,
): { readonly markup: Html; readonly describedBy: string | undefined } {
  const ids = [
    props.describedBy,
    props.hint !== undefined && `${id}-hint`,
    error !== undefined && `${id}-error`,
  ].filter(Boolean);
  return {
    markup: html`${props.hint !== undefined && hint(props.hint, `${id}-hint`)}${
      error !== undefined && errorMessage(props.words, error, `${id}-error`)
    }`,
    describedBy: ids.length > 0 ? ids.join(" ") : undefined,
  };
}

export function formGroup(hasError: boolean, group: FieldBase["formGroup"], body: Html): Html {
  return html`<div class="${classes("govuk-form-group", hasError && "govuk-form-group--error", group?.classes)}"${attributes(group?.attributes)}>${body}</div>`;
}
