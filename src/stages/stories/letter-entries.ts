import { type Locale, localeFacts } from "../../platform/i18n/index.ts";
import { newsPostPath, storyPath } from "./addresses.ts";
import { type NewsPost, textFor } from "./news.ts";
import type { PublicStory } from "./public.store.ts";
import { toldTo } from "./read-stories.ts";

type Where = { readonly publicUrl: string; readonly slug: string; readonly locale: Locale };

const langIn = (language: Locale, locale: Locale): string | null =>
  language === locale ? null : localeFacts(language).htmlLang;

/** The words of a story for a reader, where they lead and in which language they are. */
export function storyEntry(story: PublicStory, { publicUrl, slug, locale }: Where) {
  const told = toldTo(story, locale);
  return {
    told,
    text: told.parts[0],
    href: new URL(storyPath(locale, slug, story.id), publicUrl).href,
    lang: langIn(told.language, locale),
  };
}

export function newsEntry(post: NewsPost, { publicUrl, slug, locale }: Where) {
  const title = textFor(post.title, locale);
  return {
    title: title.text,
    text: textFor(post.body, locale).text,
    href: new URL(newsPostPath(locale, slug, post.id), publicUrl).href,
    lang: langIn(title.language, locale),
  };
}
