import { type Attributes, attributes, type Content, classes, type Html, html } from "../html.ts";
import {
  description,
  type FieldBase,
  type FieldsetProps,
  fieldError,
  fieldset,
  formGroup,
  hint,
  type LabelPart,
  label,
  type PartOrText,
} from "./field.ts";

export interface ChoiceItem {
  readonly value: string;
  readonly text: Content;
  readonly id?: string | undefined;
  readonly hint?: PartOrText | undefined;
  readonly label?: Omit<LabelPart, "text"> | undefined;
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
  /** Shown under the choice. Without scripts it is always open, so it must make sense alone. */
  readonly conditional?: Html | undefined;
}

export interface Divider {
  readonly divider: string;
}

interface ChoiceProps<Item> extends Omit<FieldBase, "id"> {
  readonly idPrefix?: string | undefined;
  readonly fieldset?: FieldsetProps | undefined;
  /** Short for a fieldset with this legend. */
  readonly legend?: Content | LabelPart | undefined;
  readonly items: readonly (Item | Divider | null | undefined | false)[];
}

export interface RadiosProps extends ChoiceProps<ChoiceItem> {
  readonly value?: string | null | undefined;
}

export interface CheckboxItem extends ChoiceItem {
  readonly name?: string | undefined;
  /** `exclusive` unchecks the others when the page has scripts. */
  readonly behaviour?: string | undefined;
}

export interface CheckboxesProps extends ChoiceProps<CheckboxItem> {
  readonly values?: readonly string[] | undefined;
}

/** One answer of a few. */
export function radios(props: RadiosProps): Html {
  return group("radios", props, (item) => {
    const checked = item.checked ?? (!!props.value && item.value === props.value);
    return { type: "radio", name: props.name, checked };
  });
}

/** Any number of answers of a few. */
export function checkboxes(props: CheckboxesProps): Html {
  return group("checkboxes", props, (item) => ({
    type: "checkbox",
    name: item.name || props.name,
    checked: item.checked ?? props.values?.includes(item.value) ?? false,
  }));
}

interface Control {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  readonly checked: boolean;
}

function group(
  kind: "radios" | "checkboxes",
  props: ChoiceProps<CheckboxItem>,
  controlOf: (item: CheckboxItem) => Control,
): Html {
  const prefix = props.idPrefix || props.name;
  const frame: FieldsetProps | undefined =
    props.legend === undefined ? props.fieldset : { ...props.fieldset, legend: props.legend };
  const error = fieldError(props);
  const described = description(
    { ...props, describedBy: frame?.describedBy ?? props.describedBy },
    prefix,
    error,
  );
  const body = html`${described.markup}<div class="${classes(`govuk-${kind}`, props.classes)}"${attributes(props.attributes)} data-module="govuk-${kind}">${props.formGroup?.before}${props.items.map(
    (item, at) =>
      !item
        ? null
        : "divider" in item
          ? html`<div class="govuk-${kind}__divider">${item.divider}</div>`
          : choice(kind, item, controlOf(item), {
              // The first has no number, so that the error summary can point at it.
              id: item.id || (at === 0 ? prefix : `${prefix}-${at + 1}`),
              describedBy: kind === "checkboxes" && !frame ? described.describedBy : undefined,
            }),
  )}${props.formGroup?.after}</div>`;
  return formGroup(
    error !== undefined,
    props.formGroup,
    frame ? fieldset({ ...frame, describedBy: described.describedBy }, body) : body,
  );
}

function choice(
  kind: "radios" | "checkboxes",
  item: CheckboxItem,
  control: Control,
  { id, describedBy }: { readonly id: string; readonly describedBy: string | undefined },
): Html {
  const hintId = item.hint === undefined ? undefined : `${id}-item-hint`;
  const panel = item.conditional === undefined ? undefined : `conditional-${id}`;
  return html`<div class="govuk-${kind}__item"><input${attributes({
    class: `govuk-${kind}__input`,
    id,
    name: control.name,
    type: control.type,
    value: item.value,
    checked: control.checked,
    disabled: item.disabled,
    "data-aria-controls": panel,
    "data-behaviour": item.behaviour || undefined,
    "aria-describedby": classes(describedBy, hintId) || undefined,
    ...item.attributes,
  })}>${label({ ...item.label, text: item.text }, id, `govuk-${kind}__label`)}${
    item.hint !== undefined && hint(item.hint, hintId, `govuk-${kind}__hint`)
  }</div>${
    panel &&
    html`<div class="${classes(`govuk-${kind}__conditional`, !control.checked && `govuk-${kind}__conditional--hidden`)}" id="${panel}">${item.conditional}</div>`
  }`;
}

export interface SelectItem {
  readonly value?: string | number | undefined;
  readonly text: string | number;
  readonly selected?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface SelectProps extends FieldBase {
  readonly label?: Content | LabelPart | undefined;
  readonly items: readonly (SelectItem | null | undefined | false)[];
  readonly value?: string | number | null | undefined;
  readonly disabled?: boolean | undefined;
}

/** One answer of many, where radios would be a long page. */
export function select(props: SelectProps): Html {
  const id = props.id || props.name;
  const error = fieldError(props);
  const described = description(props, id, error);
  return formGroup(
    error !== undefined,
    props.formGroup,
    html`${label(props.label, id)}${described.markup}${props.formGroup?.before}<select${attributes({
      class: classes("govuk-select", props.classes, error !== undefined && "govuk-select--error"),
      id,
      name: props.name,
      disabled: props.disabled,
      "aria-describedby": described.describedBy,
      ...props.attributes,
    })}>${props.items.map((item) => {
      if (!item) return null;
      const chosen = item.selected ?? (!!props.value && (item.value ?? item.text) === props.value);
      return html`<option${attributes({
        value: item.value,
        selected: chosen,
        disabled: item.disabled,
        ...item.attributes,
      })}>${item.text}</option>`;
    })}</select>${props.formGroup?.after}`,
  );
}
