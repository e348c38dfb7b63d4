import { attributes, type Content, classes, type Html, html } from "../html.ts";
import {
  description,
  type FieldBase,
  type FieldsetProps,
  fieldError,
  fieldset,
  formGroup,
  type LabelPart,
} from "./field.ts";
import { input } from "./input.ts";

export type DatePart = "day" | "month" | "year";

export interface DateInputProps extends Omit<FieldBase, "id"> {
  readonly id?: string | undefined;
  readonly legend?: Content | LabelPart | undefined;
  readonly fieldset?: FieldsetProps | undefined;
  /** Exactly what was typed, so that a wrong date comes back as the person wrote it. */
  readonly values?: Partial<Record<DatePart, string>> | undefined;
  /** `bday` lets the browser fill in a birth date. */
  readonly autocomplete?: "bday" | undefined;
  readonly inputAttributes?:
    | Partial<Record<DatePart, Readonly<Record<string, string>>>>
    | undefined;
}

/** Which of the three boxes a refusal is about; the others keep a calm border. */
const boxes: Readonly<Record<string, readonly DatePart[]>> = {
  "day-missing": ["day"],
  "month-missing": ["month"],
  "year-missing": ["year"],
  "year-four-digits": ["year"],
};

/**
 * A date in three boxes named `<name>-day`, `<name>-month`, `<name>-year`: quicker to type than a
 * calendar is to use, and a birth date is a thing people know by heart.
 */
export function dateInput(props: DateInputProps): Html {
  const id = props.id || props.name;
  const error = fieldError(props);
  const frame: FieldsetProps | undefined =
    props.legend === undefined ? props.fieldset : { ...props.fieldset, legend: props.legend };
  const described = description({ ...props, describedBy: frame?.describedBy }, id, error);
  const codes = (props.problems ?? []).filter((problem) => problem.field === props.name);
  const wrong = new Set(
    codes.flatMap((problem) => boxes[problem.code] ?? (["day", "month", "year"] as const)),
  );
  const hasError = (box: DatePart): boolean =>
    error !== undefined && (codes.length === 0 || wrong.has(box));

  const box = (name: DatePart): Html =>
    html`<div class="govuk-date-input__item">${input({
      words: props.words,
      label: { text: props.words.t(`site.date-${name}`), classes: "govuk-date-input__label" },
      id: `${id}-${name}`,
      name: `${props.name}-${name}`,
      classes: classes(
        "govuk-date-input__input",
        hasError(name) && "govuk-input--error",
        `govuk-input--width-${name === "year" ? 4 : 2}`,
      ),
      value: props.values?.[name],
      inputmode: "numeric",
      autocomplete: props.autocomplete && `${props.autocomplete}-${name}`,
      attributes: props.inputAttributes?.[name],
    })}</div>`;

  const body = html`${described.markup}<div class="${classes("govuk-date-input", props.classes)}"${attributes({ ...props.attributes, id })}>${props.formGroup?.before}${box("day")}${box("month")}${box("year")}${props.formGroup?.after}</div>`;
  return formGroup(
    error !== undefined,
    props.formGroup,
    frame
      ? // A fieldset of text boxes is only announced with its description when it says it is a group.
        fieldset({ ...frame, role: "group", describedBy: described.describedBy }, body)
      : body,
  );
}
