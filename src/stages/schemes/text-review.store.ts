import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export type TextReview = {
  readonly group: string;
  readonly locale: string;
  readonly hash: string;
  readonly reviewer: string;
  readonly at: Date;
};

/** The latest approval of each group in each language; an older one never comes back. */
export const newestReviews = (tx: Tx): Promise<TextReview[]> =>
  tx.db
    .selectFrom("text_reviews")
    .distinctOn(["text_group", "locale"])
    .orderBy("text_group")
    .orderBy("locale")
    .orderBy("approved_at", "desc")
    .orderBy("id")
    .select([
      "text_group as group",
      "locale",
      "words_hash as hash",
      "reviewer",
      "approved_at as at",
    ])
    .execute();

/** The latest approvals of every listed programme, for a page that belongs to none. */
export async function reviewsOfListed(
  tx: Tx,
): Promise<readonly Pick<TextReview, "group" | "locale" | "hash">[]> {
  const { rows } = await sql<Pick<TextReview, "group" | "locale" | "hash">>`
    select text_group as "group", locale, words_hash as hash from ref.reviews_of_listed()`.execute(
    tx.db,
  );
  return rows;
}

export async function insertReview(
  tx: Tx,
  from: Omit<TextReview, "at"> & { readonly id: string; readonly by: string },
): Promise<void> {
  await tx.db
    .insertInto("text_reviews")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      text_group: from.group,
      locale: from.locale,
      words_hash: from.hash,
      reviewer: from.reviewer,
      approved_by: from.by,
      approved_at: tx.now,
    })
    .execute();
}
