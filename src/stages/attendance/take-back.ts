import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { removeAttendance } from "./check-in.store.ts";
import { keptEvent } from "./kept-event.ts";

/** The office takes a mistake of the door back; what came in stays written down. */
export async function takeBack(
  tx: Tx,
  eventId: string,
  of: { readonly sessionId: string; readonly registrationId: string },
): Promise<Result<null>> {
  const { sessionId, registrationId } = of;
  if (![sessionId, registrationId].every(isUuid)) return notFound;
  if (!(await keptEvent(tx, eventId))) return notFound;
  if (!(await removeAttendance(tx, { eventId, ...of }))) return notFound;
  await record(
    tx,
    "event.check-in-taken-back",
    { type: "event", id: eventId },
    { sessionId, registrationId },
  );
  return ok(null);
}
