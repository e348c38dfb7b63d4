import { localeFacts } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readPublicStories, toldTo } from "../../stages/stories/read-stories.ts";
import { firstWords, saidBy, storyTitle } from "../../ui/story/index.ts";
import { atomFeed, type Feed, jsonFeed } from "../feed.ts";
import { paths } from "../paths.ts";
import { portalWords, schemeOf } from "../shell.ts";

const WORDS = 40;

// Not kept by anybody on the way: what somebody takes back is gone from here with the same press.
const route = (
  path: (lang: string, scheme: string) => string,
  write: (feed: Feed) => Answer,
): Route => ({
  method: "GET",
  path: path(":lang", ":scheme"),
  access: "public",
  answer: async (visit: PublicVisit) => {
    const scheme = await schemeOf(visit);
    if (scheme?.kind !== "running") return nothingHere;
    const words = await portalWords(visit);
    const { slug } = scheme;
    const whole = (to: string) => new URL(to, visit.site.publicUrl).href;
    const { stories } = await readPublicStories(visit.tx, { school: "", trade: "", page: 1 });
    return write({
      words,
      name: "stories",
      title: words.t("story.feed-title", { scheme: words.local(scheme.name) }),
      about: words.t("story.lead"),
      programme: words.local(scheme.name),
      home: whole(paths.stories(words.locale, slug)),
      self: whole(path(words.locale, slug)),
      items: stories.map((story) => {
        const told = toldTo(story, visit.locale);
        return {
          id: story.id,
          href: whole(paths.story(words.locale, slug, story.id)),
          title: `${storyTitle(words, story)} · ${story.shownName}`,
          text: [firstWords(told.parts[0], WORDS), saidBy(words, told, story)]
            .filter((part) => part !== null)
            .join("\n\n"),
          lang: localeFacts(told.language).htmlLang,
          at: story.publishedAt,
          changedAt: story.changedAt,
          tags: [story.trade, story.country].filter((tag) => tag !== ""),
        };
      }),
    });
  },
});

export const routes: Route[] = [
  route(paths.storiesJson, jsonFeed),
  route(paths.storiesAtom, atomFeed),
];
