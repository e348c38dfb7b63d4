import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type {
  ApplicantChoices,
  ApplicantFilter,
  ApplicantQuery,
} from "../../stages/applications/applicant-list.ts";
import { ELIGIBILITY_FILTERS, STANDINGS } from "../../stages/applications/applicant-list.ts";
import { button, form, type Html, hidden, html, input, select } from "../../ui/index.ts";
import { addressOf, sortOf } from "./filter.ts";

/** What a list of applicants can be narrowed by, as a plain GET form. */
export function filters(
  words: Words,
  path: string,
  query: ApplicantQuery,
  choices: ApplicantChoices,
): Html {
  const { filter } = query;
  const all = { value: "", text: words.t("site.all") };
  const age = (name: "age-from" | "age-to", value: number | undefined) =>
    input({
      words,
      name,
      label: words.t(`applicants.${name}`),
      value: value === undefined ? "" : String(value),
      inputmode: "numeric",
      classes: "govuk-input--width-2",
    });
  const sort = sortOf(query.sort, query.descending);
  return form(
    { action: path, method: "get", classes: "app-filters", attributes: { role: "search" } },
    input({
      words,
      name: "q",
      type: "search",
      label: words.t("applicants.search"),
      value: filter.text ?? "",
      spellcheck: false,
    }),
    choices.calls.length > 1
      ? select({
          words,
          name: "call",
          label: words.t("applicants.call"),
          value: filter.callId,
          items: [
            all,
            ...choices.calls.map((call) => ({ value: call.id, text: callName(words, call) })),
          ],
        })
      : null,
    choices.countries.length > 1
      ? select({
          words,
          name: "country",
          label: words.t("applicants.country"),
          value: filter.country,
          items: [
            all,
            ...words.inOrder(
              choices.countries.map((code) => ({ value: code, text: words.country(code) })),
              ({ text }) => text,
            ),
          ],
        })
      : null,
    select({
      words,
      name: "school",
      label: words.t("applicants.school"),
      value: filter.organisationId,
      items: [
        all,
        ...words
          .inOrder(choices.schools, ({ name }) => name)
          .map(({ id, name }) => ({ value: id, text: name })),
      ],
    }),
    select({
      words,
      name: "trade",
      label: words.t("applicants.trade"),
      value: filter.trade,
      items: [
        all,
        ...words.inOrder(
          choices.trades.map((trade) => ({ value: trade, text: words.trade(trade) })),
          ({ text }) => text,
        ),
      ],
    }),
    select({
      words,
      name: "standing",
      label: words.t("applicants.standing"),
      value: filter.standing,
      items: [
        all,
        ...STANDINGS.map((standing) => ({
          value: standing,
          text: words.t(`applicants.standing-${standing}` as MessageKey),
        })),
      ],
    }),
    select({
      words,
      name: "eligibility",
      label: words.t("eligibility.filter"),
      value: filter.eligibility,
      items: [
        all,
        ...ELIGIBILITY_FILTERS.map((one) => ({
          value: one,
          text: words.t(`eligibility.${one}` as MessageKey),
        })),
      ],
    }),
    age("age-from", filter.ageFrom),
    age("age-to", filter.ageTo),
    sort === "name" ? null : hidden("sort", sort),
    button({ text: words.t("site.filter"), kind: "secondary" }),
  );
}

const callName = (words: Words, call: ApplicantChoices["calls"][number]): string =>
  words.t("applicants.call-name", { number: call.number, title: words.local(call.title) });

/** What narrows the list, each with a way to take it off. */
export function chips(
  words: Words,
  path: string,
  query: ApplicantQuery,
  choices: ApplicantChoices,
): Html | null {
  const { filter } = query;
  const call = choices.calls.find(({ id }) => id === filter.callId);
  const school = choices.schools.find(({ id }) => id === filter.organisationId);
  const shown: Record<keyof ApplicantFilter, string | undefined> = {
    text: filter.text && words.t("applicants.chip-text", { text: filter.text }),
    callId: call && callName(words, call),
    country: filter.country && words.country(filter.country),
    organisationId: school?.name,
    trade: filter.trade && words.trade(filter.trade),
    standing: filter.standing && words.t(`applicants.standing-${filter.standing}` as MessageKey),
    eligibility: filter.eligibility && words.t(`eligibility.${filter.eligibility}` as MessageKey),
    only: undefined,
    ageFrom:
      filter.ageFrom === undefined
        ? undefined
        : words.t("applicants.chip-age-from", { age: filter.ageFrom }),
    ageTo:
      filter.ageTo === undefined
        ? undefined
        : words.t("applicants.chip-age-to", { age: filter.ageTo }),
  };
  const set = Object.entries(shown).filter(([, text]) => text !== undefined);
  if (set.length === 0) return null;
  return html`<ul class="app-chips">${set.map(
    ([name, text]) =>
      html`<li><a class="app-chip" href="${addressOf(path, query, { without: name as keyof ApplicantFilter })}"><span class="govuk-visually-hidden">${words.t("site.remove")} </span>${text} <span aria-hidden="true">×</span></a></li>`,
  )}<li><a class="govuk-link" href="${path}">${words.t("site.clear-filters")}</a></li></ul>`;
}
