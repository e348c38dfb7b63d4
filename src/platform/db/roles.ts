/**
 * The four roles every Kalfa database has, made or repaired at each start:
 *
 * - `owner_` owns the tables and runs the migrations; nothing serves a request as this role.
 * - `app` is what requests and jobs work as. It owns nothing and row-level security applies to it,
 *   so forgotten conditions in our code show nothing of another scheme.
 * - `worker` owns the job queue's schema, and nothing else.
 * - `sign_in` reads and writes the sign-in library's tables (schema `auth`), and sees nothing else.
 *
 * Their passwords are derived from the installation's secret: no further thing to keep or to lose,
 * and two programs of one installation agree without talking.
 */
import { createHmac } from "node:crypto";
import pg from "pg";

export type RoleUrls = { ownerUrl: string; appUrl: string; workerUrl: string; signInUrl: string };

/**
 * @param adminUrl a role that may create roles and owns the database (or a superuser)
 * @param secret of the installation; a changed secret changes the passwords at the next start
 */
export async function ensureRoles(adminUrl: string, secret: string): Promise<RoleUrls> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("begin");
    // Roles belong to the whole server: two databases prepared at once would step on each other.
    await client.query("select pg_advisory_xact_lock(hashtext('kalfa roles'))");
    const { rows } = await client.query<{ database: string; isSuperuser: boolean }>(
      `select quote_ident(current_database()) as database, rolsuper as "isSuperuser"
       from pg_roles where rolname = current_user`,
    );
    const { database, isSuperuser } = rows[0]!;
    for (const role of ["owner_", "app", "worker", "sign_in"]) {
      await client.query(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role ${role};
        end if;
      end $$`);
      // A managed server's administrator may not touch the superuser attributes at all, and a
      // role fresh from "create role" has none of them.
      const attributes = isSuperuser ? "nosuperuser nobypassrls noreplication" : "";
      await client.query(
        `alter role ${role} login nocreatedb nocreaterole ${attributes}
         password ${client.escapeLiteral(passwordOf(role, secret))}`,
      );
      // Needed to hand objects over to a role we are not a superuser above.
      if (!isSuperuser && (role === "owner_" || role === "worker"))
        await client.query(`grant ${role} to current_user`);
    }
    await client.query(`grant connect, create on database ${database} to owner_`);
    await client.query(`grant connect on database ${database} to app, worker, sign_in`);
    await client.query("alter schema public owner to owner_");
    await client.query("revoke create on schema public from public");
    await client.query("create schema if not exists graphile_worker authorization worker");
    await client.query("create schema if not exists jobs authorization worker");
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
  return urlsOf(adminUrl, secret);
}

/** The addresses of the four roles in the database of `adminUrl`. */
export function urlsOf(adminUrl: string, secret: string): RoleUrls {
  return {
    ownerUrl: as(adminUrl, "owner_", secret),
    appUrl: as(adminUrl, "app", secret),
    workerUrl: as(adminUrl, "worker", secret),
    signInUrl: as(adminUrl, "sign_in", secret),
  };
}

function passwordOf(role: string, secret: string): string {
  return createHmac("sha256", secret).update(`kalfa database role ${role}`).digest("base64url");
}

function as(adminUrl: string, role: string, secret: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = passwordOf(role, secret);
  return url.toString();
}
