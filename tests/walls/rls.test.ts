/**
 * The last fence between schemes is in the database. This asks its catalogues whether any table,
 * view, function or role is a hole in it, and digs each kind of hole once to see it found.
 */
import { afterEach, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";

const db = await testDatabase();

/** Everything in `public` holds rows of a scheme; tables without one live in `ref`. */
const HOLES = `
  with own as (
    select c.*, c.oid as id, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public'
  )
  select 'row-level security is off' as hole, relname::text as where_ from own
    where relkind in ('r', 'p') and not relrowsecurity
  union all
  select 'the owner escapes row-level security (force it)', relname from own
    where relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity
  union all
  select 'a policy lets everything through', tablename || '.' || policyname from pg_policies
    where schemaname = 'public' and roles && array['public', 'app']::name[]
      and ('true' in (qual, with_check))
  union all
  select 'a policy does not look at the scheme', tablename || '.' || policyname from pg_policies
    where schemaname = 'public' and roles && array['public', 'app']::name[]
      and coalesce(qual, '') || coalesce(with_check, '') !~ 'current_scheme'
  union all
  select 'rows can be written without a policy looking at them', relname from own
    where relkind in ('r', 'p') and has_table_privilege('app', id, 'insert')
      and not exists (select from pg_policy p where p.polrelid = own.id and p.polcmd in ('a', '*'))
  union all
  select 'a view reads with its owner''s rights (security_invoker)', relname from own
    where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
  union all
  select 'a materialised view is readable, and has no row-level security', relname from own
    where relkind = 'm' and has_table_privilege('app', id, 'select')
  union all
  select 'the application may run a function with borrowed rights', p.proname
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef and has_function_privilege('app', p.oid, 'execute')
  union all
  select 'a function with borrowed rights searches a path its caller chooses', n.nspname || '.' || p.proname
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^(pg_|information_schema$)' and p.prosecdef
      and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')
  union all
  select 'a role of ours stands above row-level security', rolname from pg_roles
    where rolname in ('app', 'worker', 'sign_in', 'owner_') and (rolsuper or rolbypassrls)
  union all
  select 'the application owns something', relname from pg_class where relowner = 'app'::regrole
  union all
  select 'the application owns a schema', nspname from pg_namespace where nspowner = 'app'::regrole
  union all
  select 'the application may become ' || other, 'app' from unnest(array['owner_', 'worker', 'sign_in']) other
    where to_regrole(other) is not null and pg_has_role('app', other, 'member')
  union all
  select 'the application may make objects of its own', nspname from pg_namespace
    where nspname !~ '^pg_' and has_schema_privilege('app', oid, 'create')
  union all
  select 'a table may be emptied or watched past its policies', relname from own
    where relkind in ('r', 'p') and has_table_privilege('app', id, 'truncate, trigger, references')
  order by 1, 2`;

const holes = () => db.sql(HOLES);

/** What a test dug, filled in again. */
const repairs: string[] = [];
beforeAll(async () => {
  await db.sql("create table dug (id integer, scheme_id uuid)");
  await db.sql("alter table dug enable row level security");
  await db.sql("alter table dug force row level security");
  await db.sql("create policy dug_scheme on dug using (scheme_id = (select ref.current_scheme()))");
});
afterEach(async () => {
  for (const repair of repairs.splice(0).reverse()) await db.sql(repair);
});

test("the schema has no hole", async () => {
  expect(await holes()).toEqual([]);
});

const DUG: readonly [hole: string, dig: string, repair: string][] = [
  [
    "row-level security is off",
    "alter table dug disable row level security",
    "alter table dug enable row level security",
  ],
  [
    "the owner escapes row-level security (force it)",
    "alter table dug no force row level security",
    "alter table dug force row level security",
  ],
  [
    "a policy lets everything through",
    "create policy open on dug for select using (true)",
    "drop policy open on dug",
  ],
  [
    "a policy does not look at the scheme",
    "create policy blind on dug for select using (id > 0)",
    "drop policy blind on dug",
  ],
  [
    "rows can be written without a policy looking at them",
    "create table half (id integer); alter table half enable row level security; alter table half force row level security; grant insert on half to app",
    "drop table half",
  ],
  [
    "a view reads with its owner's rights (security_invoker)",
    "create view peep as select * from dug",
    "drop view peep",
  ],
  [
    "a materialised view is readable, and has no row-level security",
    "create materialized view heap as select * from dug; grant select on heap to app",
    "drop materialized view heap",
  ],
  [
    "the application may run a function with borrowed rights",
    "create function lend() returns integer language sql security definer set search_path = pg_catalog as 'select 1'",
    "drop function lend",
  ],
  [
    "a function with borrowed rights searches a path its caller chooses",
    "create function ref.stray() returns integer language sql security definer as 'select 1'",
    "drop function ref.stray",
  ],
  [
    "the application owns something",
    "create table kept (id integer); alter table kept owner to app",
    "drop table kept",
  ],
  ["the application owns a schema", "create schema theirs authorization app", "drop schema theirs"],
  [
    "the application may make objects of its own",
    "grant create on schema public to app",
    "revoke create on schema public from app",
  ],
  [
    "a table may be emptied or watched past its policies",
    "grant truncate on dug to app",
    "revoke truncate on dug from app",
  ],
];

test.each(DUG)("%s: it is found", async (hole, dig, repair) => {
  repairs.push(repair);
  await db.sql(dig);
  expect((await holes()).map((row) => row.hole)).toContain(hole);
});
