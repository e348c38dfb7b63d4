import { type RawBuilder, sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { AnyLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { Resource, ResourceState, ResourceText, ResourceVersion } from "./resource.ts";

const FACTS = sql`r.id, r.work_id as "workId", r.language, r.created_by as "createdBy",
  r.created_by_name as "createdByName"`;

export const VERSION: RawBuilder<unknown> = sql`v.id, v.number, v.state, v.title, v.summary, v.body,
  v.kind, v.minutes, v.readers, v.licence, v.credit, v.link, v.upload_id as "uploadId", v.transcript,
  v.translation, v.bytes, v.written_by as "writtenBy", v.written_by_name as "writtenByName",
  v.written_at as "writtenAt", v.submitted_by as "submittedBy", v.submitted_at as "submittedAt",
  v.decided_by_name as "decidedByName", v.decided_at as "decidedAt", v.reason,
  v.published_at as "publishedAt"`;

const nameOf = ({ actor }: Tx): string | null => (actor.kind === "staff" ? actor.userName : null);

/** Null when the work is there in that language already. */
export async function insertResource(
  tx: Tx,
  from: {
    readonly workId: string;
    readonly language: AnyLocale;
    readonly guide: string | null;
  },
): Promise<string | null> {
  const rows = await tx.db
    .insertInto("resources")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      work_id: from.workId,
      language: from.language,
      guide: from.guide,
      created_by: actorId(tx.actor),
      created_by_name: nameOf(tx),
      created_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows[0]?.id ?? null;
}

export async function resourceById(tx: Tx, id: string): Promise<Resource | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<Resource>`select ${FACTS} from resources r where r.id = ${id}`.execute(
    tx.db,
  );
  return rows[0];
}

/** Held until the end: two who act on one resource act one after the other. */
export async function lockResource(tx: Tx, id: string): Promise<Resource | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } =
    await sql<Resource>`select ${FACTS} from resources r where r.id = ${id} for update`.execute(
      tx.db,
    );
  return rows[0];
}

/** Newest first. */
export const versionsOf = async (tx: Tx, resourceId: string): Promise<ResourceVersion[]> =>
  (
    await sql<ResourceVersion>`select ${VERSION} from resource_versions v
      where v.resource_id = ${resourceId} order by v.number desc`.execute(tx.db)
  ).rows;

const columnsOf = (text: ResourceText, bytes: number | null) => ({
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
});

const writtenNow = (tx: Tx) => ({
  written_by: actorId(tx.actor),
  written_by_name: nameOf(tx),
  written_at: tx.now,
});

export async function insertVersion(
  tx: Tx,
  from: {
    readonly resource: Pick<Resource, "id" | "workId" | "language">;
    readonly number: number;
    readonly text: ResourceText;
    readonly bytes: number | null;
  },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("resource_versions")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      resource_id: from.resource.id,
      work_id: from.resource.workId,
      language: from.resource.language,
      number: from.number,
      state: "draft",
      ...columnsOf(from.text, from.bytes),
      ...writtenNow(tx),
    })
    .execute();
  return id;
}

/** Of a draft; the database refuses it for any other. */
export async function updateVersion(
  tx: Tx,
  id: string,
  text: ResourceText,
  bytes: number | null,
): Promise<void> {
  await tx.db
    .updateTable("resource_versions")
    .set({ ...columnsOf(text, bytes), ...writtenNow(tx) })
    .where("id", "=", id)
    .execute();
}

export async function submitVersion(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("resource_versions")
    .set({
      state: "in-review",
      submitted_by: actorId(tx.actor),
      submitted_at: tx.now,
      reason: null,
    })
    .where("id", "=", id)
    .execute();
}

export async function settleVersion(
  tx: Tx,
  id: string,
  to: { readonly state: ResourceState; readonly reason: string | null },
): Promise<void> {
  await tx.db
    .updateTable("resource_versions")
    .set({
      ...to,
      decided_by: actorId(tx.actor),
      decided_by_name: nameOf(tx),
      decided_at: tx.now,
      ...(to.state === "published" ? { published_at: tx.now } : {}),
    })
    .where("id", "=", id)
    .execute();
}

/** A newer version stands in its place; who decided about it stays written. */
export async function replaceVersion(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("resource_versions")
    .set({ state: "replaced" })
    .where("id", "=", id)
    .execute();
}

export async function deleteVersion(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("resource_versions").where("id", "=", id).execute();
}

export async function deleteResource(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("resources").where("id", "=", id).execute();
}

/** The published texts of a work, each in its language. */
export type Translated = {
  readonly id: string;
  readonly language: AnyLocale;
  readonly title: string;
  readonly translation: ResourceVersion["translation"];
};

export const translationsOf = async (tx: Tx, workId: string): Promise<Translated[]> =>
  (
    await sql<Translated>`select r.id, r.language, v.title, v.translation
      from resources r join resource_versions v on v.resource_id = r.id and v.state = 'published'
      where r.work_id = ${workId}`.execute(tx.db)
  ).rows;

/** All texts of a work, published or not, by their newest version: for those who write. */
export const writtenOf = async (
  tx: Tx,
  workId: string,
): Promise<(Translated & { readonly state: ResourceState; readonly createdBy: string | null })[]> =>
  (
    await sql<
      Translated & { state: ResourceState; createdBy: string | null }
    >`select r.id, r.language, r.created_by as "createdBy", v.title, v.translation, v.state
      from resources r
      cross join lateral (select title, translation, state from resource_versions
        where resource_id = r.id order by number desc limit 1) v
      where r.work_id = ${workId}`.execute(tx.db)
  ).rows;

/** Guides that come with the program and are here already, each as "code language". */
export const guidesHere = async (
  tx: Tx,
): Promise<readonly { workId: string; guide: string; language: AnyLocale }[]> =>
  (
    await sql<{ workId: string; guide: string; language: AnyLocale }>`
      select work_id as "workId", guide, language from resources where guide is not null`.execute(
      tx.db,
    )
  ).rows;

type TextRow = Omit<ResourceText, "linkKilobytes"> & {
  readonly workId: string;
  readonly language: AnyLocale;
  readonly guide: string | null;
  readonly bytes: number | null;
};

/** What is published and may be handed on, each text with its work. */
export const publishedTexts = async (tx: Tx): Promise<TextRow[]> =>
  (
    await sql<TextRow>`select r.work_id as "workId", r.language, r.guide, v.title, v.summary, v.body,
        v.kind, v.minutes, v.readers, v.licence, v.credit, v.link, v.upload_id as "uploadId",
        v.transcript, v.translation, v.bytes
      from resources r join resource_versions v on v.resource_id = r.id and v.state = 'published'
      where v.licence <> 'own' order by r.work_id, r.language`.execute(tx.db)
  ).rows;
