/**
 * Which committed transactions changed a row. A form that works once is one transaction, and the
 * claim of its key is a part of it: a second one, or one without the key, is an effect that a
 * repeated form would have again.
 */
import type { TestDatabase } from "../support/database.ts";

export type Writer = { readonly act: string; readonly tables: readonly string[] };

/** Wrong tries are counted whoever is turned away, and a session notes when it was last seen. */
const NOT_OF_A_FORM = ["auth.attempts", "auth.session"];
const JOBS = "graphile_worker._private_jobs";

export type Writers = {
  /**
   * Jobs that wait, and those that are put in the queue from now on, stay there: every transaction
   * is one of a form.
   */
  holdJobs(): Promise<void>;
  /** What was held is worked on now. */
  releaseJobs(): Promise<void>;
  /** Those since the last look. */
  look(): Promise<Writer[]>;
};

export async function watchWriters(db: TestDatabase): Promise<Writers> {
  const found = await db.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'ref', 'auth') order by 1`,
  );
  const tables = [...found.map(({ name }) => name), JOBS].filter(
    (name) => !NOT_OF_A_FORM.includes(name),
  );
  const triggers = tables.flatMap((name) =>
    ["insert", "update", "delete"].map(
      (what) =>
        `create trigger writers_${what} after ${what} on ${name}
         referencing ${what === "delete" ? "old" : "new"} table as changed
         for each statement execute function writers.note();`,
    ),
  );
  await db.sql(`
    create schema writers;
    create table writers.written (act xid8 not null, name text not null);
    create table writers.holding (now boolean not null);
    create table writers.held (job bigint not null);
    create function writers.note() returns trigger language plpgsql security definer as $$
      begin
        if exists (select from changed) then
          insert into writers.written
            values (pg_current_xact_id(), format('%I.%I', tg_table_schema, tg_table_name));
        end if;
        return null;
      end $$;
    create function writers.hold() returns trigger language plpgsql security definer as $$
      begin
        if exists (select from writers.holding) then
          new.run_at := new.run_at + interval '1 day';
          insert into writers.held values (new.id);
        end if;
        return new;
      end $$;
    ${triggers.join("\n")}
    create trigger writers_hold before insert on ${JOBS}
      for each row execute function writers.hold();`);
  return {
    async holdJobs() {
      await db.sql(`
        insert into writers.holding values (true);
        with waiting as (update ${JOBS} set run_at = run_at + interval '1 day'
          where locked_at is null returning id)
        insert into writers.held select id from waiting;`);
    },
    async releaseJobs() {
      await db.sql(`
        delete from writers.holding;
        update ${JOBS} set run_at = run_at - interval '1 day'
          where id in (select job from writers.held);
        delete from writers.held;
        select pg_notify('jobs:insert', '{"r":"' || random()::text || '","count":20}');`);
    },
    look: () =>
      db.sql<Writer>(
        `with taken as (delete from writers.written returning act, name)
         select act::text, array_agg(distinct name order by name) as tables
         from taken group by act order by act`,
      ),
  };
}
