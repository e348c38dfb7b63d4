import { sql } from "kysely";
import { newId } from "../random.ts";
import type { SystemActor } from "./actor.ts";
import type { Tx } from "./index.ts";

/**
 * Founds a scheme in the transaction of another: what is written in `work` belongs to the new one, and
 * stands or falls with everything else of the transaction. The id is drawn here, so that nobody can
 * come into a scheme that is there already.
 */
export async function asFounder<T>(tx: Tx, work: (tx: Tx<SystemActor>) => Promise<T>): Promise<T> {
  const schemeId = newId();
  const goInto = (id: string) => sql`select set_config('kalfa.scheme', ${id}, true)`.execute(tx.db);
  await goInto(schemeId);
  // Not in a `finally`: after a failed statement the transaction is over, and with it where it was.
  const value = await work({ ...tx, actor: { kind: "system", schemeId } });
  await goInto(tx.actor.schemeId ?? "");
  return value;
}
