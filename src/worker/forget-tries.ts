import type { Task } from "../platform/jobs/jobs.ts";
import { forgetOldTries } from "../stages/applications/forget-old-tries.ts";

/** Forgets who tried codes once it is of no use any more. Safe to repeat. */
export const forgetTries: Task<"forget-tries"> = (_, { database, actor }) =>
  database.withTx(actor, forgetOldTries);
