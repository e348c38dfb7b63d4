import type { Task } from "../platform/jobs/jobs.ts";
import { remindHost } from "../stages/hosting/settle-request.ts";

/** Repeats a question that a host has not answered, and ends it after its last day. */
export const remindAboutHosting: Task<"remind-host"> = (
  { requestId, publicUrl },
  { database, actor },
) => database.withTx(actor, (tx) => remindHost(tx, requestId, publicUrl));
