import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { NewsPost, NewsState, Texts } from "./news.ts";

const posts = (tx: Tx) =>
  tx.db
    .selectFrom("news_posts as n")
    .select([
      "n.id",
      "n.state",
      "n.state_since as stateSince",
      "n.title",
      "n.body",
      "n.published_at as publishedAt",
      "n.changed_at as changedAt",
    ])
    .$castTo<NewsPost>();

export const newsById = (tx: Tx, id: string): Promise<NewsPost | undefined> =>
  posts(tx).where("n.id", "=", id).executeTakeFirst();

export const lockNews = (tx: Tx, id: string): Promise<NewsPost | undefined> =>
  posts(tx).where("n.id", "=", id).forUpdate().executeTakeFirst();

export const newsOf = (tx: Tx, ids: readonly string[]): Promise<NewsPost[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : posts(tx)
        .where("n.id", "in", [...ids])
        .where("n.state", "=", "published")
        .execute();

export async function newsList(
  tx: Tx,
  filter: { readonly publishedOnly: boolean; readonly page: number; readonly aPage: number },
): Promise<{ readonly posts: readonly NewsPost[]; readonly total: number }> {
  const rows = await posts(tx)
    .select((e) => e.fn.countAll<number>().over().as("total"))
    .$if(filter.publishedOnly, (q) => q.where("n.state", "=", "published"))
    .orderBy((e) => e.fn.coalesce("n.published_at", "n.created_at"), "desc")
    .orderBy("n.id")
    .limit(filter.aPage)
    .offset((filter.page - 1) * filter.aPage)
    .$castTo<NewsPost & { total: number }>()
    .execute();
  return { posts: rows.map(({ total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export async function insertNews(
  tx: Tx,
  from: { readonly id: string; readonly title: Texts; readonly body: Texts },
): Promise<void> {
  await tx.db
    .insertInto("news_posts")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      state: "draft",
      state_since: tx.now,
      title: JSON.stringify(from.title),
      body: JSON.stringify(from.body),
      created_at: tx.now,
      created_by: actorId(tx.actor) ?? "",
    })
    .execute();
}

export async function changeNewsTexts(
  tx: Tx,
  id: string,
  texts: { readonly title: Texts; readonly body: Texts },
): Promise<void> {
  await tx.db
    .updateTable("news_posts")
    .set({
      title: JSON.stringify(texts.title),
      body: JSON.stringify(texts.body),
      changed_at: tx.now,
    })
    .where("id", "=", id)
    .execute();
}

export async function moveNews(tx: Tx, id: string, state: NewsState): Promise<void> {
  await tx.db
    .updateTable("news_posts")
    .set((e) => ({
      state,
      state_since: tx.now,
      // News that comes back is not new again.
      ...(state === "published"
        ? { published_at: e.fn.coalesce("published_at", e.val(tx.now)) }
        : {}),
    }))
    .where("id", "=", id)
    .execute();
}
