import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { type Counts, STANDINGS, type Standing } from "../../stages/reporting/board.ts";
import { type Html, html, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<Standing, TagColour>> = {
  waiting: "grey",
  offered: "yellow",
  planned: "turquoise",
  "in-progress": "purple",
  finished: "green",
};

export const standingWords = (words: Words, standing: Standing): string =>
  words.t(`board.standing-${standing}` as MessageKey);

export const standingTag = (words: Words, standing: Standing): Html =>
  tag({ text: standingWords(words, standing), colour: COLOURS[standing] });

export const isStanding = (text: string): text is Standing =>
  (STANDINGS as readonly string[]).includes(text);

/** A figure that opens the list behind it; a nought opens nothing. */
export function figureLink(words: Words, value: number, href: string, about: string): Html {
  const text = words.number(value);
  return value === 0
    ? html`${text}`
    : html`<a class="govuk-link" href="${href}">${text}<span class="govuk-visually-hidden"> ${about}</span></a>`;
}

/** Five figures of a row, each a link made by `href`. */
export const figureCells = (
  words: Words,
  counts: Counts,
  about: string,
  href: (standing: Standing) => string,
) =>
  STANDINGS.map((standing) => ({
    text: figureLink(
      words,
      counts[standing],
      href(standing),
      `${standingWords(words, standing)}, ${about}`,
    ),
    format: "numeric" as const,
  }));
