import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isLocale, type Locale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { MOST_BODY, MOST_TITLE, nextNews, textProblems } from "./news.rules.ts";
import {
  changeNewsTexts,
  insertNews,
  lockNews,
  moveNews,
  newsById,
  newsList,
} from "./news.store.ts";
import { languagesOf, type NewsPost, type NewsState, withText } from "./news.ts";
import { can } from "./story.policy.ts";

export type TypedNews = {
  readonly language: string;
  readonly title: string;
  readonly body: string;
};

const clean = (text: string): string => text.replace(/\r\n?/g, "\n").trim();

/** A short piece of news in one language; the others follow as somebody writes them. */
export async function writeNews(
  tx: Tx,
  newsId: string | null,
  typed: TypedNews,
): Promise<Result<string>> {
  if (!can.writeNews(tx.actor)) return notFound;
  const post = newsId === null ? null : isUuid(newsId) ? await lockNews(tx, newsId) : undefined;
  if (post === undefined) return notFound;
  const next = nextNews(post?.state ?? "draft", "write");
  if (!next.ok) return next;
  const title = clean(typed.title).replace(/\s+/g, " ");
  const body = clean(typed.body);
  const language = typed.language as Locale;
  // A language is taken out by leaving both boxes empty, as long as another one is left.
  const others = languagesOf(post?.title ?? {}).filter((each) => each !== language);
  const takesOut = title === "" && body === "" && others.length > 0;
  const problems: Problem[] = [
    ...(isLocale(typed.language) ? [] : [{ code: "not-a-choice", field: "language" }]),
    ...textProblems(title, "title", MOST_TITLE, !takesOut),
    ...textProblems(body, "body", MOST_BODY, !takesOut),
  ];
  if (problems.length > 0) return refuse(...problems);
  const texts = {
    title: withText(post?.title ?? {}, language, title),
    body: withText(post?.body ?? {}, language, body),
  };
  const id = post?.id ?? newId();
  if (post) await changeNewsTexts(tx, id, texts);
  else await insertNews(tx, { id, ...texts });
  await record(tx, post ? "news.changed" : "news.written", { type: "news", id }, { language });
  return ok(id);
}

export async function decideNews(
  tx: Tx,
  newsId: string,
  decision: string,
): Promise<Result<NewsState>> {
  const post = isUuid(newsId) && can.writeNews(tx.actor) ? await lockNews(tx, newsId) : undefined;
  if (!post || (decision !== "publish" && decision !== "take-down")) return notFound;
  const next = nextNews(post.state, decision);
  if (!next.ok) return next;
  await moveNews(tx, post.id, next.value);
  const name = decision === "publish" ? "news.published" : "news.taken-down";
  await record(tx, name, { type: "news", id: post.id });
  return next;
}

export async function readNews(tx: Tx, newsId: string): Promise<NewsPost | undefined> {
  return isUuid(newsId) && can.seeNews(tx.actor) ? newsById(tx, newsId) : undefined;
}

export const NEWS_A_PAGE = 20;
export const readNewsList = (tx: Tx, page: number) =>
  newsList(tx, { publishedOnly: false, page, aPage: NEWS_A_PAGE });

/** News that anybody may read. */
export const readPublicNews = (tx: Tx, page: number) =>
  newsList(tx, { publishedOnly: true, page, aPage: NEWS_A_PAGE });

export async function readPublicPost(tx: Tx, newsId: string): Promise<NewsPost | undefined> {
  const post = isUuid(newsId) ? await newsById(tx, newsId) : undefined;
  return post?.state === "published" ? post : undefined;
}
