import { Kysely, PostgresDialect } from "kysely";
import { openPool } from "./connection.ts";

/** The sign-in library's own door: schema `auth` as the role `sign_in`, and nothing else. */
export type SignInTables = {
  /** Shaped by the library, which writes its own statements. */
  readonly db: Kysely<Record<string, never>>;
  /** Who may be sent a link: the live roles of an address, oldest first. */
  liveRoles(address: string): Promise<readonly LiveRole[]>;
  close(): Promise<void>;
};
export type LiveRole = {
  readonly userId: string;
  readonly personName: string;
  readonly schemeId: string;
};

export function openSignInTables(signInUrl: string): SignInTables {
  const pool = openPool(signInUrl, 3, () => {});
  // Named in every statement instead of set on the connection: a pooler in between may not keep it.
  const db = new Kysely<Record<string, never>>({
    dialect: new PostgresDialect({ pool }),
  }).withSchema("auth");
  return {
    db,
    async liveRoles(address) {
      const { rows } = await pool.query<LiveRole>(
        `select user_id as "userId", person_name as "personName", scheme_id as "schemeId"
         from auth.live_roles($1)`,
        [address],
      );
      return rows;
    },
    close: () => pool.end(),
  };
}
