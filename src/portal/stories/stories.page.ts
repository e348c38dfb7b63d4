import { type Locale, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import {
  PUBLIC_STORIES_A_PAGE,
  type PublicStory,
  readPublicStories,
  readStoryChoices,
  toldTo,
} from "../../stages/stories/read-stories.ts";
import { attributes, button, form, type Html, html, pagesOf, select } from "../../ui/index.ts";
import { firstWords, saidBy, storyTitle } from "../../ui/story/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

// Made for each who asks: a story that somebody takes back is on no page that is kept anywhere.
export const routes: Route[] = [
  {
    method: "GET",
    path: paths.stories(":lang", ":scheme"),
    access: "public",
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? page(await storiesPage(visit, scheme)) : nothingHere;
    },
  },
];

const WORDS = 30;

async function storiesPage(visit: PublicVisit, scheme: Scheme): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { query } = visit;
  const filter = {
    school: query.get("school") ?? "",
    trade: query.get("trade") ?? "",
    page: Math.min(Math.max(Number.parseInt(query.get("page") ?? "1", 10) || 1, 1), 10_000),
  };
  const { stories, total } = await readPublicStories(visit.tx, filter);
  const isFiltered = filter.school !== "" || filter.trade !== "";
  const choices = await readStoryChoices(visit.tx);
  const here = paths.stories(words.locale, scheme.slug);
  const pageHref = (number: number) => {
    const next = new URLSearchParams(query);
    next.set("page", String(number));
    return `${here}?${next}`;
  };
  return portalShell(visit, {
    title: t("story.title"),
    about: t("story.lead"),
    data: storyFeeds(words, scheme.slug),
    body: html`<h1 class="govuk-heading-l">${t("story.title")}</h1>
<p class="govuk-body-l">${t("story.lead")}</p>
${choices.schools.length + choices.trades.length > 1 && filterForm(words, here, filter, choices)}
${stories.length === 0 ? html`<p class="govuk-body">${t(isFiltered ? "story.none-filtered" : "story.none")}${isFiltered && html` <a class="govuk-link" href="${here}">${t("site.clear-filters")}</a>`}</p>` : stories.map((story, at) => card(words, scheme.slug, story, at))}
${pagesOf(words, { page: filter.page, pages: Math.ceil(total / PUBLIC_STORIES_A_PAGE), href: pageHref })}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.news(words.locale, scheme.slug)}">${t("news.title")}</a></p>
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.newsletter(words.locale, scheme.slug)}">${t("news.subscribe-title")}</a></p>
<p class="govuk-body-s">${t("story.feeds")} <a class="govuk-link" href="${paths.storiesAtom(words.locale, scheme.slug)}">Atom</a>, <a class="govuk-link" href="${paths.storiesJson(words.locale, scheme.slug)}">JSON</a></p>`,
  });
}

export const storyFeeds = (words: Words, slug: string): Html =>
  html`<link rel="alternate" type="application/feed+json" title="${words.t("story.title")}" href="${paths.storiesJson(words.locale, slug)}"><link rel="alternate" type="application/atom+xml" title="${words.t("story.title")}" href="${paths.storiesAtom(words.locale, slug)}">`;

function filterForm(
  words: Words,
  action: string,
  filter: { readonly school: string; readonly trade: string },
  choices: Awaited<ReturnType<typeof readStoryChoices>>,
): Html {
  const { t } = words;
  const any = { value: "", text: t("front.any") };
  const sorted = (items: { value: string; text: string }[]) =>
    items.sort((a, b) => words.compare(a.text, b.text));
  return form(
    { action, method: "get", classes: "app-search" },
    select({
      words,
      name: "school",
      label: t("story.filter-school"),
      value: filter.school,
      items: [any, ...sorted(choices.schools.map(({ id, name }) => ({ value: id, text: name })))],
    }),
    select({
      words,
      name: "trade",
      label: t("front.filter-trade"),
      value: filter.trade,
      items: [
        any,
        ...sorted(choices.trades.map((code) => ({ value: code, text: words.trade(code) }))),
      ],
    }),
    button({ text: t("site.filter"), kind: "secondary" }),
  );
}

/** The trade first, then the place, then who: what somebody looks for stands where one looks. */
function card(words: Words, slug: string, story: PublicStory, at: number): Html {
  const told = toldTo(story, words.locale as Locale);
  const said = saidBy(words, told, story);
  const href = paths.story(words.locale, slug, story.id);
  const lang = attributes({
    lang: told.language === words.locale ? undefined : localeFacts(told.language).htmlLang,
  });
  return html`<article class="app-card"><h2 class="govuk-heading-m"><a class="govuk-link" href="${href}">${storyTitle(words, story)}</a></h2>
${story.picture && html`<p class="govuk-body"><img class="app-picture" src="${paths.storyPictureSmall(words.locale, slug, story.id)}" alt="${story.picture.alt}" width="${Math.min(480, story.picture.width)}" height="${heightAt(story.picture, 480)}"${at > 0 && html` loading="lazy"`}></p>`}
<p class="govuk-body"${lang}>${firstWords(told.parts[0], WORDS)}</p>
${said !== null && html`<p class="govuk-hint">${said}</p>`}
<p class="govuk-body-s"><span lang="">${story.shownName}</span>${story.school && html`, <span lang="">${story.school}</span>`}, ${words.country(story.sendingCountry)}${story.invented && html` · ${words.t("story.invented")}`}</p></article>`;
}

const heightAt = (
  { width, height }: { readonly width: number; readonly height: number },
  longest: number,
): number => Math.round(height * Math.min(1, longest / Math.max(width, height)));
