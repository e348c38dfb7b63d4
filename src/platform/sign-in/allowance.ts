import { sql } from "kysely";
import type { Tx } from "../db/index.ts";

/**
 * Counts one try and says whether it is still within the allowance. Counted in the database, so a
 * restart forgives nothing and two processes count together.
 * @param who a kind and a one-way mark, such as `link:5f0c...`; never an address
 */
export async function withinAllowance(
  tx: Tx,
  who: string,
  allowance: { readonly minutes: number; readonly most: number },
): Promise<boolean> {
  const { rows } = await sql<{ within: boolean }>`
    select auth.count_attempt(${who}, ${tx.now}, make_interval(mins => ${allowance.minutes}),
      ${allowance.most}) as within`.execute(tx.db);
  return rows[0]?.within ?? false;
}
