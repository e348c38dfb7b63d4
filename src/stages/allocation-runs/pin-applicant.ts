import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readOptions } from "../selection/read-options.ts";
import { can } from "./allocation-run.policy.ts";
import { lockCall, publishedRunOfCall } from "./allocation-run.store.ts";
import { byWhom } from "./freeze-problem.ts";
import { placesOf } from "./frozen-input.store.ts";
import { callOfPin, endPin, insertPin, livePins, lockPin } from "./pin.store.ts";

export type NewPin = {
  readonly callId: string;
  readonly applicationId: string;
  readonly placeId: string;
  readonly reason: string;
};

/**
 * A decision by hand: this applicant has this place and both leave the contest. It counts from the
 * next run on, and says so in the published totals.
 */
export async function pinApplicant(tx: Tx, pin: NewPin): Promise<Result<{ pinId: string }>> {
  if (!can.pin(tx.actor) || !(await lockCall(tx, pin.callId))) return notFound;
  const { applications, options } = await readOptions(tx, pin.callId);
  if (!applications.some((a) => a.id === pin.applicationId)) return notFound;
  if (await publishedRunOfCall(tx, pin.callId)) return refuse({ code: "run-already-published" });
  const problems: Problem[] = [];
  const reason = pin.reason.trim();
  if (reason.length < 10) {
    problems.push({ code: "too-short", params: { min: 10 }, field: "reason" });
  }
  if (reason.length > 500) {
    problems.push({ code: "too-long", params: { max: 500 }, field: "reason" });
  }
  const place = (await placesOf(tx, pin.callId)).find((p) => p.placeId === pin.placeId);
  const asked = options.some(
    (o) => o.applicationId === pin.applicationId && o.placeId === pin.placeId,
  );
  if (!place || !asked) problems.push({ code: "pin-place-not-open", field: "place" });
  const pins = await livePins(tx, pin.callId);
  if (pins.some((p) => p.applicationId === pin.applicationId)) {
    problems.push({ code: "pinned-already", field: "place" });
  }
  const there = pins.filter((p) => p.placeId === pin.placeId).length;
  if (place && there >= place.seats) {
    problems.push({ code: "pins-fill-place", params: { seats: place.seats }, field: "place" });
  }
  if (problems.length > 0) return refuse(...problems);
  const pinId = await insertPin(tx, { ...pin, reason, pinnedBy: byWhom(tx) });
  await record(
    tx,
    "applicant.pinned",
    { type: "application", id: pin.applicationId },
    { callId: pin.callId, placeId: pin.placeId, pinId },
  );
  return ok({ pinId });
}

/** Puts the applicant back into the contest, from the next run on. */
export async function removePin(tx: Tx, pinId: string): Promise<Result<{ callId: string }>> {
  if (!can.pin(tx.actor)) return notFound;
  const callId = await callOfPin(tx, pinId);
  // The call before the pin: whoever publishes holds the call, and then reads its pins.
  if (callId === null || !(await lockCall(tx, callId))) return notFound;
  const pin = await lockPin(tx, pinId);
  if (!pin) return notFound;
  if (await publishedRunOfCall(tx, pin.callId)) return refuse({ code: "run-already-published" });
  await endPin(tx, pinId, byWhom(tx));
  await record(
    tx,
    "applicant.unpinned",
    { type: "application", id: pin.applicationId },
    { callId: pin.callId, placeId: pin.placeId, pinId },
  );
  return ok({ callId: pin.callId });
}
