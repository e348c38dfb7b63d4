import type { Tx } from "../../platform/db/index.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import type { EventPlaces, SchemeEvent } from "./event.ts";
import { clashes, houseOf } from "./session.rules.ts";
import { lockProgrammes, sessionsAt, sessionsOf } from "./session.store.ts";

/**
 * An event that moves into another house brings its rooms by their names: those that are taken there at
 * the hours of its sessions, each once. Nothing is asked where the house stays.
 */
export async function roomsTaken(
  tx: Tx,
  event: SchemeEvent,
  to: Pick<EventPlaces, "city" | "venue">,
): Promise<Problem[]> {
  const house = houseOf({ id: event.id, city: to.city, venue: to.venue });
  if (!to.city || fold(house) === fold(houseOf(event))) return [];
  await lockProgrammes(tx);
  const own = (await sessionsOf(tx, event.id)).filter(({ room }) => room !== null);
  const times = own.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]);
  if (times.length === 0) return [];
  const hours = {
    startsAt: new Date(Math.min(...times)),
    endsAt: new Date(Math.max(...times)),
  };
  const others = (await sessionsAt(tx, hours)).filter(({ eventId }) => eventId !== event.id);
  const met = own
    .flatMap((session) => clashes({ ...session, speakers: [], house }, others))
    .map((problem) => ({ ...problem, field: "venue" }));
  return [...new Map(met.map((problem) => [JSON.stringify(problem), problem])).values()];
}
