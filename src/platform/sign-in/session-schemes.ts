import { sql } from "kysely";
import type { Role } from "../db/actor.ts";
import type { Tx } from "../db/index.ts";

export type SessionRole = {
  readonly userId: string;
  readonly userName: string;
  readonly slug: string;
  readonly name: Readonly<Record<string, string>>;
  readonly role: Role;
  readonly country: string | null;
};

/** Every live role of a session's person, in all schemes; empty when the session is over. */
export async function rolesOfSession(tx: Tx, token: string): Promise<readonly SessionRole[]> {
  if (!token) return [];
  const { rows } = await sql<SessionRole>`
    select user_id as "userId", user_name as "userName", scheme_slug as slug, scheme_name as name,
      role, country
    from auth.schemes_by_session(${token}, ${tx.now})`.execute(tx.db);
  return rows;
}
