import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { capacityOf, isComing, placesFrom, waysOf } from "./event.rules.ts";
import { updateEvent } from "./event.store.ts";
import type { EventRegistration, SchemeEvent, TypedMode, WayIn } from "./event.ts";
import { promote } from "./give-places.ts";
import { heldEvent } from "./keep-event.ts";
import { tell } from "./letters.ts";
import { nextRegistration, wayAfter } from "./registration.rules.ts";
import { changeWay, liveRegistrations, moveRegistrations } from "./registration.store.ts";
import { roomsTaken } from "./rooms-taken.ts";

export type Switched = {
  readonly told: number;
  /** Who had a place and waits again, because there are fewer. */
  readonly waitAgain: number;
};

/**
 * An event that everybody knows of is held another way: those who would have come in the way that is
 * gone come in the other; where that has fewer places the last who registered wait again; and
 * everybody who comes, hopes to or waits is told by letter how they stand now.
 */
export async function switchMode(
  tx: Tx,
  id: string,
  typed: TypedMode,
  publicUrl: string,
): Promise<Result<Switched>> {
  const event = await heldEvent(tx, id);
  if (!event) return notFound;
  if (!isComing(event, wallTimeOf(tx.now).day)) return refuse({ code: "event-not-in-state" });
  const places = placesFrom(typed);
  if (!places.ok) return places;
  if (places.value.mode === event.mode) return refuse({ code: "event-same-mode", field: "mode" });
  if (places.value.mode !== "on-site" && places.value.link === null) {
    return refuse({ code: "required", field: "link" });
  }
  const taken = await roomsTaken(tx, event, places.value);
  if (taken.length > 0) return refuse(...taken);
  const now: SchemeEvent = { ...event, ...places.value };
  await updateEvent(tx, id, { ...now, organiserId: event.organiser?.id ?? null });
  const waitAgain = await resettle(tx, now, await liveRegistrations(tx, id));
  await promote(tx, id);
  const people = await liveRegistrations(tx, id);
  await record(
    tx,
    "event.mode-switched",
    { type: "event", id },
    { from: event.mode, to: now.mode, told: people.length, waitAgain },
  );
  await tell(tx, now, people, "moved", publicUrl);
  return ok({ told: people.length, waitAgain });
}

async function resettle(
  tx: Tx,
  event: SchemeEvent,
  people: readonly EventRegistration[],
): Promise<number> {
  for (const way of waysOf(event.mode)) {
    const come = people.filter((one) => one.mode !== way && wayAfter(event.mode, one.mode) === way);
    await changeWay(
      tx,
      come.map(({ id }) => id),
      way,
    );
  }
  const over = waysOf(event.mode).flatMap((way) => overfull(event, people, way));
  const ids = over.filter(({ state }) => nextRegistration(state, "move-back").ok).map((r) => r.id);
  await moveRegistrations(tx, ids, "waiting");
  await recordAll(
    tx,
    "event-registration.moved-back",
    "event-registration",
    ids.map((id) => ({ id, data: { eventId: event.id } })),
  );
  return ids.length;
}

/** Those of this way who have a place beyond what there is: the last who came. */
const overfull = (event: SchemeEvent, people: readonly EventRegistration[], way: WayIn) =>
  people
    .filter((one) => one.state === "registered" && wayAfter(event.mode, one.mode) === way)
    .slice(capacityOf(event, way));
