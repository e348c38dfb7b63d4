import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { Import, ImportKind, ImportReport, ImportState, Mapping } from "./import.ts";

const fields = [
  "id",
  "kind",
  "call_id as callId",
  "line_id as lineId",
  "file_name as fileName",
  "state",
  "mapping",
  "countries",
  "progress_id as progressId",
  "created_by as createdBy",
  "created_at as createdAt",
  "finished_at as finishedAt",
] as const;

export async function insertImport(
  tx: Tx,
  from: {
    readonly id: string;
    readonly kind: ImportKind;
    readonly callId: string | null;
    readonly lineId: string | null;
    readonly fileName: string;
    readonly content: Buffer;
    readonly mapping: Mapping;
    readonly countries: readonly string[] | null;
  },
): Promise<void> {
  await tx.db
    .insertInto("imports")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      kind: from.kind,
      call_id: from.callId,
      line_id: from.lineId,
      file_name: from.fileName.slice(0, 200),
      content: from.content,
      mapping: JSON.stringify(from.mapping),
      countries: from.countries ? [...from.countries] : null,
      state: "uploaded",
      created_by: actorId(tx.actor) ?? "system",
      created_at: tx.now,
    })
    .execute();
}

/** Without the file itself. `lock` keeps a second request or job from working on it meanwhile. */
export async function selectImport(tx: Tx, id: string, lock = false): Promise<Import | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tx.db
    .selectFrom("imports")
    .where("id", "=", id)
    .select([...fields, sql<ImportReport>`nullif(report, '{}'::jsonb)`.as("report")])
    .$if(lock, (q) => q.forUpdate())
    .$castTo<Import>()
    .executeTakeFirst();
  return row;
}

export async function selectContent(tx: Tx, id: string): Promise<Buffer> {
  const row = await tx.db
    .selectFrom("imports")
    .where("id", "=", id)
    .select("content")
    .executeTakeFirstOrThrow();
  return row.content;
}

/** The latest files, without their problems; of one person when `createdBy` is given. */
export async function selectImports(
  tx: Tx,
  createdBy: string | null,
): Promise<(Import & { readonly brought: string | null })[]> {
  return tx.db
    .selectFrom("imports")
    .$if(createdBy !== null, (q) => q.where("created_by", "=", createdBy!))
    .select([
      ...fields,
      sql<ImportReport>`nullif(report - 'problems', '{}'::jsonb)`.as("report"),
      sql<string | null>`(select m.person_name from memberships m
        where m.user_id = imports.created_by order by m.created_at desc limit 1)`.as("brought"),
    ])
    .orderBy("created_at", "desc")
    .limit(50)
    .$castTo<Import & { brought: string | null }>()
    .execute();
}

/** The columns chosen the last time for a file with the same headings. */
export async function selectEarlierMapping(
  tx: Tx,
  kind: ImportKind,
  header: readonly string[],
): Promise<Mapping | undefined> {
  const row = await tx.db
    .selectFrom("imports")
    .where("kind", "=", kind)
    .where("state", "in", ["checked", "written"])
    .where(sql<boolean>`mapping -> 'header' = ${JSON.stringify(header)}::jsonb`)
    .select("mapping")
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.mapping as Mapping | undefined;
}

export async function updateImport(
  tx: Tx,
  id: string,
  to: {
    readonly state: ImportState;
    readonly mapping?: Mapping;
    readonly report?: ImportReport | null;
    readonly progressId?: string | null;
    /** The file is thrown away once nobody needs it: it holds people's data. */
    readonly forget?: boolean;
  },
): Promise<void> {
  const ended = to.state === "written" || to.state === "discarded";
  await tx.db
    .updateTable("imports")
    .set({
      state: to.state,
      ...(to.mapping ? { mapping: JSON.stringify(to.mapping) } : {}),
      ...(to.report === undefined ? {} : { report: JSON.stringify(to.report ?? {}) }),
      ...(to.progressId === undefined ? {} : { progress_id: to.progressId }),
      ...(to.forget ? { content: Buffer.alloc(0) } : {}),
      ...(ended ? { finished_at: tx.now } : {}),
    })
    .where("id", "=", id)
    .execute();
}
