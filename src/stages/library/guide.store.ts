import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { AnyLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { ResourceText } from "./resource.ts";

export type PublishedGuide = {
  /** Null for a text that came with a kit and is no guide of the program. */
  readonly code: string | null;
  readonly workId: string;
  readonly language: AnyLocale;
  readonly text: ResourceText;
  readonly bytes: number | null;
};

/**
 * Many that are published as they come, in two statements.
 * @returns the ids of the resources; of guides that were there already, none
 */
export async function insertGuides(
  tx: Tx,
  guides: readonly PublishedGuide[],
): Promise<readonly { readonly id: string; readonly language: string }[]> {
  if (guides.length === 0) return [];
  const scheme = tx.actor.schemeId!;
  const name = tx.actor.kind === "staff" ? tx.actor.userName : null;
  const by = actorId(tx.actor);
  const added = await tx.db
    .insertInto("resources")
    .values(
      guides.map(({ code, workId, language }) => ({
        id: newId(),
        scheme_id: scheme,
        work_id: workId,
        language,
        guide: code,
        created_by: by,
        created_by_name: name,
        created_at: tx.now,
      })),
    )
    .onConflict((c) => c.doNothing())
    .returning(["id", "work_id", "language"])
    .execute();
  const versions = guides.flatMap(({ workId, language, text, bytes }) => {
    const own = added.find((one) => one.work_id === workId && one.language === language);
    return own ? [{ resourceId: own.id, workId, language, text, bytes }] : [];
  });
  if (versions.length === 0) return [];
  await tx.db
    .insertInto("resource_versions")
    .values(
      versions.map(({ resourceId, workId, language, text, bytes }) => ({
        id: newId(),
        scheme_id: scheme,
        resource_id: resourceId,
        work_id: workId,
        language,
        number: 1,
        state: "published",
        title: text.title,
        summary: text.summary,
        body: text.body,
        kind: text.kind,
        minutes: text.minutes,
        readers: [...text.readers],
        licence: text.licence,
        credit: text.credit,
        link: text.link,
        upload_id: text.uploadId,
        transcript: text.transcript,
        translation: text.translation,
        bytes,
        // Whoever put it there did not write it.
        written_by: null,
        written_by_name: null,
        written_at: tx.now,
        decided_by: by,
        decided_by_name: name,
        decided_at: tx.now,
        published_at: tx.now,
      })),
    )
    .execute();
  return added;
}
