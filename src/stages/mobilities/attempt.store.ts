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

/** Wrong tries of this client for this code within the window. */
export async function failedTries(tx: Tx, of: Try): Promise<number> {
  const key = keyOf(of);
  const row = await tx.db
    .selectFrom("result_attempts")
    .select("failed")
    .where("code_hash", "=", key.code_hash)
    .where("client_hash", "=", key.client_hash)
    .where("first_failed_at", ">", windowStart(tx.now))
    .executeTakeFirst();
  return row?.failed ?? 0;
}

/** Counts one more; an old count begins anew. Parallel guesses each count, in one statement. */
export async function countFailure(tx: Tx, of: Try): Promise<void> {
  const begins = windowStart(tx.now);
  await tx.db
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
    .execute();
}

export async function forgetFailures(tx: Tx, of: Try): Promise<void> {
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
