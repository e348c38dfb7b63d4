import type { Task } from "../platform/jobs/jobs.ts";
import { watchPreparation as watch } from "../stages/preparation/watch-preparation.ts";

/** Looks after one stay's preparation and comes back tomorrow. Safe to repeat. */
export const watchPreparation: Task<"watch-preparation"> = ({ mobilityId }, { database, actor }) =>
  database.withTx(actor, (tx) => watch(tx, mobilityId), { purpose: "care" });
