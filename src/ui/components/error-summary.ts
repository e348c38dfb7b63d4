import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import { type Attributes, attributes, type Content, classes, type Html, html } from "../html.ts";

export interface ErrorSummaryItem {
  readonly text: Content;
  readonly href?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface ErrorSummaryProps {
  readonly words: Words;
  readonly title?: Content | undefined;
  readonly description?: Content | undefined;
  readonly items: readonly ErrorSummaryItem[];
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function errorSummary(props: ErrorSummaryProps): Html {
  return html`<div class="${classes("govuk-error-summary", props.classes)}"${attributes({
    "data-disable-auto-focus":
      props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus),
    ...props.attributes,
    "data-module": "govuk-error-summary",
  })}><div role="alert"><h2 class="govuk-error-summary__title">${
    props.title ?? props.words.t("site.error-summary")
  }</h2><div class="govuk-error-summary__body">${
    props.description !== undefined && html`<p>${props.description}</p>`
  }${
    props.items.length > 0 &&
    html`<ul class="govuk-list govuk-error-summary__list">${props.items.map(
      (item) =>
        html`<li>${
          item.href
            ? html`<a href="${item.href}"${attributes(item.attributes)}>${item.text}</a>`
            : item.text
        }</li>`,
    )}</ul>`
  }</div></div></div>`;
}

/**
 * All problems of a form at its top, in the same words as at the fields, each a link to its field.
 * `targets` names the element of a field whose id is not its name (a date starts at its day).
 * `labels` say which field is meant where a form has several: "This cannot be empty." five times
 * helps nobody.
 */
export function problemSummary(
  words: Words,
  problems: readonly Problem[],
  targets: Readonly<Record<string, string>> = {},
  labels: Readonly<Record<string, string>> = {},
): Html | null {
  if (problems.length === 0) return null;
  const textOf = (problem: Problem): string => {
    const field = labels[problem.field ?? ""];
    const said = words.problem(problem);
    if (field === undefined) return said;
    // A question says by itself that something follows.
    return field.endsWith("?")
      ? `${field} ${said}`
      : words.t("site.problem-at", { field, problem: said });
  };
  return errorSummary({
    words,
    items: problems.map((problem) => ({
      text: textOf(problem),
      href: problem.field === undefined ? undefined : `#${targets[problem.field] ?? problem.field}`,
    })),
  });
}
