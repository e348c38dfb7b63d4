import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** Which of these people have an application in this call that counts. */
export async function inThisCall(
  tx: Tx,
  callId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("applications")
    .where("call_id", "=", callId)
    .where("state", "=", "submitted")
    .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
    .select("person_id as personId")
    .execute();
  return rows.map((row) => row.personId);
}

/**
 * Runs `insert`; undefined when another hand wrote an application of the same person in the same
 * call at the same moment. The transaction is broken then, back to the last savepoint.
 */
export async function unlessAlreadyThere<T>(insert: () => Promise<T>): Promise<T | undefined> {
  try {
    return await insert();
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint !== "applications_once") throw error;
    return undefined;
  }
}
