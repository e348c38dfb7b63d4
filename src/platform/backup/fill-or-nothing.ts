/**
 * A database of the administrator's own is filled whole or left as it was. Migrations and the job
 * queue write in transactions of their own, so there is no single one to roll back: what was made is
 * taken away again instead. A restore that is killed leaves a mark, and the next one begins by
 * clearing up behind it.
 */
import { ok, type Result, refuse } from "../../shared/result.ts";
import { type Connection, connectTo } from "../db/connection.ts";

const ROLES = ["owner_", "app", "worker", "sign_in"];
const MARK = "kalfa-restore-unfinished";

type Before = {
  readonly database: string;
  readonly comment: string | null;
  readonly publicOwner: string;
  /** As the server keeps them: of roles that other databases may use as well. */
  readonly roles: ReadonlyMap<string, string | null>;
};

/** @param fill what fills it; whether it refuses or throws, nothing of it stays */
export async function fillOrNothing<T>(
  adminUrl: string,
  fill: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const before = await prepared(adminUrl);
  if (!before.ok) return before;
  let filled = false;
  try {
    const done = await fill();
    filled = done.ok;
    return done;
  } finally {
    const client = await connectTo(adminUrl);
    try {
      if (!filled) await emptyAgain(client, before.value);
      await comment(client, before.value.database, before.value.comment);
    } finally {
      await client.end();
    }
  }
}

/** Looks at an empty database and marks it; what a restore that was cut off left is cleared first. */
async function prepared(adminUrl: string): Promise<Result<Before>> {
  const client = await connectTo(adminUrl);
  try {
    const { rows } = await client.query<{
      database: string;
      comment: string | null;
      publicOwner: string | null;
      all: boolean;
    }>(`select quote_ident(current_database()) as database,
      shobj_description((select oid from pg_database where datname = current_database()), 'pg_database') as comment,
      (select quote_ident(nspowner::regrole::text) from pg_namespace where nspname = 'public') as "publicOwner",
      (select rolsuper from pg_roles where rolname = current_user) as all`);
    const { database, publicOwner, all, comment: said } = rows[0]!;
    if (!all) return refuse({ code: "restore-needs-right" });
    const { rows: roles } = await client.query<{ name: string; password: string | null }>(
      "select rolname as name, rolpassword as password from pg_authid where rolname = any($1)",
      [ROLES],
    );
    const before: Before = {
      database,
      comment: said === MARK ? null : said,
      publicOwner: said === MARK || publicOwner === null ? "pg_database_owner" : publicOwner,
      roles: new Map(roles.map(({ name, password }) => [name, password])),
    };
    if (said === MARK) await emptyAgain(client, before);
    if (!(await isEmpty(client))) return refuse({ code: "restore-database-in-use" });
    await comment(client, database, MARK);
    return ok(before);
  } finally {
    await client.end();
  }
}

/** No table, view, function or schema of anybody's; what came with an extension is nobody's. */
async function isEmpty(client: Connection): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(`
    with own as (
      select oid from pg_namespace
      where nspname !~ '^pg_' and nspname <> 'information_schema'
    )
    select not exists (select from own join pg_namespace n using (oid) where n.nspname <> 'public'
        and not exists (select from pg_depend d where d.objid = n.oid and d.deptype = 'e'))
      and not exists (select from pg_class c where c.relnamespace in (select oid from own)
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
      and not exists (select from pg_proc p where p.pronamespace in (select oid from own)
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')) as empty`);
  return rows[0]!.empty;
}

/** What these roles may do with the server's other databases: dropping what they own here takes it too. */
const grantsElsewhere = async (client: Connection, roles: readonly string[]) =>
  (
    await client.query<{ what: string; name: string; role: string }>(
      `select a.privilege_type as what, quote_ident(d.datname) as name, a.grantee::regrole::text as role
       from pg_database d, aclexplode(d.datacl) a
       where d.datname <> current_database() and a.grantee = any(
         select oid from pg_roles where rolname = any($1)) and d.datdba <> a.grantee`,
      [roles],
    )
  ).rows;

/** Everything that the restore made belongs to one of its roles; what was there before to nobody of them. */
async function emptyAgain(client: Connection, before: Before): Promise<void> {
  await client.query("begin");
  // As where they are made: two programs that change roles at once would step on each other.
  await client.query("select pg_advisory_xact_lock(hashtext('kalfa roles'))");
  const { rows } = await client.query<{ name: string }>(
    "select rolname as name from pg_roles where rolname = any($1)",
    [ROLES],
  );
  const there = rows.map(({ name }) => name);
  await client.query("create schema if not exists public");
  await client.query(`alter schema public owner to ${before.publicOwner}`);
  const elsewhere = await grantsElsewhere(client, there);
  if (there.length > 0) await client.query(`drop owned by ${there.join(", ")} cascade`);
  for (const { what, name, role } of elsewhere) {
    await client.query(`grant ${what} on database ${name} to ${role}`);
  }
  for (const name of there) {
    const password = before.roles.get(name);
    if (!password) continue;
    await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`);
  }
  await client.query("commit");
  // A role that was made for this database goes as well, unless another one has begun to use it.
  for (const name of there.filter((one) => !before.roles.has(one))) {
    await client.query(`drop role if exists ${name}`).catch(() => {});
  }
}

async function comment(client: Connection, database: string, text: string | null): Promise<void> {
  const said = text === null ? "null" : client.escapeLiteral(text);
  await client.query(`comment on database ${database} is ${said}`);
}
