import type { LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { insertRequest, publishedRunOf } from "./check-request.store.ts";

export const LONGEST_MESSAGE = 2000;

/** A person asks that somebody looks at the decision. One open request at a time. */
export async function askForCheck(tx: Tx<LearnerActor>, message: string): Promise<Result<string>> {
  const { applicationId } = tx.actor;
  const runId = await publishedRunOf(tx, applicationId);
  if (!runId) return notFound;
  const words = message.trim();
  if (words === "") return refuse({ code: "required", field: "message" });
  if (words.length > LONGEST_MESSAGE) {
    return refuse({ code: "too-long", params: { max: LONGEST_MESSAGE }, field: "message" });
  }
  const id = newId();
  if (!(await insertRequest(tx, { id, applicationId, runId, message: words }))) {
    return refuse({ code: "check-already-asked", field: "message" });
  }
  await record(
    tx,
    "check.asked",
    { type: "application", id: applicationId },
    { checkRequestId: id },
  );
  return ok(id);
}
