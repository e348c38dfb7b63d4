import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { releaseMail } from "../../platform/mail/index.ts";
import { can } from "./message.policy.ts";
import { next } from "./sending.rules.ts";
import { lockSending, moveSending } from "./sending.store.ts";

/** Few enough that whoever watches sees it move, and a killed process repeats little. */
const AT_ONCE = 100;

/**
 * Lets a part of what a sending holds go. A row that left its hold is never released again, however
 * often this is started.
 * @returns "early" before its time, "more" while something is held, "done" when nothing is left to do
 */
export async function sendHeld(tx: Tx, sendingId: string): Promise<"early" | "more" | "done"> {
  const sending = can.startSending(tx.actor) ? await lockSending(tx, sendingId) : undefined;
  if (!sending || sending.state === "sent" || sending.state === "cancelled") return "done";
  if (tx.now < sending.at) return "early";
  if (sending.state === "scheduled") {
    const to = next(sending.state, "start");
    if (to.ok) await moveSending(tx, sendingId, to.value);
  }
  const released = await releaseMail(tx, sendingId, AT_ONCE);
  if (released === AT_ONCE) return "more";
  const to = next("sending", "finish");
  if (to.ok) await moveSending(tx, sendingId, to.value);
  await record(tx, "sending.sent", { type: "sending", id: sendingId });
  return "done";
}
