import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { type Html, html } from "../html.ts";

/** Something that speaks against a journey's dates, as the rules of travel give it. */
type Found = Problem & {
  readonly kind: "refusal" | "warning";
  readonly source: { readonly text: string; readonly link: string | null; readonly on: Day } | null;
};

const COUNTRIES = ["nationality", "country"] as const;

/** Codes of countries and of passports as the reader calls them. */
export function findingWords(words: Words, found: Problem): string {
  const params: Record<string, string | number> = { ...found.params };
  for (const name of COUNTRIES) {
    const code = params[name];
    if (typeof code === "string") params[name] = words.country(code);
  }
  const { passport } = params;
  if (typeof passport === "string") {
    params.passport = words.t(`travel.passport-${passport}` as MessageKey);
  }
  return words.problem({ ...found, params });
}

/**
 * What speaks against the dates, refusals first, each warning with what it rests on and of which day.
 * It is never a verdict, and says so itself.
 */
export function findingList(words: Words, findings: readonly Found[]): Html {
  if (findings.length === 0) {
    return html`<p class="govuk-body">${words.t("travel.nothing-found")}</p><p class="govuk-body-s">${words.t("travel.no-advice")}</p>`;
  }
  const of = (kind: Found["kind"]) => findings.filter((found) => found.kind === kind);
  return html`${(["refusal", "warning"] as const).map((kind) => {
    const found = of(kind);
    return (
      found.length > 0 &&
      html`<h3 class="govuk-heading-s">${words.t(`travel.${kind}s` as MessageKey)}</h3><ul class="govuk-list govuk-list--bullet govuk-list--spaced">${found.map(
        (one) =>
          html`<li>${findingWords(words, one)}${one.source && html`<br><span class="govuk-hint">${sourceLine(words, one.source)}</span>`}</li>`,
      )}</ul>`
    );
  })}<p class="govuk-body-s">${words.t("travel.no-advice")}</p>`;
}

/** Where it stands, as a link where there is one, and the day it is of. */
export const sourceLine = (words: Words, source: NonNullable<Found["source"]>): Html =>
  html`${words.t("site.source")}: ${
    source.link === null
      ? source.text
      : html`<a class="govuk-link" href="${source.link}" rel="noopener noreferrer">${source.text}</a>`
  }, ${words.shortDay(source.on)}`;
