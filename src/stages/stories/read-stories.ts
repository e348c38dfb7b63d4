import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import { addDays } from "../../shared/day.ts";
import { isUuid } from "../../shared/id.ts";
import { serbianLatin } from "../../shared/serbian-latin.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { pictureBytes } from "./picture.store.ts";
import {
  type PublicStory,
  type StoryFilter,
  shownStories,
  shownStory,
  storyChoices,
  wasThere,
} from "./public.store.ts";
import { can } from "./story.policy.ts";
import { endingStories, storyById, storyDuties, storyList } from "./story.store.ts";
import { type Parts, type Story, type StoryState, WARN_DAYS } from "./story.ts";

export { PUBLIC_STORIES_A_PAGE, type PublicStory, type StoryFilter } from "./public.store.ts";
export { STORIES_A_PAGE } from "./story.store.ts";

const todayOf = (tx: Tx) => wallTimeOf(tx.now).day;

/** Stories that anybody may read today. Nothing has to run for one to go: its day decides. */
export const readPublicStories = (tx: Tx, filter: StoryFilter) =>
  shownStories(tx, todayOf(tx), {
    ...filter,
    // What is no id finds what an unknown one does.
    school:
      filter.school === "" || isUuid(filter.school)
        ? filter.school
        : "00000000-0000-4000-8000-000000000000",
  });
export const readStoryChoices = (tx: Tx) => storyChoices(tx, todayOf(tx));

/** `gone`: it was here once, and nothing of it is said. */
export async function readPublicStory(
  tx: Tx,
  id: string,
): Promise<PublicStory | "gone" | undefined> {
  if (!isUuid(id)) return undefined;
  const story = await shownStory(tx, id, todayOf(tx));
  return story ?? ((await wasThere(tx, id)) ? "gone" : undefined);
}

export const readPublicPicture = (tx: Tx, id: string, size: "jpeg" | "small") =>
  isUuid(id) ? pictureBytes(tx, id, size, todayOf(tx)) : Promise.resolve(undefined);

/** The picture for whoever decides about it, shown or not. */
export async function readOfficePicture(tx: Tx, id: string): Promise<Buffer | undefined> {
  const story = await readStory(tx, id);
  return story && story.state !== "withdrawn" ? pictureBytes(tx, id, "jpeg", null) : undefined;
}

/** The picture of a story somebody holds the address of, or that is their own. */
export const readHeldPicture = (
  tx: Tx,
  story: Pick<Story, "id">,
  size: "jpeg" | "small" = "jpeg",
) => pictureBytes(tx, story.id, size, null);

export async function readStory(tx: Tx, id: string): Promise<Story | undefined> {
  return isUuid(id) && can.seeStories(tx.actor) ? storyById(tx, id) : undefined;
}

export const readStoryList = (
  tx: Tx,
  filter: { readonly state: StoryState | null; readonly page: number },
) => storyList(tx, filter);

/** What ends within a month, before it is gone: somebody may want to ask again. */
export function readEndingStories(tx: Tx) {
  const today = todayOf(tx);
  return endingStories(tx, today, addDays(today, WARN_DAYS));
}

export type StoryDuties = { readonly waiting: number; readonly ending: number };

/** How many wait for the office, and how many go by themselves within a month. */
export function readStoryDuties(tx: Tx): Promise<StoryDuties> {
  const today = todayOf(tx);
  return can.workOnStories(tx.actor)
    ? storyDuties(tx, today, addDays(today, WARN_DAYS))
    : Promise.resolve({ waiting: 0, ending: 0 });
}

/** A story's words for a reader: own, translated, or own because nobody translated them. */
export type Told = {
  readonly parts: Parts;
  readonly language: Locale;
  readonly how: "own" | "own-other-script" | "human" | "machine" | "untranslated";
};

const inLatin = (parts: Parts): Parts => parts.map(serbianLatin) as unknown as Parts;

/** The best words there are for a reader. Serbian in Latin letters follows letter by letter. */
export function toldTo(
  story: Pick<PublicStory, "language" | "parts" | "translations">,
  locale: Locale,
): Told {
  const { language, parts } = story;
  if (language === locale) return { parts, language, how: "own" };
  if (locale === "sr-Latn" && language === "sr-Cyrl") {
    return { parts: inLatin(parts), language: locale, how: "own-other-script" };
  }
  const found = story.translations.find((one) => one.current && one.language === locale);
  if (found) return { parts: found.parts, language: locale, how: found.madeBy };
  const cyrillic = story.translations.find((one) => one.current && one.language === "sr-Cyrl");
  if (locale === "sr-Latn" && cyrillic) {
    return { parts: inLatin(cyrillic.parts), language: locale, how: cyrillic.madeBy };
  }
  return { parts, language, how: "untranslated" };
}
