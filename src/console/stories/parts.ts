import { LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/stories/story.policy.ts";
import type { StoryState } from "../../stages/stories/story.ts";
import { type Html, html, lines, tag } from "../../ui/index.ts";
import { storyPaths } from "./story-paths.ts";

const PAGES = [
  ["list", "story.title", can.seeStories],
  ["newsList", "news.title", can.seeNews],
  ["newsletters", "news.newsletters", can.sendNewsletters],
] as const;

/** Stories, news and newsletters beside each other; the one that is open is no link. */
export const sectionLinks = (
  visit: StaffVisit,
  words: Words,
  here: (typeof PAGES)[number][0],
): Html =>
  html`<ul class="app-choices">${PAGES.filter(
    ([name, , who]) => name !== here && who(visit.tx.actor),
  ).map(
    ([name, key]) =>
      html`<li><a class="govuk-link" href="${storyPaths[name](visit.tx.actor.scheme.slug)}">${words.t(key)}</a></li>`,
  )}</ul>`;

export const languageItems = LOCALES.map((locale) => ({
  value: locale,
  text: localeFacts(locale).ownName,
}));

const COLOURS = {
  submitted: "yellow",
  returned: "orange",
  published: "green",
  "taken-down": "grey",
  withdrawn: "grey",
  refused: "grey",
  erased: "grey",
} as const satisfies Record<StoryState, string>;

export const stateTag = (words: Words, state: StoryState): Html =>
  tag({ text: words.t(`story.state-${state}`), colour: COLOURS[state] });

/** A text to copy into a message or a social page; the button appears where it can work. */
export const copyText = (words: Words, id: string, text: string): Html =>
  html`<p class="govuk-body" id="${id}">${lines(text)}</p><button type="button" class="govuk-button govuk-button--secondary" data-copy="${id}" data-copied="${words.t("site.copied")}" hidden>${words.t("front.share-copy")}</button>`;
