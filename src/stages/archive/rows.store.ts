import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export type Row = Readonly<Record<string, unknown>>;

const A_PIECE = 1_000;

let cursors = 0;

/**
 * The rows of a statement, a thousand at a time: the rest waits in the database. Each is read to its
 * end or closed before the next begins, as one connection wants it.
 */
export async function* rowsOf<T = Row>(tx: Tx, statement: string): AsyncGenerator<readonly T[]> {
  cursors += 1;
  const name = `export_${cursors}`;
  await sql.raw(`declare ${name} no scroll cursor for ${statement}`).execute(tx.db);
  try {
    for (;;) {
      const { rows } = await sql.raw<T>(`fetch ${A_PIECE} from ${name}`).execute(tx.db);
      if (rows.length > 0) yield rows;
      if (rows.length < A_PIECE) return;
    }
  } finally {
    await sql.raw(`close ${name}`).execute(tx.db);
  }
}

/**
 * How the rows of each table are put in an order that is the same everywhere: by what tells them
 * apart, text by its bytes.
 */
export async function ordersOf(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.relname as name, array_agg(quote_ident(a.attname)
        || case when a.atttypid = 'text'::regtype then ' collate "C"' else '' end order by k.place) as columns
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    cross join unnest(i.indkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
    where i.indisprimary group by 1`.execute(tx.db);
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

const column = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** @param order as `ordersOf` has it */
export const selection = (from: {
  readonly table: string;
  readonly columns: readonly string[];
  readonly where: string;
  readonly order: readonly string[];
}): string =>
  `select ${from.columns.map(column).join(", ")} from ${column(from.table)} where ${from.where} order by ${from.order.join(", ")}`;
