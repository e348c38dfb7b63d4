import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { nextEvent } from "./event.rules.ts";
import { moveEvent } from "./event.store.ts";
import type { EventAction, EventState } from "./event.ts";
import { heldEvent } from "./keep-event.ts";
import { tell } from "./letters.ts";
import { liveRegistrations } from "./registration.store.ts";

const HAPPENED = {
  publish: "event.published",
  close: "event.closed",
  reopen: "event.reopened",
  hold: "event.held",
  cancel: "event.called-off",
} as const satisfies Record<EventAction, string>;

export const EVENT_ACTIONS = Object.keys(HAPPENED) as EventAction[];

/** Made public, closed, opened again, written down as held, or called off: then everybody is told. */
export async function moveEventOn(
  tx: Tx,
  id: string,
  action: EventAction,
  publicUrl: string,
): Promise<Result<EventState>> {
  const event = await heldEvent(tx, id);
  if (!event) return notFound;
  const after = nextEvent(event.state, action);
  if (!after.ok) return after;
  const today = wallTimeOf(tx.now).day;
  if (action === "hold" && today < event.starts) return refuse({ code: "event-not-on-yet" });
  if ((action === "publish" || action === "reopen") && today > event.ends) {
    return refuse({ code: "event-over" });
  }
  await moveEvent(tx, id, after.value);
  await record(tx, HAPPENED[action], { type: "event", id });
  if (action === "cancel" && event.state !== "draft") {
    await tell(tx, event, await liveRegistrations(tx, id), "called-off", publicUrl);
  }
  return after;
}
