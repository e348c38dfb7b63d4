import type { Task } from "../platform/jobs/jobs.ts";
import { remindSigners as remind } from "../stages/agreements/remind-signers.ts";

/** Reminds whoever is due and comes back for the next. */
export const remindSigners: Task<"remind-signers"> = async (of, { database, actor }) => {
  await database.withTx(actor, (tx) => remind(tx, of));
};
