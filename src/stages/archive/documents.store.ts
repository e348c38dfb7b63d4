import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { type Row, rowsOf } from "./rows.store.ts";

/** One document that is to be written: which row speaks of it and how its bytes are found. */
export type DocumentRow = {
  readonly id: string;
  /** For readers, without an ending. */
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** What it is kept for: a code. */
  readonly kind: string;
  /** On the shelf of uploads; null where the bytes are in the database. */
  readonly hash: string | null;
};

export type DocumentSource = {
  readonly folder: string;
  readonly table: string;
  readonly rows: string;
  /** Where the bytes are in the database: table, column, key, and what they are sealed for. */
  readonly bytes?: {
    readonly table: string;
    readonly column: string;
    readonly key: string;
    readonly sealedFor?: string;
  };
  /** Runs are sealed as texts, some of them from before there was a key. */
  readonly text?: boolean;
  readonly levels: readonly string[];
};

const TYPE = `case u.kind when 'pdf' then 'application/pdf' when 'picture' then 'image/jpeg' else 'docx' end`;
const upload = (table: string, where: string): string =>
  `select u.id, regexp_replace(u.name, '\\.[^.]*$', '') as name, ${TYPE} as type, '${table}' as kind, u.hash
   from uploads u where u.state = 'checked' and u.id in (select upload_id from ${table} where ${where}) order by u.id`;

export const SOURCES: readonly DocumentSource[] = [
  {
    folder: "library",
    table: "uploads",
    rows: upload("resource_versions", "state = 'published'"),
    levels: ["public", "office", "whole"],
  },
  {
    folder: "events",
    table: "uploads",
    rows: upload("event_materials", "true"),
    levels: ["office", "whole"],
  },
  {
    folder: "growth",
    table: "uploads",
    rows: upload("growth_answers", "upload_id is not null"),
    levels: ["office", "whole"],
  },
  {
    folder: "agreements",
    table: "agreement_files",
    rows: `select f.id, coalesce(a.code, 'agreement') || '-v' || f.version || '-' || f.kind as name, f.type, f.kind, null as hash
      from agreement_files f join agreements a on a.id = f.agreement_id
      where exists (select from agreement_file_bytes b where b.file_id = f.id) order by f.id`,
    bytes: {
      table: "agreement_file_bytes",
      column: "sealed",
      key: "file_id",
      sealedFor: "agreement_file_bytes",
    },
    levels: ["office", "whole"],
  },
  {
    folder: "agreements",
    table: "uploads",
    rows: upload("agreement_files", "true"),
    levels: ["office", "whole"],
  },
  {
    folder: "certificates",
    table: "stay_certificates",
    rows: `select c.id, 'stay-' || c.code as name, 'application/pdf' as type, 'stay' as kind, null as hash
      from stay_certificates c join stay_certificate_bytes b on b.certificate_id = c.id order by c.id`,
    bytes: {
      table: "stay_certificate_bytes",
      column: "sealed",
      key: "certificate_id",
      sealedFor: "stay_certificate_bytes",
    },
    levels: ["office", "whole"],
  },
  {
    folder: "certificates",
    table: "event_certificates",
    rows: `select c.id, 'event-' || c.code as name, 'application/pdf' as type, 'event' as kind, null as hash
      from event_certificates c join event_certificate_files b on b.certificate_id = c.id order by c.id`,
    bytes: {
      table: "event_certificate_files",
      column: "sealed",
      key: "certificate_id",
      sealedFor: "event_certificate_files",
    },
    levels: ["office", "whole"],
  },
  {
    folder: "templates",
    table: "own_templates",
    rows: `select id, regexp_replace(file_name, '\\.[^.]*$', '') as name, 'docx' as type, kind, null as hash
      from own_templates order by id`,
    bytes: { table: "own_templates", column: "bytes", key: "id" },
    levels: ["office", "whole"],
  },
  {
    folder: "stories",
    table: "story_pictures",
    rows: `select story_id as id, 'picture' as name, 'image/jpeg' as type, 'picture' as kind, null as hash
      from story_pictures p where not exists (select from stories s where s.id = p.story_id
        and s.state = 'withdrawn') order by story_id`,
    bytes: { table: "story_pictures", column: "jpeg", key: "story_id" },
    levels: ["office", "whole"],
  },
  {
    folder: "consents",
    table: "consent_papers",
    rows: `select p.id, 'consent' as name, 'image/jpeg' as type, p.state as kind, null as hash
      from consent_papers p join consent_pictures b on b.paper_id = p.id order by p.id`,
    bytes: {
      table: "consent_pictures",
      column: "sealed",
      key: "paper_id",
      sealedFor: "consent_pictures",
    },
    levels: ["whole"],
  },
  {
    folder: "exit-papers",
    table: "uploads",
    rows: upload("exit_scans", "true"),
    levels: ["whole"],
  },
  {
    folder: "insurance",
    table: "uploads",
    rows: upload("insurance_copies", "true"),
    levels: ["whole"],
  },
  {
    folder: "runs",
    table: "run_files",
    rows: `select run_id || '/' || name as id, 'run-' || run_id || '-' || name as name, 'text' as type, 'frozen' as kind, null as hash
      from run_files order by run_id, name collate "C"`,
    bytes: {
      table: "run_files",
      column: "content",
      key: "run_id || '/' || name",
      sealedFor: "run_files",
    },
    text: true,
    levels: ["whole"],
  },
];

export const documentsOf = (
  tx: Tx,
  source: DocumentSource,
): AsyncIterable<readonly DocumentRow[]> => rowsOf<DocumentRow>(tx, source.rows);

/** Undefined where the row is gone. */
export async function storedBytes(
  tx: Tx,
  bytes: NonNullable<DocumentSource["bytes"]>,
  id: string,
): Promise<Buffer | undefined> {
  const { rows } = await sql<Row>`
    select ${sql.id(bytes.column)} as bytes from ${sql.id(bytes.table)}
    where (${sql.raw(bytes.key)})::text = ${id}`.execute(tx.db);
  return rows[0]?.bytes as Buffer | undefined;
}
