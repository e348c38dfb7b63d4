import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { AgreementKind } from "./agreement.ts";
import type { OwnTemplate } from "./own-template.ts";

const templates = (tx: Tx) =>
  tx.db
    .selectFrom("own_templates as t")
    .select([
      "t.id",
      "t.kind",
      "t.year",
      "t.language",
      "t.version",
      "t.file_name as fileName",
      "t.digest",
      "t.size",
      "t.added_at as addedAt",
      "t.ended_at as endedAt",
      sql<string | null>`(select m.person_name from memberships m
        where m.user_id = t.added_by order by m.created_at desc limit 1)`.as("addedBy"),
    ])
    .$castTo<OwnTemplate>();

/** Those in use first of their kind, the newest first. */
export const allOwnTemplates = (tx: Tx): Promise<OwnTemplate[]> =>
  templates(tx)
    .orderBy("t.kind")
    .orderBy("t.year", "desc")
    .orderBy("t.language")
    .orderBy("t.version", "desc")
    .execute();

export const ownTemplateById = (tx: Tx, id: string): Promise<OwnTemplate | undefined> =>
  templates(tx).where("t.id", "=", id).executeTakeFirst();

/** Versions of one kind and language that are in use, of this year and of earlier ones. */
export const inUse = (
  tx: Tx,
  of: { readonly kind: AgreementKind; readonly until: number },
): Promise<OwnTemplate[]> =>
  templates(tx)
    .where("t.kind", "=", of.kind)
    .where("t.year", "<=", of.until)
    .where("t.ended_at", "is", null)
    .orderBy("t.year", "desc")
    .orderBy("t.version", "desc")
    .execute();

export const ownTemplateBytes = async (tx: Tx, id: string): Promise<Buffer> =>
  (
    await tx.db
      .selectFrom("own_templates")
      .where("id", "=", id)
      .select("bytes")
      .executeTakeFirstOrThrow()
  ).bytes;

/** Two who add at once get two numbers: the second waits for the first. */
export async function newestOf(
  tx: Tx,
  of: Pick<OwnTemplate, "kind" | "year" | "language">,
): Promise<Pick<OwnTemplate, "version" | "digest" | "endedAt"> | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`own_templates ${tx.actor.schemeId} ${of.kind} ${of.year} ${of.language}`}, 0))`.execute(
    tx.db,
  );
  return templates(tx)
    .where("t.kind", "=", of.kind)
    .where("t.year", "=", of.year)
    .where("t.language", "=", of.language)
    .orderBy("t.version", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function insertOwnTemplate(
  tx: Tx,
  from: Omit<OwnTemplate, "addedAt" | "addedBy" | "endedAt"> & {
    readonly bytes: Buffer;
    readonly by: string;
  },
): Promise<void> {
  await tx.db
    .insertInto("own_templates")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      kind: from.kind,
      year: from.year,
      language: from.language,
      version: from.version,
      file_name: from.fileName,
      digest: from.digest,
      size: from.size,
      bytes: from.bytes,
      added_at: tx.now,
      added_by: from.by,
    })
    .execute();
}

/** @returns whether it was in use until now */
export async function endOwnTemplate(tx: Tx, id: string, by: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable("own_templates")
    .set({ ended_at: tx.now, ended_by: by })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return rows.length > 0;
}

export type FlowToFill = {
  readonly id: string;
  readonly code: string;
  readonly city: string;
  readonly country: string;
  readonly stays: number;
};

/** Flows with stays that papers can be made for, as far as the actor sees them. */
export const flowsToFill = (tx: Tx): Promise<FlowToFill[]> => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("mobilities as m")
    .innerJoin("flows as f", "f.id", "m.flow_id")
    .where("m.state", "in", ["planned", "matched", "preparing", "ready"])
    .$if(seen !== null, (q) => q.where("m.sending_country", "in", [...(seen ?? [])]))
    .groupBy(["f.id", "f.code", "f.sending_country"])
    .select([
      "f.id",
      "f.code",
      "f.sending_country as country",
      sql<string>`min(m.hosting_city)`.as("city"),
      sql<number>`count(*)::int`.as("stays"),
    ])
    .orderBy("f.code")
    .execute();
};
