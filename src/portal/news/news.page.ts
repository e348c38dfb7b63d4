import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { type NewsPost, textFor } from "../../stages/stories/news.ts";
import { NEWS_A_PAGE, readPublicNews, readPublicPost } from "../../stages/stories/write-news.ts";
import { attributes, backLink, type Html, html, lines, pagesOf } from "../../ui/index.ts";
import { firstWords } from "../../ui/story/index.ts";
import { atomFeed, type Feed, jsonFeed } from "../feed.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

const WORDS_IN_SHORT = 30;

const route = (
  path: string,
  answer: (visit: PublicVisit, scheme: Scheme) => Promise<Answer>,
): Route => ({
  method: "GET",
  path,
  access: "public",
  shared: true,
  answer: async (visit) => {
    const scheme = await schemeOf(visit);
    return scheme?.kind === "running" ? answer(visit, scheme) : nothingHere;
  },
});

export const routes: Route[] = [
  route(paths.news(":lang", ":scheme"), newsPage),
  route(paths.newsPost(":lang", ":scheme", ":newsId"), async (visit, scheme) => {
    const post = await readPublicPost(visit.tx, visit.params.newsId ?? "");
    return post ? postPage(visit, scheme, post) : nothingHere;
  }),
  route(paths.newsJson(":lang", ":scheme"), async (visit, scheme) =>
    jsonFeed(await feedOf(visit, scheme, paths.newsJson)),
  ),
  route(paths.newsAtom(":lang", ":scheme"), async (visit, scheme) =>
    atomFeed(await feedOf(visit, scheme, paths.newsAtom)),
  ),
];

const langOf = (words: Words, language: Parameters<typeof localeFacts>[0]): Html => {
  const { htmlLang } = localeFacts(language);
  return attributes({ lang: htmlLang === words.lang ? undefined : htmlLang });
};

const dayOf = (words: Words, post: NewsPost): string =>
  post.publishedAt ? words.day(post.publishedAt) : "";

async function newsPage(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const words = await portalWords(visit);
  const { t } = words;
  const { slug } = scheme;
  const number = Math.min(
    Math.max(Number.parseInt(visit.query.get("page") ?? "1", 10) || 1, 1),
    10_000,
  );
  const { posts, total } = await readPublicNews(visit.tx, number);
  const here = paths.news(words.locale, slug);
  return page(
    await portalShell(visit, {
      title: t("news.title"),
      about: t("news.lead"),
      data: newsFeeds(words, slug),
      body: html`<h1 class="govuk-heading-l">${t("news.title")}</h1><p class="govuk-body-l">${t("news.lead")}</p>
${posts.length === 0 && html`<p class="govuk-body">${t("news.none")}</p>`}
${posts.map((post) => {
  const title = textFor(post.title, visit.locale);
  const body = textFor(post.body, visit.locale);
  const lang = langOf(words, title.language);
  return html`<article><h2 class="govuk-heading-m"${lang}><a class="govuk-link" href="${paths.newsPost(words.locale, slug, post.id)}">${title.text}</a></h2><p class="govuk-hint">${dayOf(words, post)}</p><p class="govuk-body"${lang}>${firstWords(body.text, WORDS_IN_SHORT)}</p></article>`;
})}
${pagesOf(words, { page: number, pages: Math.ceil(total / NEWS_A_PAGE), href: (to) => `${here}?page=${to}` })}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.stories(words.locale, slug)}">${t("story.title")}</a></p>
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.newsletter(words.locale, slug)}">${t("news.subscribe-title")}</a></p>
<p class="govuk-body-s">${t("news.feeds")} <a class="govuk-link" href="${paths.newsAtom(words.locale, slug)}">Atom</a>, <a class="govuk-link" href="${paths.newsJson(words.locale, slug)}">JSON</a></p>`,
    }),
  );
}

const newsFeeds = (words: Words, slug: string): Html =>
  html`<link rel="alternate" type="application/feed+json" title="${words.t("news.title")}" href="${paths.newsJson(words.locale, slug)}"><link rel="alternate" type="application/atom+xml" title="${words.t("news.title")}" href="${paths.newsAtom(words.locale, slug)}">`;

async function postPage(visit: PublicVisit, scheme: Scheme, post: NewsPost): Promise<Answer> {
  const words = await portalWords(visit);
  const title = textFor(post.title, visit.locale);
  const body = textFor(post.body, visit.locale);
  const lang = langOf(words, title.language);
  const short = firstWords(body.text, WORDS_IN_SHORT);
  return page(
    await portalShell(visit, {
      title: title.text,
      about: short,
      data: html`${newsFeeds(words, scheme.slug)}<meta property="og:type" content="article"><meta property="og:title" content="${title.text}"><meta property="og:description" content="${short}">`,
      before: backLink({
        words,
        href: paths.news(words.locale, scheme.slug),
        text: words.t("news.title"),
      }),
      body: html`<article><h1 class="govuk-heading-l"${lang}>${title.text}</h1><p class="govuk-hint">${dayOf(words, post)}</p>
${body.language !== words.locale && html`<p class="govuk-hint">${words.t("news.other-language", { language: words.language(body.language) })}</p>`}
<div${langOf(words, body.language)}>${body.text.split(/\n{2,}/).map((part) => html`<p class="govuk-body">${lines(part)}</p>`)}</div></article>`,
    }),
  );
}

async function feedOf(
  visit: PublicVisit,
  scheme: Scheme,
  self: (lang: string, scheme: string) => string,
): Promise<Feed> {
  const words = await portalWords(visit);
  const whole = (path: string) => new URL(path, visit.site.publicUrl).href;
  const { posts } = await readPublicNews(visit.tx, 1);
  return {
    words,
    name: "news",
    title: words.t("news.feed-title", { scheme: words.local(scheme.name) }),
    about: words.t("news.lead"),
    programme: words.local(scheme.name),
    home: whole(paths.news(words.locale, scheme.slug)),
    self: whole(self(words.locale, scheme.slug)),
    items: posts.flatMap((post) => {
      const title = textFor(post.title, visit.locale);
      return post.publishedAt
        ? [
            {
              id: post.id,
              href: whole(paths.newsPost(words.locale, scheme.slug, post.id)),
              title: title.text,
              text: textFor(post.body, visit.locale).text,
              lang: localeFacts(title.language).htmlLang,
              at: post.publishedAt,
              ...(post.changedAt && post.changedAt > post.publishedAt
                ? { changedAt: post.changedAt }
                : {}),
              tags: [],
            },
          ]
        : [];
    }),
  };
}
