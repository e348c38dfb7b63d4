import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import type { Party } from "./story.ts";

export type StoryLink = {
  readonly id: string;
  readonly storyId: string;
  readonly party: Party;
  readonly language: Locale;
  readonly expiresAt: Date;
};

const live = (tx: Tx) =>
  tx.db
    .selectFrom("story_links")
    .where("ended_at", "is", null)
    .where("expires_at", ">", tx.now)
    .select(["id", "story_id as storyId", "party", "language", "expires_at as expiresAt"])
    .$castTo<StoryLink>();

export const linkByHash = (tx: Tx, hash: string): Promise<StoryLink | undefined> =>
  live(tx).where("secret_hash", "=", hash).executeTakeFirst();

export const linksOf = (tx: Tx, storyId: string): Promise<StoryLink[]> =>
  live(tx)
    .where("story_id", "=", storyId)
    .orderBy("party")
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .execute();

/**
 * A new one ends the one before of the same party: a message that went astray opens nothing. One by
 * which somebody agreed stays theirs, because by it they take it back.
 */
export async function replaceLink(
  tx: Tx,
  from: StoryLink & { readonly hash: string; readonly by: string },
): Promise<void> {
  await endLinks(tx, from.storyId, { party: from.party, unused: true });
  await tx.db
    .insertInto("story_links")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      story_id: from.storyId,
      party: from.party,
      language: from.language,
      secret_hash: from.hash,
      made_at: tx.now,
      made_by: from.by,
      expires_at: from.expiresAt,
    })
    .execute();
}

/**
 * @param which.party one's alone; everybody's when left out
 * @param which.unused only those by which nobody agreed to anything that still counts
 */
export async function endLinks(
  tx: Tx,
  storyId: string,
  { party, unused = false }: { readonly party?: Party; readonly unused?: boolean } = {},
): Promise<void> {
  await tx.db
    .updateTable("story_links")
    .set({ ended_at: tx.now })
    .where("story_id", "=", storyId)
    .where("ended_at", "is", null)
    .$if(party !== undefined, (q) => q.where("party", "=", party as string))
    .$if(unused, (q) =>
      q.where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom("story_consents as c")
              .whereRef("c.link_id", "=", "story_links.id")
              .where("c.withdrawn_at", "is", null)
              .select("c.id"),
          ),
        ),
      ),
    )
    .execute();
}

/** A link opens as long as there is anything to take back by it. */
export async function keepLinkUntil(tx: Tx, linkId: string, expiresAt: Date): Promise<void> {
  await tx.db
    .updateTable("story_links")
    .set({ expires_at: expiresAt })
    .where("id", "=", linkId)
    .execute();
}

export async function insertConsent(
  tx: Tx,
  from: {
    readonly id: string;
    readonly storyId: string;
    readonly party: Party;
    readonly typedName: string;
    readonly contentHash: string;
    readonly wording: { readonly locale: string; readonly hash: string };
    readonly endsOn: string;
    readonly linkId: string | null;
  },
): Promise<void> {
  await tx.db
    .insertInto("story_consents")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      story_id: from.storyId,
      party: from.party,
      typed_name: from.typedName,
      content_hash: from.contentHash,
      wording_locale: from.wording.locale,
      wording_hash: from.wording.hash,
      given_at: tx.now,
      ends_on: from.endsOn,
      link_id: from.linkId,
    })
    .execute();
}

/** @returns how many were live until now */
export async function endConsents(
  tx: Tx,
  storyId: string,
  by: string,
  party?: Party,
): Promise<number> {
  const rows = await tx.db
    .updateTable("story_consents")
    .set({ withdrawn_at: tx.now, withdrawn_by: by })
    .where("story_id", "=", storyId)
    .where("withdrawn_at", "is", null)
    .$if(party !== undefined, (q) => q.where("party", "=", party as string))
    .returning("id")
    .execute();
  return rows.length;
}
