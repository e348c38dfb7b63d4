import type { Tx } from "../../platform/db/index.ts";

/** One person's stays become another's. */
export const moveStays = (tx: Tx, from: string, to: string): Promise<{ id: string }[]> =>
  tx.db
    .updateTable("mobilities")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .returning("id")
    .execute();
