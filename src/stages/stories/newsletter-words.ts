import type { Locale } from "../../platform/i18n/index.ts";
import { readerWords } from "../schemes/reader-words.ts";
import { newsEntry, storyEntry } from "./letter-entries.ts";
import { textFor } from "./news.ts";
import type { NewsletterParts } from "./send-letters.ts";

/** What a newsletter holds for readers of a language, ready to be set as a letter. */
export function newsletterOf(
  { scheme, newsletter, items }: NewsletterParts,
  locale: Locale,
  publicUrl: string,
) {
  const words = readerWords(scheme.settings, "public", locale);
  const where = { publicUrl, slug: scheme.slug, locale };
  return {
    words,
    programme: words.local(scheme.name),
    subject: textFor(newsletter.subject, locale).text,
    intro: textFor(newsletter.intro, locale).text,
    stories: items.stories.map((story) => ({ ...story, ...storyEntry(story, where) })),
    news: items.news.map((post) => newsEntry(post, where)),
    funding: scheme.settings.funding ?? null,
  };
}
