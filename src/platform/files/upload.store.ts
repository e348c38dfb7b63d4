import { sql } from "kysely";
import { isUuid } from "../../shared/id.ts";
import { actorId } from "../db/actor.ts";
import type { Tx } from "../db/index.ts";
import type { UploadAfter, UploadState } from "./upload.rules.ts";
import type { UploadKind } from "./upload-kind.ts";

export type Upload = {
  readonly id: string;
  readonly hash: string;
  readonly kind: UploadKind;
  readonly bytes: number;
  readonly pages: number | null;
  /** To save it under. */
  readonly name: string;
  readonly at: Date;
  readonly state: UploadState;
  /** A code of the problems; null for one that was looked through. */
  readonly reason: string | null;
  /** What the scanner calls it. */
  readonly finding: string | null;
};

const facts = [
  "id",
  "hash",
  "kind",
  "bytes",
  "pages",
  "name",
  "at",
  "state",
  "reason",
  "finding",
] as const;

/** Two files of one person at a time are counted one after the other. */
export async function lockSender(tx: Tx, by: string): Promise<void> {
  const key = `kalfa uploads ${tx.actor.schemeId} ${by}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
}

export async function sentToday(tx: Tx, by: string): Promise<{ count: number; bytes: number }> {
  const since = new Date(tx.now.getTime() - 86_400_000);
  const found = await tx.db
    .selectFrom("uploads")
    .where("by", "=", by)
    .where("at", ">", since)
    .select((e) => [
      e.fn.countAll<number>().as("count"),
      e.fn.coalesce(e.fn.sum<number>("bytes"), e.lit(0)).as("bytes"),
    ])
    .executeTakeFirstOrThrow();
  return { count: Number(found.count), bytes: Number(found.bytes) };
}

export async function insertUpload(
  tx: Tx,
  {
    state,
    reason,
    finding,
    ...upload
  }: Omit<Upload, "at" | "state" | "reason" | "finding"> & UploadAfter & { readonly by: string },
): Promise<void> {
  await tx.db
    .insertInto("uploads")
    .values({
      ...upload,
      scheme_id: tx.actor.schemeId!,
      by_kind: tx.actor.kind,
      at: tx.now,
      state,
      reason: reason ?? null,
      finding: finding ?? null,
    })
    .execute();
}

export const uploadById = async (tx: Tx, id: string): Promise<Upload | undefined> =>
  isUuid(id)
    ? tx.db
        .selectFrom("uploads")
        .where("id", "=", id)
        .select(facts)
        .$castTo<Upload>()
        .executeTakeFirst()
    : undefined;

export const lockUpload = async (tx: Tx, id: string): Promise<Upload | undefined> =>
  isUuid(id)
    ? tx.db
        .selectFrom("uploads")
        .where("id", "=", id)
        .select(facts)
        .forUpdate()
        .$castTo<Upload>()
        .executeTakeFirst()
    : undefined;

/** With the name of whoever of the staff sent it; null for somebody who came by a link. */
export type UploadApart = Upload & { readonly sentBy: string | null };

export const uploadsApart = (tx: Tx): Promise<UploadApart[]> =>
  tx.db
    .selectFrom("uploads as u")
    .where("u.state", "=", "quarantined")
    .select(facts.map((one) => `u.${one}` as const))
    .select(
      sql<string | null>`(select m.person_name from memberships m
        where m.user_id = u.by and u.by_kind = 'staff' order by m.created_at desc limit 1)`.as(
        "sentBy",
      ),
    )
    .orderBy("u.at")
    .orderBy("u.id")
    .limit(200)
    .$castTo<UploadApart>()
    .execute();

export async function settleUpload(
  tx: Tx,
  id: string,
  { state, reason, finding }: UploadAfter,
): Promise<void> {
  await tx.db
    .updateTable("uploads")
    .set({
      state,
      reason: reason ?? null,
      ...(finding === undefined ? {} : { finding }),
      settled_by: actorId(tx.actor),
      settled_at: tx.now,
    })
    .where("id", "=", id)
    .execute();
}

const bytesKey = (tx: Tx, hash: string): string => `kalfa file ${tx.actor.schemeId} ${hash}`;

/**
 * Held until the end of a transaction that puts bytes on the disk and then writes their row: in between
 * nobody takes them for bytes without a row.
 */
export const holdBytes = async (tx: Tx, hash: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${bytesKey(tx, hash)}, 0))`.execute(
    tx.db,
  );
};

/** Waits until nobody holds these bytes and holds them alone; what is asked afterwards sees their rows. */
export const holdBytesAlone = async (tx: Tx, hash: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${bytesKey(tx, hash)}, 0))`.execute(
    tx.db,
  );
};

/** Those of which a row says that they are here. */
export async function keptHashes(tx: Tx, among: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom("uploads")
    .where("hash", "in", [...among])
    .where("state", "<>", "refused")
    .select("hash")
    .distinct()
    .execute();
  return new Set(rows.map(({ hash }) => hash));
}

/** Whether another row speaks of the same bytes. */
export const isKeptElsewhere = async (tx: Tx, { id, hash }: Upload): Promise<boolean> =>
  (await tx.db
    .selectFrom("uploads")
    .where("hash", "=", hash)
    .where("id", "<>", id)
    .where("state", "<>", "refused")
    .select("id")
    .executeTakeFirst()) !== undefined;
