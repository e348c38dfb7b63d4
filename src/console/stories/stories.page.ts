import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  readEndingStories,
  readStoryList,
  STORIES_A_PAGE,
} from "../../stages/stories/read-stories.ts";
import { can } from "../../stages/stories/story.policy.ts";
import { shownUntil, withoutConsent } from "../../stages/stories/story.rules.ts";
import { STORY_STATES, type Story } from "../../stages/stories/story.ts";
import { button, type Html, html, pagesOf, table } from "../../ui/index.ts";
import { storyTitle } from "../../ui/story/index.ts";
import { filterBy, filterForm } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sectionLinks, stateTag } from "./parts.ts";
import { storyPaths } from "./story-paths.ts";

export const routes: StaffRoute[] = [
  {
    method: "GET",
    path: storyPaths.list(":scheme"),
    access: "staff",
    allow: can.seeStories,
    answer: async (visit) => page(await listPage(visit)),
  },
];

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const here = storyPaths.list(slug);
  const list = listQuery(visit.query, here, ["state"]);
  const state = STORY_STATES.find((each) => each === list.text("state")) ?? null;
  const { stories, total } = await readStoryList(visit.tx, { state, page: list.page });
  const ending = await readEndingStories(visit.tx);
  const { day: today } = wallTimeOf(visit.tx.now);
  return consoleShell(visit, {
    title: t("story.title"),
    section: "stories",
    body: html`<h1 class="govuk-heading-l">${t("story.title")}</h1>${sectionLinks(visit, words, "list")}
<p class="govuk-body">${t("story.office-lead")}</p>
${can.workOnStories(visit.tx.actor) && button({ text: t("story.write"), href: storyPaths.fresh(slug), kind: "secondary" })}
${
  ending.length > 0 &&
  html`<div class="app-card app-card--attention"><h2 class="govuk-heading-s">${t("story.ending-title")}</h2><p class="govuk-body">${t("story.ending-about")}</p><ul class="govuk-list">${ending.map(
    (one) =>
      html`<li><a class="govuk-link" href="${storyPaths.story(slug, one.id)}">${storyTitle(words, one)}, ${one.shownName}</a> · ${t(one.endsOn < today ? "story.ended-on" : "story.ends-on", { day: words.shortDay(day(one.endsOn)) })}</li>`,
  )}</ul></div>`
}
${filterForm(
  words,
  list,
  here,
  filterBy(words, list, {
    name: "state",
    label: t("story.state"),
    items: STORY_STATES.map((each) => ({ value: each, text: t(`story.state-${each}`) })),
  }),
)}
<p class="govuk-body">${t("story.count", { count: total })}</p>
${
  stories.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("story.title"),
    captionClasses: "govuk-visually-hidden",
    head: [t("story.which"), t("story.state"), t("story.consents"), t("story.since")],
    rows: stories.map((story) => rowOf(words, slug, story, today)),
  })
}
${pagesOf(words, { page: list.page, pages: Math.ceil(total / STORIES_A_PAGE), href: list.pageHref })}`,
  });
}

const rowOf = (words: Words, slug: string, story: Story, today: string) => [
  html`<a class="govuk-link" href="${storyPaths.story(slug, story.id)}">${storyTitle(words, story)}</a><br><span lang="">${story.shownName}</span>${story.school && html`, <span lang="">${story.school}</span>`}`,
  stateTag(words, story.state),
  consentsIn(words, story, today),
  words.shortDay(story.stateSince),
];

/** Who has not agreed, or until when everybody did. */
export function consentsIn(words: Words, story: Story, today: string): string {
  const missing = withoutConsent(story, today);
  if (missing.length > 0) {
    return words.t("story.missing", {
      who: words.list(missing.map((party) => words.t(`story.party-${party}`))),
    });
  }
  const until = shownUntil(story, today);
  return until ? words.t("story.until", { day: words.shortDay(day(until)) }) : "";
}
