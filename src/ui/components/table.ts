import type { Words } from "../../platform/i18n/index.ts";
import {
  type Attributes,
  attributes,
  type Content,
  classes,
  type Html,
  html,
  isHtml,
} from "../html.ts";

export interface Cell {
  readonly text: Content;
  readonly format?: "numeric" | undefined;
  readonly classes?: string | undefined;
  readonly colspan?: number | undefined;
  readonly rowspan?: number | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface HeadCell extends Cell {
  /** Makes the header a link that sorts: where it leads and how the column is sorted now. */
  readonly sort?:
    | { readonly href: string; readonly direction: "ascending" | "descending" | "none" }
    | undefined;
}

type CellOrText = Content | Cell | null | undefined;

export interface TableRow {
  readonly cells: readonly CellOrText[];
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface TableProps {
  readonly caption?: Content | undefined;
  readonly captionClasses?: string | undefined;
  readonly head?: readonly (Content | HeadCell)[] | undefined;
  readonly rows: readonly (TableRow | readonly CellOrText[] | null | undefined | false)[];
  readonly firstCellIsHeader?: boolean | undefined;
  /** On a phone each row becomes a card whose lines carry their column's name. */
  readonly cards?: boolean | undefined;
  /** A wide table gets a region of its own that scrolls, with this name, and takes the focus. */
  readonly scrollLabel?: string | undefined;
  readonly words?: Words | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/**
 * A table laid out as cards is no longer a table to some screen readers; said in so many words, it
 * stays one, and its cells keep their headers.
 */
const role = (props: TableProps, name: string): Html => attributes({ role: props.cards && name });

function isCell(value: unknown): value is Cell {
  return typeof value === "object" && value !== null && "text" in value;
}

function cellOf(value: CellOrText | HeadCell): HeadCell {
  if (value === null || value === undefined) return { text: "" };
  return isCell(value) ? value : { text: value as Content };
}

export function table(props: TableProps): Html {
  const head = props.head?.map(cellOf);
  const markup = html`<table class="${classes("govuk-table", props.cards && "app-table--cards", props.classes)}"${role(props, "table")}${attributes(props.attributes)}>${
    props.caption !== undefined &&
    html`<caption class="${classes("govuk-table__caption", props.captionClasses)}">${props.caption}</caption>`
  }${
    head &&
    html`<thead class="govuk-table__head"${role(props, "rowgroup")}><tr class="govuk-table__row"${role(props, "row")}>${head.map((cell) => headCell(props, cell))}</tr></thead>`
  }<tbody class="govuk-table__body"${role(props, "rowgroup")}>${props.rows.map((row) => row && bodyRow(props, head, row))}</tbody></table>`;
  if (props.scrollLabel === undefined) return markup;
  return html`<div class="app-scroll" role="region" aria-label="${props.scrollLabel}" tabindex="0">${markup}</div>`;
}

function headCell(props: TableProps, cell: HeadCell): Html {
  const { words } = props;
  // A header that says nothing is read aloud as a header that says nothing.
  if (cell.text === "") return html`<td${role(props, "cell")} class="govuk-table__header"></td>`;
  const direction = cell.sort?.direction;
  const body = cell.sort
    ? html`<a class="app-sort" href="${cell.sort.href}">${cell.text}<span class="app-sort__mark" aria-hidden="true">${direction === "ascending" ? "▲" : direction === "descending" ? "▼" : "↕"}</span>${
        direction &&
        direction !== "none" &&
        words &&
        html`<span class="govuk-visually-hidden"> (${words.t(`site.sort-${direction}`)})</span>`
      }</a>`
    : cell.text;
  return html`<th${role(props, "columnheader")} scope="col" class="${classes("govuk-table__header", cell.format && `govuk-table__header--${cell.format}`, cell.classes)}"${attributes(
    {
      colspan: cell.colspan,
      rowspan: cell.rowspan,
      "aria-sort": direction === "none" ? undefined : direction,
      ...cell.attributes,
    },
  )}>${body}</th>`;
}

function bodyRow(
  props: TableProps,
  head: readonly HeadCell[] | undefined,
  row: TableRow | readonly CellOrText[],
): Html {
  const full = "cells" in row ? row : { cells: row };
  const set: TableRow = full;
  return html`<tr${role(props, "row")} class="${classes("govuk-table__row", set.classes)}"${attributes(set.attributes)}>${set.cells.map(
    (value, at) => {
      const cell = cellOf(value);
      const isHeader = at === 0 && props.firstCellIsHeader;
      const shared = attributes({
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        "data-label": isHeader ? undefined : labelOf(props, head?.[at]?.text),
        ...cell.attributes,
      });
      if (isHeader) {
        return html`<th${role(props, "rowheader")} scope="row" class="${classes("govuk-table__header", cell.classes)}"${shared}>${cell.text}</th>`;
      }
      const format = cell.format ?? head?.[at]?.format;
      return html`<td${role(props, "cell")} class="${classes("govuk-table__cell", format && `govuk-table__cell--${format}`, cell.classes)}"${shared}>${cardValue(props, cell.text)}</td>`;
    },
  )}</tr>`;
}

/** The column's name beside a card's value; a header of markup says itself in the cell. */
const labelOf = (props: TableProps, text: Content | undefined): string | undefined =>
  props.cards && text !== undefined && !isHtml(text) ? String(text) : undefined;

/** A card lays name and value side by side: a value of several parts has to stay one. */
const cardValue = (props: TableProps, text: Content): Content =>
  props.cards && isHtml(text) && String(text) !== ""
    ? html`<div class="app-table__value">${text}</div>`
    : text;
