import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { summaryList } from "../components/lists.ts";
import { type Html, html, lines } from "../html.ts";
import { localLang } from "../local-text.ts";
import { sourceLine } from "../travel/findings.ts";

type Shown = {
  readonly about: Readonly<Record<string, string>>;
  readonly organiser: string;
  readonly countries: readonly string[];
  readonly audience: readonly string[];
  readonly deadline: Day | null;
  readonly endsOn: Day;
  readonly ended: boolean;
  readonly source: string;
  readonly link: string;
  readonly checkedOn: Day;
};

export const audienceWords = (words: Words, audience: readonly string[]): string =>
  words.list(audience.map((one) => words.t(`opportunity.for-${one}` as MessageKey)));

/** Until when one can apply, or that it is over. */
export const deadlineWords = (words: Words, of: Shown): string => {
  if (of.ended) return words.t("opportunity.ended", { day: words.day(of.endsOn) });
  return of.deadline === null
    ? words.t("opportunity.all-year")
    : words.t("opportunity.until", { day: words.day(of.deadline) });
};

/**
 * For whom, from where, until when, whose, and on whose word: the same for office and public.
 * @param line the name of the line that it is like
 * @param list how facts are set: a card's in public, a list in the office
 */
export function opportunityFacts(
  words: Words,
  of: Shown,
  line: string | null,
  list: "card" | "list" = "card",
): Html {
  const facts = [
    ["deadline", deadlineWords(words, of)],
    ["audience", audienceWords(words, of.audience)],
    ["countries", words.countries(of.countries)],
    ["organiser", of.organiser],
    ...(line === null ? [] : [["lineCode", line]]),
  ].map(([name, value]) => ({
    key: words.t(`opportunity.field-${name}` as MessageKey),
    value: value ?? "",
  }));
  return html`<p class="govuk-body"${localLang(words, of.about)}>${lines(words.local(of.about))}</p>${
    list === "list"
      ? summaryList({ rows: facts })
      : html`<dl class="app-facts">${facts.map(({ key, value }) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`)}</dl>`
  }<p class="govuk-body-s">${sourceLine(words, { text: of.source, link: of.link, on: of.checkedOn })}</p>`;
}
