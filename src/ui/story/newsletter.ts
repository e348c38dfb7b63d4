import type { Locale, Words } from "../../platform/i18n/index.ts";
import type { Funding } from "../layout/portal-page.ts";
import { fundingText } from "../layout/portal-page.ts";
import { type LetterEntry, listLetter } from "./letter.ts";
import { firstWords, saidBy, storyTitle, type ToldStory } from "./told.ts";

type Entry = Omit<LetterEntry, "title">;
/** Of a story a letter says how it begins; the page can be taken away, a letter cannot. */
const WORDS_OF_A_STORY = 40;
const WORDS_OF_NEWS = 80;

/** A newsletter for readers of one language, from stories and news in its order. */
export const newsletterLetter = (from: {
  readonly words: Words;
  readonly programme: string;
  readonly subject: string;
  readonly intro: string;
  readonly stories: readonly (Entry & {
    readonly trade: string;
    readonly city: string;
    readonly country: string;
    readonly shownName: string;
    readonly told: ToldStory;
    readonly language: Locale;
  })[];
  readonly news: readonly LetterEntry[];
  readonly leaveUrl: string;
  readonly funding: Funding | null;
}) =>
  listLetter({
    ...from,
    entries: [
      ...from.stories.map(({ text, href, lang, shownName, told, language, ...place }) => ({
        title: `${storyTitle(from.words, place)} · ${shownName}`,
        text: firstWords(text, WORDS_OF_A_STORY),
        note: saidBy(from.words, told, { shownName, language }),
        href,
        lang,
      })),
      ...from.news.map((one) => ({ ...one, text: firstWords(one.text, WORDS_OF_NEWS) })),
    ],
    funding: from.funding && fundingText(from.words, from.funding),
  });
