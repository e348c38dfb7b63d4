import { type AnyLocale, isHostLocale, isLocale, type Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import { KINDS, LICENCES, type LibraryFilter, READERS } from "../../stages/library/resource.ts";
import {
  button,
  checkboxes,
  details,
  form,
  type Html,
  html,
  input,
  select,
} from "../../ui/index.ts";
import { languageName, licenceName } from "../../ui/library/index.ts";

/** At most so many minutes. */
const MINUTES = ["5", "15", "30", "60"] as const;

/** The filter of an address, and what in it nobody can have chosen. */
export function readLibraryFilter(query: URLSearchParams): {
  readonly filter: LibraryFilter;
  readonly problems: readonly Problem[];
} {
  const text = (name: string) => query.get(name)?.trim().slice(0, 100) ?? "";
  const filter: LibraryFilter = {
    q: text("q"),
    kind: text("kind"),
    language: text("language"),
    reader: text("reader"),
    licence: text("licence"),
    minutes: text("minutes"),
    light: text("light") === "yes",
  };
  const problems: Problem[] = [];
  const known = (field: keyof LibraryFilter, isKnown: (value: string) => boolean) => {
    const value = filter[field];
    if (typeof value === "string" && value !== "" && !isKnown(value)) {
      problems.push({ code: "not-a-choice", field });
    }
  };
  const among = (values: readonly string[]) => (value: string) => values.includes(value);
  known("kind", among(KINDS));
  known("language", (value) => isLocale(value) || isHostLocale(value));
  known("reader", among(READERS));
  known("licence", among(LICENCES));
  known("minutes", among(MINUTES));
  return { filter, problems };
}

export const isFiltered = (filter: LibraryFilter): boolean =>
  Object.values(filter).some((value) => value !== "" && value !== false);

/** The same question as an address, with another page. */
export function queryOf(filter: LibraryFilter, page: number): string {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) =>
      value === "" || value === false ? [] : [[name, value === true ? "yes" : value]],
    ),
  );
  if (page > 1) query.set("page", String(page));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** A plain question to the server, whose answer has an address. */
export function libraryForm(
  words: Words,
  from: {
    readonly action: string;
    readonly filter: LibraryFilter;
    readonly languages: readonly AnyLocale[];
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { filter, problems } = from;
  const choice = (
    name: "kind" | "language" | "reader" | "licence" | "minutes",
    items: readonly { readonly value: string; readonly text: string }[],
  ) =>
    select({
      words,
      name,
      label: t(`library.filter-${name}`),
      value: filter[name],
      problems,
      items: [{ value: "", text: t("library.any") }, ...items],
    });
  const more = { ...filter, q: "", reader: "" };
  return form(
    { action: from.action, method: "get", classes: "app-search" },
    input({
      words,
      name: "q",
      label: t("library.search"),
      hint: t("library.search-hint"),
      type: "search",
      value: filter.q,
    }),
    choice(
      "reader",
      READERS.map((value) => ({ value, text: t(`library.reader-${value}`) })),
    ),
    details({
      summary: t("library.more-filters"),
      open: isFiltered(more) || problems.length > 0,
      text: html`${[
        choice(
          "kind",
          KINDS.map((value) => ({ value, text: t(`library.kind-${value}`) })),
        ),
        choice(
          "language",
          from.languages
            .map((value) => ({ value, text: languageName(words, value) }))
            .sort((a, b) => words.compare(a.text, b.text)),
        ),
        choice(
          "minutes",
          MINUTES.map((value) => ({
            value,
            text: t("library.at-most", { count: Number(value) }),
          })),
        ),
        choice(
          "licence",
          LICENCES.map((value) => ({ value, text: licenceName(words, value) })),
        ),
        checkboxes({
          words,
          name: "light",
          items: [
            {
              value: "yes",
              text: t("library.filter-light"),
              hint: t("library.filter-light-hint"),
              checked: filter.light,
            },
          ],
        }),
      ]}`,
    }),
    button({ text: t("library.find") }),
  );
}
