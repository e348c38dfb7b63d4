import type { Task } from "../platform/jobs/jobs.ts";
import { watchPreparation as watch } from "../stages/preparation/watch-preparation.ts";

/**
 * Looks after one stay's preparation and comes back tomorrow. Safe to repeat.
 * @param hasGateway whether whoever has no e-mail address can be reached by text message
 */
export const watchPreparation =
  (hasGateway: boolean): Task<"watch-preparation"> =>
  ({ mobilityId }, { database, actor }) =>
    database.withTx(actor, (tx) => watch(tx, mobilityId, hasGateway), { purpose: "care" });
