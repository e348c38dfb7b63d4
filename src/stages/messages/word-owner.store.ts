import type { Tx } from "../../platform/db/index.ts";

/** What was written to one person and down about one becomes another's; the words stay. */
export async function moveWords(tx: Tx, from: string, to: string): Promise<void> {
  for (const table of ["contacts", "sending_people"] as const) {
    await tx.db.updateTable(table).set({ person_id: to }).where("person_id", "=", from).execute();
  }
}
