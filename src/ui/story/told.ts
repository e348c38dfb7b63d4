import { type Locale, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { type Html, html, lines } from "../html.ts";

type Place = { readonly trade: string; readonly city: string; readonly country: string };

/** The trade first, then the place: what somebody does there is what another one looks for. */
export function storyTitle(words: Words, { trade, city, country }: Place): string {
  const place = `${city}, ${words.country(country)}`;
  return trade === "" ? place : `${words.trade(trade)} · ${place}`;
}

/** The beginning of a text, at a word's end. */
export function firstWords(text: string, most: number): string {
  const all = text.split(/\s+/);
  return all.length <= most ? all.join(" ") : `${all.slice(0, most).join(" ")} …`;
}

export type ToldStory = {
  readonly parts: readonly string[];
  readonly language: Locale;
  readonly how: "own" | "own-other-script" | "human" | "machine" | "untranslated";
};

/** A story's words in the language they are in; what a line break was stays one. */
export function storyWords(words: Words, told: Pick<ToldStory, "parts" | "language">): Html {
  const { htmlLang } = localeFacts(told.language);
  const paragraphs = told.parts.flatMap((part) => part.split(/\n{2,}/));
  const text = paragraphs.map((part) => html`<p class="govuk-body">${lines(part)}</p>`);
  return htmlLang === words.lang ? html`${text}` : html`<div lang="${htmlLang}">${text}</div>`;
}

/** Whose words these are: the own, a person's translation, or a machine's. */
export const toldNote = (
  words: Words,
  told: ToldStory,
  story: { readonly shownName: string; readonly language: Locale },
): string =>
  words.t(`story.told-${told.how}`, {
    name: story.shownName,
    language: words.language(story.language),
  });

/** The same where it is not plain: nothing beside a beginning of somebody's own words. */
export const saidBy = (
  words: Words,
  told: ToldStory,
  story: { readonly shownName: string; readonly language: Locale },
): string | null =>
  told.how === "own" || told.how === "own-other-script" ? null : toldNote(words, told, story);
