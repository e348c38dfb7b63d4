import { isLocale, type Locale, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { newsPostPath } from "../../stages/stories/addresses.ts";
import { newsStates } from "../../stages/stories/news.rules.ts";
import { languagesOf, type NewsPost, textFor } from "../../stages/stories/news.ts";
import { can } from "../../stages/stories/story.policy.ts";
import {
  decideNews,
  NEWS_A_PAGE,
  readNews,
  readNewsList,
  writeNews,
} from "../../stages/stories/write-news.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  pagesOf,
  problemSummary,
  select,
  table,
  tag,
  textarea,
} from "../../ui/index.ts";
import { firstWords } from "../../ui/story/index.ts";
import { listQuery } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { copyText, languageItems, sectionLinks } from "./parts.ts";
import { storyPaths } from "./story-paths.ts";

const stateTag = (words: Words, { state }: NewsPost): Html =>
  tag({
    text: words.t(`news.state-${state}`),
    colour: state === "published" ? "green" : "grey",
  });

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const list = listQuery(visit.query, storyPaths.newsList(slug), ["date"]);
  const { posts, total } = await readNewsList(visit.tx, list.page);
  return consoleShell(visit, {
    title: t("news.title"),
    section: "stories",
    body: html`<h1 class="govuk-heading-l">${t("news.title")}</h1>${sectionLinks(visit, words, "newsList")}
${can.writeNews(visit.tx.actor) && button({ text: t("news.write"), href: storyPaths.freshNews(slug), kind: "secondary" })}
${
  posts.length === 0
    ? html`<p class="govuk-body">${t("news.none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: t("news.title"),
        captionClasses: "govuk-visually-hidden",
        head: [t("news.heading"), t("story.state"), t("news.languages"), t("story.since")],
        rows: posts.map((post) => [
          html`<a class="govuk-link" href="${storyPaths.news(slug, post.id)}">${textFor(post.title, visit.locale).text}</a>`,
          stateTag(words, post),
          words.list(languagesOf(post.title).map(words.language)),
          words.shortDay(post.publishedAt ?? post.stateSince),
        ]),
      })
}
${pagesOf(words, { page: list.page, pages: Math.ceil(total / NEWS_A_PAGE), href: list.pageHref })}`,
  });
}

/** The language that is being written: chosen in the address, sent with the form, else the reader's. */
export function writtenLanguage(visit: StaffVisit): Locale {
  const asked = visit.form.text("language") || (visit.query.get("language") ?? "");
  return isLocale(asked) ? asked : visit.locale;
}

/** Ways to the other languages of a text, with what is there already. */
export const otherLanguages = (
  words: Words,
  here: string,
  written: readonly Locale[],
  now: Locale,
): Html => {
  const named = (locale: Locale, name: string) =>
    written.includes(locale) ? `${name} (${words.t("news.is-written")})` : name;
  return html`<p class="govuk-body">${words.t("news.which-language")}</p><ul class="app-choices">${languageItems.map(
    ({ value, text }) =>
      html`<li>${value === now ? html`<strong>${named(value, text)}</strong>` : html`<a class="govuk-link" href="${here}?language=${value}">${named(value, text)}</a>`}</li>`,
  )}</ul>`;
};

async function postPage(
  visit: StaffVisit,
  post: NewsPost | null,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const language = writtenLanguage(visit);
  const { form: sent } = visit;
  const kept = (name: string, before: string | undefined) =>
    sent.has(name) ? sent.text(name) : (before ?? "");
  const here = post ? storyPaths.news(slug, post.id) : storyPaths.freshNews(slug);
  const title = post ? textFor(post.title, visit.locale).text : t("news.write");
  const mayWrite = can.writeNews(visit.tx.actor);
  return consoleShell(visit, {
    title,
    section: "stories",
    error: problems.length > 0,
    before: backLink({ words, href: storyPaths.newsList(slug), text: t("news.title") }),
    body: html`${problemSummary(words, problems, {}, { title: t("news.heading"), body: t("news.body"), language: t("news.language") })}<h1 class="govuk-heading-l">${title}</h1>
${post && html`<p class="govuk-body">${stateTag(words, post)}</p>`}
${mayWrite && post && otherLanguages(words, here, languagesOf(post.title), language)}
${
  mayWrite
    ? form(
        { action: here, key: newId(), classes: "app-text" },
        post
          ? hidden("language", language)
          : select({
              words,
              problems,
              name: "language",
              label: t("news.language"),
              value: language,
              items: languageItems,
            }),
        input({
          words,
          problems,
          name: "title",
          label: t("news.heading"),
          value: kept("title", post?.title[language]),
        }),
        textarea({
          words,
          problems,
          name: "body",
          label: t("news.body"),
          hint: t("news.body-hint"),
          rows: 8,
          value: kept("body", post?.body[language]),
        }),
        button({ text: t("site.save"), preventDoubleClick: true }),
      )
    : post && html`<p class="govuk-body">${textFor(post.body, visit.locale).text}</p>`
}
${post && mayWrite && decisions(words, slug, post)}
${post?.state === "published" && html`<h2 class="govuk-heading-m">${t("story.social")}</h2>${copyText(words, "social-text", socialText(visit, slug, post))}`}`,
  });
}

const decisions = (words: Words, slug: string, post: NewsPost): Html =>
  html`${(["publish", "take-down"] as const)
    .filter((decision) => decision in newsStates[post.state])
    .map((decision) =>
      form(
        { action: storyPaths.newsDecision(slug, post.id), key: newId() },
        hidden("decision", decision),
        button({
          text: words.t(`story.do-${decision}`),
          ...(decision === "publish" ? {} : { kind: "secondary" as const }),
          preventDoubleClick: true,
        }),
      ),
    )}`;

const WORDS = 40;

function socialText(visit: StaffVisit, slug: string, post: NewsPost): string {
  const address = new URL(newsPostPath(visit.locale, slug, post.id), visit.site.publicUrl).href;
  const title = textFor(post.title, visit.locale).text;
  return `${title}. ${firstWords(textFor(post.body, visit.locale).text, WORDS)} ${address}`;
}

async function save(visit: StaffVisit, post: NewsPost | null): Promise<Answer> {
  const { form: sent, tx } = visit;
  const done = await writeNews(tx, post?.id ?? null, {
    language: sent.text("language"),
    title: sent.text("title"),
    body: sent.text("body"),
  });
  if (done.ok) return redirect(storyPaths.news(tx.actor.scheme.slug, done.value));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await postPage(visit, post, done.problems));
}

const asked = (visit: StaffVisit) => readNews(visit.tx, visit.params.newsId ?? "");

export const routes: StaffRoute[] = [
  {
    method: "GET",
    path: storyPaths.newsList(":scheme"),
    access: "staff",
    allow: can.seeNews,
    answer: async (visit) => page(await listPage(visit)),
  },
  {
    method: "GET",
    path: storyPaths.freshNews(":scheme"),
    access: "staff",
    allow: can.writeNews,
    answer: async (visit) => page(await postPage(visit, null)),
  },
  {
    method: "POST",
    path: storyPaths.freshNews(":scheme"),
    access: "staff",
    allow: can.writeNews,
    answer: (visit) => save(visit, null),
  },
  {
    method: "GET",
    path: storyPaths.news(":scheme", ":newsId"),
    access: "staff",
    allow: can.seeNews,
    answer: async (visit) => {
      const post = await asked(visit);
      return post ? page(await postPage(visit, post)) : nothingHere;
    },
  },
  {
    method: "POST",
    path: storyPaths.news(":scheme", ":newsId"),
    access: "staff",
    allow: can.writeNews,
    answer: async (visit) => {
      const post = await asked(visit);
      return post ? save(visit, post) : nothingHere;
    },
  },
  {
    method: "POST",
    path: storyPaths.newsDecision(":scheme", ":newsId"),
    access: "staff",
    allow: can.writeNews,
    answer: async (visit) => {
      const post = await asked(visit);
      if (!post) return nothingHere;
      const done = await decideNews(visit.tx, post.id, visit.form.text("decision"));
      if (done.ok) return redirect(storyPaths.news(visit.tx.actor.scheme.slug, post.id));
      if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      return refusedPage(await postPage(visit, post, done.problems));
    },
  },
];
