import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import type { Newsletter, NewsletterState, Texts } from "./news.ts";

const newsletters = (tx: Tx) =>
  tx.db
    .selectFrom("newsletters as n")
    .select(["n.id", "n.state", "n.state_since as stateSince", "n.subject", "n.intro", "n.letters"])
    .$castTo<Newsletter>();

export const newsletterById = (tx: Tx, id: string): Promise<Newsletter | undefined> =>
  newsletters(tx).where("n.id", "=", id).executeTakeFirst();

export const lockNewsletter = (tx: Tx, id: string): Promise<Newsletter | undefined> =>
  newsletters(tx).where("n.id", "=", id).forUpdate().executeTakeFirst();

/** The newest hundred: a newsletter a month is eight years of them. */
export const newsletterList = (tx: Tx): Promise<Newsletter[]> =>
  newsletters(tx).orderBy("n.created_at", "desc").orderBy("n.id").limit(100).execute();

export async function insertNewsletter(
  tx: Tx,
  from: { readonly id: string; readonly subject: Texts; readonly intro: Texts },
): Promise<void> {
  await tx.db
    .insertInto("newsletters")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      state: "draft",
      state_since: tx.now,
      subject: JSON.stringify(from.subject),
      intro: JSON.stringify(from.intro),
      created_at: tx.now,
      created_by: actorId(tx.actor) ?? "",
    })
    .execute();
}

export async function changeNewsletterTexts(
  tx: Tx,
  id: string,
  texts: { readonly subject: Texts; readonly intro: Texts },
): Promise<void> {
  await tx.db
    .updateTable("newsletters")
    .set({ subject: JSON.stringify(texts.subject), intro: JSON.stringify(texts.intro) })
    .where("id", "=", id)
    .execute();
}

export async function moveNewsletter(
  tx: Tx,
  id: string,
  to: { readonly state: NewsletterState; readonly letters?: number },
): Promise<void> {
  await tx.db
    .updateTable("newsletters")
    .set({
      state: to.state,
      state_since: tx.now,
      ...(to.state === "sending" ? { sent_by: actorId(tx.actor) ?? "" } : {}),
      ...(to.letters !== undefined ? { letters: to.letters } : {}),
    })
    .where("id", "=", id)
    .execute();
}

export type NewsletterItem = { readonly storyId: string | null; readonly newsId: string | null };

export const itemsOf = (tx: Tx, id: string): Promise<NewsletterItem[]> =>
  tx.db
    .selectFrom("newsletter_items")
    .where("newsletter_id", "=", id)
    .orderBy("position")
    .select(["story_id as storyId", "news_id as newsId"])
    .execute();

export async function putItems(
  tx: Tx,
  id: string,
  items: readonly NewsletterItem[],
): Promise<void> {
  await tx.db.deleteFrom("newsletter_items").where("newsletter_id", "=", id).execute();
  if (items.length === 0) return;
  await tx.db
    .insertInto("newsletter_items")
    .values(
      items.map(({ storyId, newsId }, position) => ({
        newsletter_id: id,
        scheme_id: tx.actor.schemeId!,
        position,
        story_id: storyId,
        news_id: newsId,
      })),
    )
    .execute();
}

/** Newsletters that have letters and in which a story was chosen. */
export async function newslettersWith(tx: Tx, storyId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("newsletter_items as i")
    .innerJoin("newsletters as n", "n.id", "i.newsletter_id")
    .where("i.story_id", "=", storyId)
    .where("n.state", "=", "sent")
    .select("n.id")
    .orderBy("n.id")
    .execute();
  return rows.map(({ id }) => id);
}

export async function storiesIn(tx: Tx, newsletterId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("newsletter_items")
    .where("newsletter_id", "=", newsletterId)
    .where("story_id", "is not", null)
    .select("story_id as id")
    .orderBy("position")
    .$castTo<{ id: string }>()
    .execute();
  return rows.map(({ id }) => id);
}

/** Nobody takes a story back while letters with it are written: whoever comes second waits. */
export const keepStories = (tx: Tx, newsletterId: string): Promise<unknown> =>
  tx.db
    .selectFrom("stories")
    .where("id", "in", (chosen) =>
      chosen
        .selectFrom("newsletter_items")
        .where("newsletter_id", "=", newsletterId)
        .where("story_id", "is not", null)
        .select("story_id")
        .$castTo<{ story_id: string }>(),
    )
    .select("id")
    .orderBy("id")
    .forShare()
    .execute();

export type Subscriber = {
  readonly id: string;
  readonly email: string;
  readonly locale: Locale;
  readonly confirmedAt: Date | null;
};

const subscribers = (tx: Tx) =>
  tx.db
    .selectFrom("newsletter_subscribers")
    .select(["id", "email", "locale", "confirmed_at as confirmedAt"])
    .$castTo<Subscriber>();

export const confirmedSubscribers = (tx: Tx): Promise<Subscriber[]> =>
  subscribers(tx).where("confirmed_at", "is not", null).orderBy("id").execute();

export const subscribersByLocale = (
  tx: Tx,
): Promise<{ readonly locale: Locale; readonly count: number }[]> =>
  tx.db
    .selectFrom("newsletter_subscribers")
    .where("confirmed_at", "is not", null)
    .groupBy("locale")
    .select((e) => ["locale", e.fn.countAll<number>().as("count")])
    .orderBy("locale")
    .$castTo<{ locale: Locale; count: number }>()
    .execute();

/**
 * Whoever asks again while nobody has said yes keeps the row, in the language asked last.
 * @returns the row's id; null for somebody who is on the list already
 */
export async function putSubscriber(
  tx: Tx,
  from: {
    readonly id: string;
    readonly email: string;
    readonly locale: Locale;
    readonly confirmHash: string;
    readonly leaveHash: string;
  },
): Promise<string | null> {
  const added = await tx.db
    .insertInto("newsletter_subscribers")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      email: from.email,
      locale: from.locale,
      confirm_hash: from.confirmHash,
      leave_hash: from.leaveHash,
      asked_at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (added) return added.id;
  const waiting = await tx.db
    .updateTable("newsletter_subscribers")
    .set({ asked_at: tx.now, locale: from.locale })
    .where((e) => e(e.fn("lower", ["email"]), "=", from.email.toLowerCase()))
    .where("confirmed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return waiting?.id ?? null;
}

export const subscriberBy = (
  tx: Tx,
  secret: "confirm_hash" | "leave_hash",
  hash: string,
): Promise<Subscriber | undefined> => subscribers(tx).where(secret, "=", hash).executeTakeFirst();

export async function confirmSubscriber(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable("newsletter_subscribers")
    .set({ confirmed_at: tx.now })
    .where("id", "=", id)
    .where("confirmed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function dropSubscriber(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("newsletter_subscribers").where("id", "=", id).execute();
}

/** Whoever never said yes by the letter is forgotten. */
export async function dropUnconfirmed(tx: Tx, before: Date): Promise<void> {
  await tx.db
    .deleteFrom("newsletter_subscribers")
    .where("confirmed_at", "is", null)
    .where("asked_at", "<", before)
    .execute();
}
