import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { TRY_MINUTES } from "./code.rules.ts";

type Try = { readonly code: string; readonly client: string };
/** What is counted of a client over all codes; no code looks like these. */
export const WRONG_CODES = "every code";
export const REAL_CODES = "every code that exists";

const keyOf = ({ code, client }: Try) => ({
  // A guess may be somebody's real code, so that no list of guesses is kept.
  code_hash: createHash("sha256").update(`result:${code}`).digest("hex"),
  client_hash: client,
});

const windowStart = (now: Date) => new Date(now.getTime() - TRY_MINUTES * 60_000);

/**
 * Counts `more` and says how many there were within the window; an old count begins anew. One
 * statement, whose row the next try of the same kind waits for; with 0 it holds the row and reads.
 */
export async function countTry(tx: Tx, of: Try, more: -1 | 0 | 1 = 1): Promise<number> {
  const begins = windowStart(tx.now);
  const first = Math.max(more, 0);
  const { failed } = await tx.db
    .insertInto("result_attempts")
    .values({ scheme_id: tx.actor.schemeId!, ...keyOf(of), failed: first, first_failed_at: tx.now })
    .onConflict((c) =>
      c.columns(["scheme_id", "code_hash", "client_hash"]).doUpdateSet({
        failed: sql<number>`case when result_attempts.first_failed_at > ${begins}
          then greatest(least(result_attempts.failed + ${more}::int, 1000), 0)
          else ${first}::int end`,
        first_failed_at: sql<Date>`case when result_attempts.first_failed_at > ${begins}
          then result_attempts.first_failed_at else ${tx.now} end`,
      }),
    )
    .returning("failed")
    .executeTakeFirstOrThrow();
  return failed;
}

/** What was counted of this code from this client, and what counted nothing. */
export async function forgetTries(tx: Tx, of: Try): Promise<void> {
  const key = keyOf(of);
  await tx.db
    .deleteFrom("result_attempts")
    .where("client_hash", "=", key.client_hash)
    .where((e) => e.or([e("code_hash", "=", key.code_hash), e("failed", "=", 0)]))
    .execute();
}

/** Deletes counts of windows that are over; true when younger ones are left. */
export async function forgetOldCounts(tx: Tx): Promise<boolean> {
  await tx.db
    .deleteFrom("result_attempts")
    .where("first_failed_at", "<=", windowStart(tx.now))
    .execute();
  const left = await tx.db.selectFrom("result_attempts").select("client_hash").limit(1).execute();
  return left.length > 0;
}
