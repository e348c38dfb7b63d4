import type { Words } from "../../platform/i18n/index.ts";
import { type Day, day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { CallSheet, SheetFlow } from "../../stages/calls/call-sheet.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { attributes, button, form, type Html, html, input, select } from "../../ui/index.ts";

/** What somebody looks for; it stands in the address, so it can be sent on and kept. */
export const FILTERS = ["country", "line", "trade", "city", "month", "age"] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filter = Readonly<Record<FilterName, string>>;

/** What there is to choose from, in the order shown. */
export type Choices = {
  readonly countries: readonly string[];
  readonly lines: Scheme["lines"];
  readonly trades: readonly string[];
  readonly cities: readonly string[];
  /** First days of months in which somebody leaves. */
  readonly months: readonly Day[];
};

export function choicesOf(
  scheme: Scheme,
  calls: readonly CallSheet[],
  trades: readonly string[],
): Choices {
  const flows = calls.flatMap((call) => call.flows);
  return {
    countries: scheme.countries.map(({ country }) => country),
    lines: scheme.lines,
    trades,
    cities: [...new Set(flows.map((flow) => flow.city))],
    months: [...new Set(flows.map((flow) => day(`${flow.starts.slice(0, 7)}-01`)))].sort(),
  };
}

const YOUNGEST = 10;
const OLDEST = 99;

/** The filter of an address, and what in it nobody can have chosen. */
export function readFilter(
  query: URLSearchParams,
  choices: Choices,
): { readonly filter: Filter; readonly problems: readonly Problem[] } {
  const filter = Object.fromEntries(
    FILTERS.map((name) => [name, query.get(name)?.trim().slice(0, 100) ?? ""]),
  ) as Record<FilterName, string>;
  const problems: Problem[] = [];
  const known = (field: FilterName, values: readonly string[]) => {
    if (filter[field] !== "" && !values.includes(filter[field])) {
      problems.push({ code: "not-a-choice", field });
    }
  };
  known("country", choices.countries);
  known(
    "line",
    choices.lines.map(({ code }) => code),
  );
  known("trade", choices.trades);
  // A city or a month that no open call has was right when the address was kept: nothing is found.
  if (filter.month !== "" && !/^\d{4}-(0[1-9]|1[0-2])$/.test(filter.month)) {
    problems.push({ code: "not-a-choice", field: "month" });
  }
  if (filter.age !== "") {
    const age = Number(filter.age);
    if (!/^\d{1,3}$/.test(filter.age)) problems.push({ code: "not-whole", field: "age" });
    else if (age < YOUNGEST)
      problems.push({ code: "too-small", params: { min: YOUNGEST }, field: "age" });
    else if (age > OLDEST)
      problems.push({ code: "too-big", params: { max: OLDEST }, field: "age" });
  }
  return { filter, problems };
}

export const isFiltered = (filter: Filter): boolean => FILTERS.some((name) => filter[name] !== "");

/** The same choice as an address, without what was left open. */
export const queryOf = (filter: Partial<Filter>): string => {
  const query = new URLSearchParams(
    FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])),
  ).toString();
  return query === "" ? "" : `?${query}`;
};

/** Flows of a call that fit; a call without any does not fit. */
export function fittingFlows(call: CallSheet, filter: Filter): readonly SheetFlow[] {
  const age = Number(filter.age);
  if (filter.age !== "" && (age < call.minimumAge || age > call.maximumAge)) return [];
  if (filter.line !== "" && call.lineCode !== filter.line) return [];
  return call.flows.filter(
    (flow) =>
      (filter.country === "" || flow.sendingCountry === filter.country) &&
      (filter.city === "" || flow.city === filter.city) &&
      (filter.month === "" || flow.starts.startsWith(filter.month)) &&
      (filter.trade === "" ||
        flow.places.some((place) => place.trade === null || place.trade === filter.trade)),
  );
}

/** The form of the filters: a plain question to the server, whose answer has an address. */
export function filterForm(
  words: Words,
  from: {
    readonly action: string;
    readonly filter: Filter;
    readonly choices: Choices;
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { filter, choices, problems } = from;
  const any = { value: "", text: t("front.any") };
  const sorted = (items: { value: string; text: string }[]) =>
    items.sort((a, b) => words.compare(a.text, b.text));
  /** What an old address asks for stays to be seen, and to be taken back. */
  const kept = (items: { value: string; text: string }[], value: string, text: string) =>
    value === "" || items.some((item) => item.value === value)
      ? items
      : [...items, { value, text }];
  const choice = (name: FilterName, items: { value: string; text: string }[]) =>
    select({
      words,
      name,
      label: t(`front.filter-${name}`),
      value: filter[name],
      problems,
      items: [any, ...items],
    });
  return form(
    { action: from.action, method: "get", classes: "app-search" },
    choice(
      "country",
      sorted(choices.countries.map((code) => ({ value: code, text: words.country(code) }))),
    ),
    html`<details class="govuk-details"${attributes({ open: isFiltered({ ...filter, country: "" }) || problems.length > 0 })}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${t("front.more-filters")}</span></summary><div class="govuk-details__text">${[
      choice(
        "line",
        choices.lines.map((line) => ({ value: line.code, text: words.local(line.name) })),
      ),
      choice(
        "trade",
        sorted(choices.trades.map((code) => ({ value: code, text: words.trade(code) }))),
      ),
      choice(
        "city",
        kept(
          sorted(choices.cities.map((city) => ({ value: city, text: city }))),
          filter.city,
          filter.city,
        ),
      ),
      choice(
        "month",
        kept(
          choices.months.map((first) => ({ value: first.slice(0, 7), text: words.month(first) })),
          filter.month,
          filter.month,
        ),
      ),
      input({
        words,
        name: "age",
        label: t("front.filter-age"),
        value: filter.age,
        problems,
        inputmode: "numeric",
        classes: "govuk-input--width-3",
      }),
    ]}</div></details>`,
    button({ text: t("front.filter-send") }),
  );
}
