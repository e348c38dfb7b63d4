import type { Tx } from "../../platform/db/index.ts";
import type { Flow } from "../calls/flow.ts";
import type { MatchLearner } from "./matching.rules.ts";
import { roomGenderOf, roomKey, roomsFrom } from "./rooms.rules.ts";
import { bedsNear, sleepersNear } from "./rooms.store.ts";
import type { RoomsToFill } from "./solve-matching.ts";
import type { FlowStay } from "./stay.store.ts";

/**
 * Rooms of the hosting partner and of its companies in the city, who sleeps there already, and the
 * learners who need a bed. Null where nobody wrote beds down for these days.
 */
export async function readRooms(
  tx: Tx,
  flow: Pick<Flow, "city" | "hostingOrganisationId">,
  learners: readonly MatchLearner[],
  stays: readonly FlowStay[],
): Promise<RoomsToFill | null> {
  const window = {
    hostId: flow.hostingOrganisationId,
    city: flow.city,
    starts: learners.map((one) => one.starts).sort()[0] ?? "",
    ends:
      learners
        .map((one) => one.ends)
        .sort()
        .at(-1) ?? "",
  };
  const lines = await bedsNear(tx, window);
  if (lines.length === 0) return null;
  const here = await sleepersNear(tx, window);
  const given = new Set(here.filter((one) => one.room !== null).map((one) => one.mobilityId));
  // Whoever was given a bed has one; the others of this run compete for what is left.
  const guests = learners.filter((one) => !given.has(one.mobilityId));
  const asked = new Set(guests.map((one) => one.mobilityId));
  const genders = new Map(stays.map((stay) => [stay.mobilityId, roomGenderOf(stay.gender)]));
  return {
    rooms: roomsFrom(lines),
    sleepers: here
      .filter((one) => !asked.has(one.mobilityId))
      .map(({ gender, starts, ends, hostId, room }) => ({
        gender: roomGenderOf(gender),
        starts,
        ends,
        key: hostId !== null && room !== null ? roomKey(hostId, room) : null,
      })),
    guests: guests.map(({ mobilityId, starts, ends, needsNoStairs }) => ({
      mobilityId,
      starts,
      ends,
      needsNoStairs,
      gender: genders.get(mobilityId) ?? "others",
    })),
  };
}
