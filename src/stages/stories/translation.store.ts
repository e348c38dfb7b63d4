import type { Tx } from "../../platform/db/index.ts";
import type { Locale } from "../../platform/i18n/index.ts";
import type { Parts, Translation } from "./story.ts";

export const translationsOf = (tx: Tx, storyId: string): Promise<Translation[]> =>
  tx.db
    .selectFrom("story_translations as t")
    .innerJoin("stories as s", "s.id", "t.story_id")
    .where("t.story_id", "=", storyId)
    .select((e) => [
      "t.language",
      "t.parts",
      "t.made_by as madeBy",
      e("t.of_hash", "=", e.ref("s.content_hash")).as("current"),
    ])
    .orderBy("t.language")
    .$castTo<Translation>()
    .execute();

export async function putTranslation(
  tx: Tx,
  from: {
    readonly storyId: string;
    readonly language: Locale;
    readonly parts: Parts;
    readonly madeBy: "human" | "machine";
    readonly ofHash: string;
  },
): Promise<void> {
  const row = {
    parts: [...from.parts],
    made_by: from.madeBy,
    of_hash: from.ofHash,
    made_at: tx.now,
  };
  await tx.db
    .insertInto("story_translations")
    .values({
      story_id: from.storyId,
      scheme_id: tx.actor.schemeId!,
      language: from.language,
      ...row,
    })
    .onConflict((conflict) => conflict.columns(["story_id", "language"]).doUpdateSet(row))
    .execute();
}

export async function dropTranslation(tx: Tx, storyId: string, language: Locale): Promise<boolean> {
  const row = await tx.db
    .deleteFrom("story_translations")
    .where("story_id", "=", storyId)
    .where("language", "=", language)
    .returning("language")
    .executeTakeFirst();
  return row !== undefined;
}
