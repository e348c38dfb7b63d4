/** What there is to keep, asked of the database itself: a new table is in the next backup. */
import type { Connection } from "../db/connection.ts";

export type TableShape = {
  /** Schema and name, quoted where PostgreSQL wants it. */
  readonly name: string;
  /** Quoted, without those that are computed from others. */
  readonly columns: readonly string[];
  readonly bytes: number;
};
export type SequenceValue = {
  readonly name: string;
  readonly value: string;
  readonly called: boolean;
};

/**
 * Of these only the table comes back, empty: a session or a link to sign in from before the loss is
 * worth nothing to its owner and much to whoever found the backup.
 */
export const LEFT_EMPTY: readonly string[] = ["auth.session", "auth.verification"];

/** The queue's own tables belong to its library: waiting jobs are kept as what they are to do. */
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`;

export async function tablesOf(client: Connection): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
        as columns,
      pg_table_size(c.oid)::float8 as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'r' order by 1`);
  return rows;
}

export async function sequencesOf(client: Connection): Promise<SequenceValue[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'S' order by 1`);
  const values: SequenceValue[] = [];
  for (const { name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    );
    values.push({ name, ...found.rows[0]! });
  }
  return values;
}

/** @param from a backup may be older than the program: it names the columns it has */
export const copyTo = ({ name, columns }: Pick<TableShape, "name" | "columns">): string =>
  `copy ${name} (${columns.join(", ")}) to stdout`;
export const copyFrom = ({ name, columns }: Pick<TableShape, "name" | "columns">): string =>
  `copy ${name} (${columns.join(", ")}) from stdin`;
