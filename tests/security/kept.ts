/**
 * All that is kept, read so that two looks can be compared. Only tables that a statement wrote to
 * since the last look are read again: what nobody wrote to is what it was.
 */
import type { TestDatabase } from "../support/database.ts";

/** A word that no row holds unless a form put it there. */
export const CANARY = "canary-4d1f";

/** Wrong tries are counted whoever is turned away, so they are no change of what is kept. */
const TRIES = "auth.attempts";

type Look = {
  /** One line a table: equal means that nothing at all was changed. */
  readonly all: string;
  /** Tables in which the canary lies. A file brought for an import keeps all its bytes on purpose. */
  readonly canaries: readonly string[];
};

export async function watchKept(db: TestDatabase): Promise<() => Promise<Look>> {
  const tables = await db.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'ref', 'auth') order by 1`,
  );
  // A statement that changes no row is noted as well: too many looks, never one too few.
  await db.sql(`
    create schema watch;
    create table watch.written (name text not null);
    create function watch.note() returns trigger language plpgsql security definer as $$
      begin
        insert into watch.written values (format('%I.%I', tg_table_schema, tg_table_name));
        return null;
      end $$;
    ${tables
      .map(
        ({ name }) =>
          `create trigger watched after insert or update or delete or truncate on ${name}
           for each statement execute function watch.note();`,
      )
      .join("\n")}
    insert into watch.written values ${tables.map(({ name }) => `('${name}')`).join(", ")};`);
  const hashes = new Map<string, string>();
  const canaries = new Set<string>();
  return async () => {
    const written = await db.sql<{ name: string }>(
      "with taken as (delete from watch.written returning name) select distinct name from taken",
    );
    const asked = written.map(
      ({ name }) =>
        `select '${name}' as name,
           md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate "C"), '')) as hash,
           coalesce(bool_or(strpos(t::text, '${CANARY}') > 0), false) as canary
         from ${name} t`,
    );
    const read =
      asked.length > 0
        ? await db.sql<{ name: string; hash: string; canary: boolean }>(asked.join(" union all "))
        : [];
    for (const { name, hash, canary } of read) {
      if (name !== TRIES) hashes.set(name, hash);
      if (canary) canaries.add(name);
      else canaries.delete(name);
    }
    return {
      all: [...hashes]
        .map((each) => each.join(" "))
        .sort()
        .join("\n"),
      canaries: [...canaries].sort(),
    };
  };
}
