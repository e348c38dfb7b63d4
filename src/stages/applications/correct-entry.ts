import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { entryProblems } from "./application.rules.ts";
import { lockApplication, readCallFacts } from "./application.store.ts";
import type { Entry } from "./application.ts";
import { replaceEntry } from "./correction.store.ts";
import { todayOf } from "./read-draft.ts";

/**
 * Puts what was sent anew in the place of what was sent before; the frozen answers of every sending
 * stay. Only `submitApplication` calls it, after it has asked who and until when.
 */
export async function correctEntry(
  tx: Tx,
  applicationId: string,
  callId: string,
  entry: Entry,
): Promise<Result<{ readonly applicationId: string }>> {
  const application = await lockApplication(tx, applicationId);
  const call = await readCallFacts(tx, callId, [entry]);
  if (!application || !call) return notFound;
  if (application.state !== "submitted") {
    return refuse({ code: "application-not-in-state", params: { state: application.state } });
  }
  const problems = entryProblems(entry, call, todayOf(tx));
  if (problems.length > 0) return refuse(...problems);
  await replaceEntry(tx, applicationId, entry);
  await record(tx, "application.corrected", { type: "application", id: applicationId });
  return ok({ applicationId });
}
