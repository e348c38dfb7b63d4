import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { Reader, ResourceKit } from "./resource.ts";

const FACTS = ["id", "title", "about", "readers", "works"] as const;

const kits = (tx: Tx) =>
  tx.db
    .selectFrom("resource_kits")
    .where("retired_at", "is", null)
    .select(FACTS)
    .$castTo<ResourceKit>();

export const allKits = (tx: Tx): Promise<ResourceKit[]> => kits(tx).orderBy("id").execute();

/** Those that hold a work. */
export const kitsWith = (tx: Tx, workId: string): Promise<ResourceKit[]> =>
  kits(tx).where(sql<boolean>`works @> array[${workId}]::uuid[]`).orderBy("id").execute();

export const kitById = async (tx: Tx, id: string): Promise<ResourceKit | undefined> =>
  isUuid(id) ? kits(tx).where("id", "=", id).executeTakeFirst() : undefined;

export type KitText = {
  readonly title: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, string>>;
  readonly readers: readonly Reader[];
  readonly works: readonly string[];
};

const columns = (tx: Tx, from: KitText) => ({
  title: JSON.stringify(from.title),
  about: JSON.stringify(from.about),
  readers: [...from.readers],
  works: [...from.works],
  changed_at: tx.now,
  changed_by: actorId(tx.actor),
});

export async function insertKit(tx: Tx, from: KitText, guide: string | null): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("resource_kits")
    .values({ id, scheme_id: tx.actor.schemeId!, guide, ...columns(tx, from) })
    .execute();
  return id;
}

export async function updateKit(tx: Tx, id: string, to: KitText): Promise<boolean> {
  const done = await tx.db
    .updateTable("resource_kits")
    .set(columns(tx, to))
    .where("id", "=", id)
    .where("retired_at", "is", null)
    .returning("id")
    .execute();
  return done.length === 1;
}

export async function retireKit(tx: Tx, id: string): Promise<boolean> {
  const done = await tx.db
    .updateTable("resource_kits")
    .set({ retired_at: tx.now })
    .where("id", "=", id)
    .where("retired_at", "is", null)
    .returning("id")
    .execute();
  return done.length === 1;
}

/** Codes of the kits that come with the program and were added once, taken out of use or not. */
export const kitGuidesHere = async (tx: Tx): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx.db
        .selectFrom("resource_kits")
        .where("guide", "is not", null)
        .select("guide")
        .execute()
    ).flatMap(({ guide }) => guide ?? []),
  );

/** Works of which something was ever published, by their ids: what a kit may hold. */
export const worksAmong = async (tx: Tx, works: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{ id: string }>`select distinct r.work_id as id from resources r
        join resource_versions v on v.resource_id = r.id and v.published_at is not null
        where r.work_id = any(${[...works]}::uuid[])`.execute(tx.db)
    ).rows.map(({ id }) => id),
  );

/** The title of every published work in each language, to choose from. */
export type Choosable = { readonly workId: string; readonly titles: Record<string, string> };
export const choosableWorks = async (tx: Tx): Promise<Choosable[]> =>
  (
    await sql<Choosable>`select r.work_id as "workId", jsonb_object_agg(r.language, v.title) as titles
      from resources r join resource_versions v on v.resource_id = r.id and v.state = 'published'
      group by r.work_id order by min(v.folded_title) limit 500`.execute(tx.db)
  ).rows;

/** Kits in use, each with the one of the program's that it began as. */
export const kitsWithGuide = (
  tx: Tx,
): Promise<(Omit<ResourceKit, "id"> & { readonly guide: string | null })[]> =>
  tx.db
    .selectFrom("resource_kits")
    .where("retired_at", "is", null)
    .select(["title", "about", "readers", "works", "guide"])
    .orderBy("id")
    .$castTo<Omit<ResourceKit, "id"> & { readonly guide: string | null }>()
    .execute();
