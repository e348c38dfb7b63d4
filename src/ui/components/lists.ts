import {
  type Attributes,
  attributes,
  type Content,
  classes,
  type Html,
  html,
  raw,
} from "../html.ts";
import { type Part, type PartOrText, part } from "./field.ts";
import { type TagProps, tag } from "./messages.ts";

export interface ActionLink {
  readonly text: Content;
  readonly href: string;
  /** Says which row is meant to people who hear links one by one. */
  readonly visuallyHiddenText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface SummaryRow {
  readonly key: PartOrText;
  readonly value: PartOrText;
  readonly actions?: readonly ActionLink[] | undefined;
  readonly actionsClasses?: string | undefined;
  readonly classes?: string | undefined;
}

export interface CardProps {
  readonly title?:
    | Content
    | (Part & { readonly headingLevel?: 1 | 2 | 3 | 4 | undefined })
    | undefined;
  readonly actions?: readonly ActionLink[] | undefined;
  readonly actionsClasses?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface SummaryListProps {
  readonly rows: readonly (SummaryRow | null | undefined | false)[];
  readonly card?: CardProps | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** Facts with their names; with `card`, under a title of their own. */
export function summaryList(props: SummaryListProps): Html {
  const rows = props.rows.filter((row) => !!row);
  const anyActions = rows.some((row) => row.actions && row.actions.length > 0);
  const cardTitle = props.card?.title === undefined ? undefined : part(props.card.title).text;
  const list = html`<dl class="${classes("govuk-summary-list", props.classes)}"${attributes(props.attributes)}>${rows.map(
    (row) => {
      const key = part(row.key);
      const value = part(row.value);
      const actions = row.actions ?? [];
      return html`<div class="${classes("govuk-summary-list__row", anyActions && !row.actions && "govuk-summary-list__row--no-actions", row.classes)}"><dt class="${classes("govuk-summary-list__key", key.classes)}">${key.text}</dt><dd class="${classes("govuk-summary-list__value", value.classes)}">${value.text}</dd>${
        actions.length > 0 &&
        html`<dd class="${classes("govuk-summary-list__actions", row.actionsClasses)}">${
          actions.length === 1
            ? actions.map((action) => actionLink(action, cardTitle))
            : html`<ul class="govuk-summary-list__actions-list">${actions.map(
                (action) =>
                  html`<li class="govuk-summary-list__actions-list-item">${actionLink(action, cardTitle)}</li>`,
              )}</ul>`
        }</dd>`
      }</div>`;
    },
  )}</dl>`;
  return props.card === undefined ? list : summaryCard(props.card, list);
}

function actionLink(action: ActionLink, cardTitle: Content | undefined): Html {
  const hidden = [
    action.visuallyHiddenText && html` ${action.visuallyHiddenText}`,
    cardTitle !== undefined && html` (${cardTitle})`,
  ].filter(Boolean);
  return html`<a class="${classes("govuk-link", action.classes)}" href="${action.href}"${attributes(action.attributes)}>${action.text}${
    hidden.length > 0 && html`<span class="govuk-visually-hidden">${hidden}</span>`
  }</a>`;
}

/** A titled box around anything, most often a summary list or a table. */
export function summaryCard(props: CardProps, body: Html): Html {
  const title = props.title === undefined ? undefined : part(props.title);
  const level = raw(`h${(title && "headingLevel" in title && title.headingLevel) || 2}`);
  const actions = props.actions ?? [];
  return html`<div class="${classes("govuk-summary-card", props.classes)}"${attributes(props.attributes)}><div class="govuk-summary-card__title-wrapper">${
    title &&
    html`<${level} class="${classes("govuk-summary-card__title", title.classes)}">${title.text}</${level}>`
  }${
    actions.length === 1 &&
    html`<div class="${classes("govuk-summary-card__actions", props.actionsClasses)}">${actions.map((action) => actionLink(action, title?.text))}</div>`
  }${
    actions.length > 1 &&
    html`<ul class="${classes("govuk-summary-card__actions", props.actionsClasses)}">${actions.map(
      (action) =>
        html`<li class="govuk-summary-card__action">${actionLink(action, title?.text)}</li>`,
    )}</ul>`
  }</div><div class="govuk-summary-card__content">${body}</div></div>`;
}

export interface Task {
  readonly title: PartOrText;
  readonly href?: string | undefined;
  readonly hint?: PartOrText | undefined;
  /** Words, or a tag where something is still to do. */
  readonly status: { readonly tag: TagProps } | PartOrText;
  readonly statusClasses?: string | undefined;
  readonly classes?: string | undefined;
}

export interface TaskListProps {
  readonly items: readonly (Task | null | undefined | false)[];
  readonly idPrefix?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** What is to do, what is done, and what has to wait. */
export function taskList(props: TaskListProps): Html {
  const prefix = props.idPrefix || "task-list";
  return html`<ul class="${classes("govuk-task-list", props.classes)}"${attributes(props.attributes)}>${props.items.map(
    (item, at) => item && task(item, `${prefix}-${at + 1}`),
  )}</ul>`;
}

function task(item: Task, id: string): Html {
  const title = part(item.title);
  const hintId = item.hint === undefined ? undefined : `${id}-hint`;
  const { status } = item;
  const isTag = typeof status === "object" && "tag" in status;
  const words = isTag ? undefined : part(status as PartOrText);
  return html`<li class="${classes("govuk-task-list__item", item.href && "govuk-task-list__item--with-link", item.classes)}"><div class="govuk-task-list__name-and-hint">${
    item.href
      ? html`<a class="${classes("govuk-link", "govuk-task-list__link", title.classes)}" href="${item.href}" aria-describedby="${classes(hintId, `${id}-status`)}">${title.text}</a>`
      : html`<div${attributes({ class: title.classes })}>${title.text}</div>`
  }${
    item.hint !== undefined &&
    html`<div id="${hintId}" class="govuk-task-list__hint">${part(item.hint).text}</div>`
  }</div><div class="${classes("govuk-task-list__status", words?.classes, item.statusClasses)}" id="${id}-status">${
    isTag ? tag(status.tag) : words?.text
  }</div></li>`;
}
