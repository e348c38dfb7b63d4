import type { Tx } from "../../platform/db/index.ts";
import type { PagePicture } from "../../platform/files/picture.ts";
import { isShown } from "./shown.store.ts";
import type { StoryPicture } from "./story.ts";

export const pictureOf = (tx: Tx, storyId: string): Promise<StoryPicture | undefined> =>
  tx.db
    .selectFrom("story_pictures")
    .where("story_id", "=", storyId)
    .select(["alt", "width", "height", "hash"])
    .executeTakeFirst();

export async function putPicture(
  tx: Tx,
  from: {
    readonly storyId: string;
    readonly picture: PagePicture;
    readonly small: Buffer;
    readonly alt: string;
    readonly hash: string;
  },
): Promise<void> {
  const row = {
    jpeg: from.picture.jpeg,
    small: from.small,
    width: from.picture.width,
    height: from.picture.height,
    alt: from.alt,
    hash: from.hash,
  };
  await tx.db
    .insertInto("story_pictures")
    .values({ story_id: from.storyId, scheme_id: tx.actor.schemeId!, ...row })
    .onConflict((conflict) => conflict.column("story_id").doUpdateSet(row))
    .execute();
}

export async function changeAlt(tx: Tx, storyId: string, alt: string): Promise<void> {
  await tx.db.updateTable("story_pictures").set({ alt }).where("story_id", "=", storyId).execute();
}

export async function dropPicture(tx: Tx, storyId: string): Promise<void> {
  await tx.db.deleteFrom("story_pictures").where("story_id", "=", storyId).execute();
}

/** @param shownOn only while the story may be seen on that day; without it, for whoever works on it */
export async function pictureBytes(
  tx: Tx,
  storyId: string,
  size: "jpeg" | "small",
  shownOn: string | null,
): Promise<Buffer | undefined> {
  const row = await tx.db
    .selectFrom("story_pictures as p")
    .innerJoin("stories as s", "s.id", "p.story_id")
    .where("s.id", "=", storyId)
    .$if(shownOn !== null, (q) => q.where(isShown(shownOn ?? "")))
    .select(`p.${size} as bytes`)
    .executeTakeFirst();
  return row?.bytes;
}
