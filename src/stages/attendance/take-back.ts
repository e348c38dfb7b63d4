import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { can } from "./attendance.policy.ts";
import { removeAttendance } from "./check-in.store.ts";

/** The office takes a mistake of the door back; what came in stays written down. */
export async function takeBack(
  tx: Tx,
  eventId: string,
  of: { readonly sessionId: string; readonly registrationId: string },
): Promise<Result<null>> {
  const { sessionId, registrationId } = of;
  if (![eventId, sessionId, registrationId].every(isUuid) || !can.correct(tx.actor))
    return notFound;
  if (!(await removeAttendance(tx, { eventId, ...of }))) return notFound;
  await record(
    tx,
    "event.check-in-taken-back",
    { type: "event", id: eventId },
    { sessionId, registrationId },
  );
  return ok(null);
}
