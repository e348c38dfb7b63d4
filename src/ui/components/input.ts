import { attributes, type Content, classes, type Html, html } from "../html.ts";
import {
  description,
  type FieldBase,
  fieldError,
  formGroup,
  type LabelPart,
  label,
  type Part,
  type PartOrText,
  part,
} from "./field.ts";

export interface InputProps extends FieldBase {
  readonly label?: Content | LabelPart | undefined;
  readonly type?: string | undefined;
  readonly value?: Content | null | undefined;
  readonly inputmode?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly autocapitalize?: string | undefined;
  readonly pattern?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly prefix?: PartOrText | undefined;
  readonly suffix?: PartOrText | undefined;
  readonly wrapper?: Omit<Part, "text"> | undefined;
}

/** One line of text. */
export function input(props: InputProps): Html {
  const id = props.id || props.name;
  const error = fieldError(props);
  const described = description(props, id, error);
  const control = html`<input${attributes({
    class: classes("govuk-input", props.classes, error !== undefined && "govuk-input--error"),
    id,
    name: props.name,
    type: props.type || "text",
    spellcheck: props.spellcheck === undefined ? undefined : String(props.spellcheck),
    value: props.value,
    disabled: props.disabled,
    "aria-describedby": described.describedBy,
    autocomplete: props.autocomplete,
    autocapitalize: props.autocapitalize,
    pattern: props.pattern,
    inputmode: props.inputmode,
    ...props.attributes,
  })}>`;
  const { before, after } = props.formGroup ?? {};
  const wrapped = [before, after, props.prefix, props.suffix].some((side) => side !== undefined);
  return formGroup(
    error !== undefined,
    props.formGroup,
    html`${label(props.label, id)}${described.markup}${
      wrapped
        ? html`<div class="${classes("govuk-input__wrapper", props.wrapper?.classes)}"${attributes(props.wrapper?.attributes)}>${before}${affix("prefix", props.prefix)}${control}${affix("suffix", props.suffix)}${after}</div>`
        : control
    }`,
  );
}

/** A unit beside the field is seen, not read out: the label has to say it too. */
function affix(side: "prefix" | "suffix", value: PartOrText | undefined): Html | undefined {
  if (value === undefined) return undefined;
  const it = part(value);
  return html`<div class="${classes(`govuk-input__${side}`, it.classes)}" aria-hidden="true"${attributes(it.attributes)}>${it.text}</div>`;
}

export interface TextareaProps extends FieldBase {
  readonly label?: Content | LabelPart | undefined;
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Several lines of text. */
export function textarea(props: TextareaProps): Html {
  const id = props.id || props.name;
  const error = fieldError(props);
  const described = description(props, id, error);
  return formGroup(
    error !== undefined,
    props.formGroup,
    html`${label(props.label, id)}${described.markup}${props.formGroup?.before}<textarea${attributes(
      {
        class: classes(
          "govuk-textarea",
          error !== undefined && "govuk-textarea--error",
          props.classes,
        ),
        id,
        name: props.name,
        rows: props.rows ?? 5,
        spellcheck: props.spellcheck === undefined ? undefined : String(props.spellcheck),
        disabled: props.disabled,
        "aria-describedby": described.describedBy,
        autocomplete: props.autocomplete,
        ...props.attributes,
      },
    )}>${props.value}</textarea>${props.formGroup?.after}`,
  );
}

export interface FileUploadProps extends FieldBase {
  readonly label?: Content | LabelPart | undefined;
  readonly multiple?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** MIME types. Extensions make the button do nothing inside some in-app browsers. */
  readonly accept?: string | undefined;
}

/** The browser's own file button: it works everywhere, drag and drop included. */
export function fileUpload(props: FileUploadProps): Html {
  const id = props.id || props.name;
  const error = fieldError(props);
  const described = description(props, id, error);
  return formGroup(
    error !== undefined,
    props.formGroup,
    html`${label(props.label, id)}${described.markup}${props.formGroup?.before}<input${attributes({
      class: classes(
        "govuk-file-upload",
        props.classes,
        error !== undefined && "govuk-file-upload--error",
      ),
      id,
      name: props.name,
      type: "file",
      accept: props.accept,
      disabled: props.disabled,
      multiple: props.multiple,
      "aria-describedby": described.describedBy,
      ...props.attributes,
    })}>${props.formGroup?.after}`,
  );
}
