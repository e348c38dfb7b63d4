import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { TRY_MINUTES } from "./result-code.rules.ts";

type Try = { readonly code: string; readonly client: string };

const keyOf = ({ code, client }: Try) => ({
  // A guess may be somebody's real code, so that no list of guesses is kept.
  code_hash: createHash("sha256").update(`result:${code}`).digest("hex"),
  client_hash: client,
});

const windowStart = (now: Date) => new Date(now.getTime() - TRY_MINUTES * 60_000);

/**
 * Counts one more and says how many there were within the window; an old count begins anew. One
 * statement, whose row the next try of the same kind waits for.
 */
export async function countTry(tx: Tx, of: Try): Promise<number> {
  const begins = windowStart(tx.now);
  const { failed } = await tx.db
    .insertInto("result_attempts")
    .values({ scheme_id: tx.actor.schemeId!, ...keyOf(of), failed: 1, first_failed_at: tx.now })
    .onConflict((c) =>
      c.columns(["scheme_id", "code_hash", "client_hash"]).doUpdateSet({
        failed: sql<number>`case when result_attempts.first_failed_at > ${begins}
          then least(result_attempts.failed + 1, 1000) else 1 end`,
        first_failed_at: sql<Date>`case when result_attempts.first_failed_at > ${begins}
          then result_attempts.first_failed_at else ${tx.now} end`,
      }),
    )
    .returning("failed")
    .executeTakeFirstOrThrow();
  return failed;
}

export async function forgetTries(tx: Tx, of: Try): Promise<void> {
  const key = keyOf(of);
  await tx.db
    .deleteFrom("result_attempts")
    .where("code_hash", "=", key.code_hash)
    .where("client_hash", "=", key.client_hash)
    .execute();
}

/** The application of a code with the birth date to compare; withdrawn ones keep their page. */
export const applicationByCode = (
  tx: Tx,
  code: string,
): Promise<{ id: string; birthDate: string } | undefined> =>
  tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .where("a.code", "=", code)
    .select(["a.id", "p.birth_date as birthDate"])
    .executeTakeFirst();
