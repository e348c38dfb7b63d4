import type { Words } from "../platform/i18n/index.ts";
import {
  button,
  form,
  type Html,
  html,
  pagesOf,
  type SelectItem,
  select,
  type TableProps,
  table,
} from "../ui/index.ts";
import { downloads } from "./list-files.ts";
import type { listQuery } from "./list-query.ts";

type List = Pick<
  ReturnType<typeof listQuery<string>>,
  "page" | "text" | "href" | "pageHref" | "kept" | "clear"
>;

/** What narrows a list: its fields, the order kept, a button, and a way to let all of it go. */
export const filterForm = (
  words: Words,
  list: List,
  action: string,
  ...fields: readonly (Html | null)[]
): Html =>
  form(
    { action, method: "get", classes: "app-filters" },
    ...fields,
    list.kept,
    button({ text: words.t("site.filter"), kind: "secondary" }),
    html`${list.clear(words)}`,
  );

/** One of these, or all. */
export const filterBy = (
  words: Words,
  list: List,
  field: { readonly name: string; readonly label: string; readonly items: readonly SelectItem[] },
): Html =>
  select({
    words,
    name: field.name,
    label: field.label,
    value: list.text(field.name),
    items: [{ value: "", text: words.t("site.all") }, ...field.items],
  });

export interface ListRows {
  /** How many there are, in words. */
  readonly count: string;
  /** Said instead of the count and an empty table. */
  readonly none: string;
  /** The whole list as a CSV file, beside which a workbook stands; null for those who may not take it away. */
  readonly csv: string | null;
  readonly total: number;
  readonly aPage: number;
  /** For those who hear the table. */
  readonly caption: string;
  readonly head: TableProps["head"];
  readonly rows: TableProps["rows"];
}

/** Under the filters: how many, the file, the rows as a table or as cards, the pages. */
export const listRows = (words: Words, list: List, props: ListRows): Html =>
  html`<div class="app-toolbar"><p class="govuk-body">${props.rows.length === 0 ? props.none : props.count}</p>${
    props.csv !== null &&
    html`<p class="govuk-body">${downloads(words, list.href({ page: "" }, props.csv))}</p>`
  }</div>
${
  props.rows.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: props.caption,
    captionClasses: "govuk-visually-hidden",
    head: props.head,
    rows: props.rows,
  })
}
${pagesOf(words, { page: list.page, pages: Math.ceil(props.total / props.aPage), href: list.pageHref })}`;
