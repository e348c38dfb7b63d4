import { type Locale, localeFacts, type Words } from "../platform/i18n/index.ts";
import { type HeadCell, hidden, html } from "../ui/index.ts";

/** What says in which order and where in a list one is, not what is in it. */
const OF_THE_ORDER = ["sort", "order", "page"];

export const collationOf = (locale: Locale): string => localeFacts(locale).collation;

/** What a list's address says: filters kept as they are, a sort of the known ones, a page. */
export function listQuery<Sort extends string>(
  query: URLSearchParams,
  path: string,
  sorts: readonly Sort[],
) {
  const asked = query.get("sort") as Sort | null;
  const sort = asked !== null && sorts.includes(asked) ? asked : sorts[0]!;
  const descending = query.get("order") === "descending";
  const page = Math.min(Math.max(Number.parseInt(query.get("page") ?? "1", 10) || 1, 1), 100_000);
  /** The same list with something changed; an empty value leaves the address. */
  const href = (changes: Readonly<Record<string, string>>, to = path): string => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    for (const [name, value] of [...next]) if (value === "") next.delete(name);
    const text = next.toString();
    return text === "" ? to : `${to}?${text}`;
  };
  return {
    sort,
    descending,
    page,
    text: (name: string): string => (query.get(name) ?? "").trim().slice(0, 100),
    href,
    pageHref: (number: number) => href({ page: number === 1 ? "" : String(number) }),
    /** For the form that filters: the order of the rows stays, and what narrows them can be let go. */
    kept: html`${["sort", "order"].map((name) => query.get(name) && hidden(name, query.get(name) ?? ""))}`,
    clear: (words: Words) =>
      [...query].some(([name, value]) => value !== "" && !OF_THE_ORDER.includes(name)) &&
      html`<a class="govuk-link app-filters__clear" href="${path}">${words.t("site.clear-filters")}</a>`,
    /** A header that sorts; on the column sorted now it turns the order round. */
    heading: (text: string, column: Sort, format?: "numeric"): HeadCell => ({
      text,
      ...(format ? { format } : {}),
      sort: {
        href: href({
          sort: column,
          order: column === sort && !descending ? "descending" : "",
          page: "",
        }),
        direction: column !== sort ? "none" : descending ? "descending" : "ascending",
      },
    }),
  };
}
