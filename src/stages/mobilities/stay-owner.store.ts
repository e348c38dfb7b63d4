import type { Tx } from "../../platform/db/index.ts";

/** One person's stays become another's. */
export const moveStays = (tx: Tx, from: string, to: string): Promise<{ id: string }[]> =>
  tx.db
    .updateTable("mobilities")
    .set({ person_id: to })
    .where("person_id", "=", from)
    .returning("id")
    .execute();

/** Whose stay it is, as a list of one; empty where there is none. */
export const ownerOf = async (tx: Tx, id: string): Promise<readonly string[]> =>
  (await tx.db.selectFrom("mobilities").where("id", "=", id).select("person_id").execute()).map(
    (row) => row.person_id,
  );
