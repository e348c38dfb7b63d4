/** Rows of many schemes at once, and what a connection may say about whose rows it wants to see. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { TestDatabase } from "../support/database.ts";

/**
 * Copies two rows of every table whose rows belong to a scheme into each of the schemes.
 * @returns the names of those tables
 */
export async function copyInto(
  db: TestDatabase,
  admin: pg.Client,
  schemeIds: readonly string[],
): Promise<string[]> {
  const tables = await db.sql<{
    name: string;
    uuids: string[];
    numbers: string[];
    all: string[];
  }>(
    `select c.table_name as name,
       array_agg(c.column_name::text) filter (where c.data_type = 'uuid' and c.column_name <> 'scheme_id') as uuids,
       array_agg(c.column_name::text) filter (where c.is_identity = 'YES') as numbers,
       array_agg(c.column_name::text) filter (where c.is_generated = 'NEVER') as all
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
     group by c.table_name having bool_or(c.column_name = 'scheme_id') order by 1`,
  );
  for (const { name, uuids, numbers, all } of tables) {
    const value = (column: string): string => {
      if (column === "scheme_id") return "s";
      // A learner's code is unique in the whole installation.
      if ((name === "applications" || name === "application_drafts") && column === "code")
        return "regexp_replace(upper(substr(md5(random()::text || s::text), 1, 6)), '(...)(...)', 'KLF-\\1-\\2')";
      if (name === "agreements" && column === "code")
        return "regexp_replace(upper(substr(md5(random()::text || s::text), 1, 8)), '(....)(....)', 'KLA-\\1-\\2')";
      if (name === "stay_certificates" && column === "code")
        return "regexp_replace(upper(substr(md5(random()::text || s::text), 1, 8)), '(....)(....)', 'KLC-\\1-\\2')";
      if (column === "secret_hash") return "md5(random()::text)";
      // Of a pair the smaller id stands first.
      if (name === "person_verdicts" && column === "first_id")
        return "'00000000-0000-4000-8000-000000000001'::uuid";
      if (name === "calls" && column === "public_code") return "ref.call_code()";
      // A poster's code is unique in the whole installation as well.
      if (name === "class_codes" && column === "code")
        return "chr(65 + (random() * 7)::int) || chr(65 + (random() * 7)::int) || '-' || lpad((random() * 9999)::int::text, 4, '0')";
      if (numbers?.includes(column)) return "1000000 + (random() * 1e12)::bigint";
      return uuids?.includes(column)
        ? `case when t."${column}" is not null then gen_random_uuid() end`
        : `t."${column}"`;
    };
    await admin.query(
      `insert into ${name} (${all.map((column) => `"${column}"`).join(", ")}) overriding system value
       select ${all.map(value).join(", ")}
       from (select * from ${name} limit 2) t cross join unnest($1::uuid[]) s on conflict do nothing`,
      [schemeIds],
    );
  }
  return tables.map(({ name }) => name);
}

// A failure names what was said, so nothing has to be drawn again.
const one = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)]!;

/** A scheme and a purpose as a connection could say them: right, nearly right, or of no meaning. */
export function somethingSaid(schemeIds: readonly string[]): { context: string; why: string } {
  const id = one(schemeIds);
  const text = String.fromCodePoint(
    ...Array.from({ length: 8 }, () => 1 + Math.floor(Math.random() * 0xd000)),
  );
  const garbage = [
    "",
    " ",
    "null",
    "%",
    "*",
    "' or true --",
    id.toUpperCase(),
    `${id} `,
    `{${id}}`,
    id.slice(1),
    text,
    randomUUID(),
  ];
  return {
    context: one([id, id, one(garbage), one(garbage)]),
    why: one(["", "freeze", "import", "person-request", "care", "curiosity", "'"]),
  };
}
