import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { bedProblems, type Room, type Sleeper } from "./bed.rules.ts";
import { bedStaysOf, endBeds, holdRooms, insertBeds, roomsOf } from "./bed.store.ts";
import type { GroupPerson } from "./group.ts";
import { type Group, holdPeople, readGroup } from "./keep-group.ts";
import { can } from "./preparation.policy.ts";

export type { Room };

/** Rooms of a flow's host with the beds that are taken on the flow's days. */
export const readRooms = (tx: Tx, group: Group): Promise<Room[]> => roomsOf(tx, group.flow.hostId);

/** A room by its host and its name, as a form sends it. */
export const roomKey = (room: Pick<Room, "hostId" | "name">): string =>
  `${room.hostId}/${room.name}`;

/**
 * Gives people of a flow beds in one room, for the days of their stays. All of them or nobody: a room
 * is never fuller than it is, also when two offices press at the same moment, and a room of women
 * stays one. Whoever had a bed elsewhere leaves it. An empty room takes the beds away.
 */
export async function giveBeds(
  tx: Tx,
  flowId: string,
  from: { readonly room: string; readonly mobilityIds: readonly string[] },
): Promise<Result<number>> {
  const group = await readGroup(tx, flowId);
  if (!group || !can.workFor(tx.actor, group.flow.sendingCountry)) return notFound;
  const people = group.people.filter(({ mobilityId }) => from.mobilityIds.includes(mobilityId));
  if (people.length === 0) return refuse({ code: "choose-one", field: "people" });
  const ids = people.map(({ mobilityId }) => mobilityId);
  if (from.room === "") {
    const changed = await holdPeople(tx, group.flow.id, people, bedOf);
    if (changed.length > 0) return refuse(...changed);
    await endBeds(tx, ids);
    await tell(tx, ids, "bed.taken-back");
    return ok(ids.length);
  }
  const [hostId = ""] = from.room.split("/");
  // Held before anything is counted: whoever comes second reads what the first has given.
  if (isUuid(hostId)) await holdRooms(tx, hostId);
  const changed = await holdPeople(tx, group.flow.id, people, bedOf);
  const rooms = (await readRooms(tx, group)).filter((room) => roomKey(room) === from.room);
  const [room] = rooms;
  if (!room) return refuse({ code: "bed-no-room", field: "room" });
  const held = (await bedStaysOf(tx, room.hostId)).filter(
    (one) => one.room === room.name && !ids.includes(one.mobilityId),
  );
  const asked = people.map(({ mobilityId, givenNames, familyName, gender, starts, ends }) => ({
    mobilityId,
    name: `${givenNames} ${familyName}`,
    gender,
    starts,
    ends,
  }));
  const problems = [...changed, ...bedProblems(rooms, held, asked)];
  if (problems.length > 0) return refuse(...problems);
  await endBeds(tx, ids);
  await insertBeds(
    tx,
    room.hostId,
    asked.map(({ mobilityId, starts, ends }) => ({ mobilityId, room: room.name, starts, ends })),
  );
  await tell(tx, ids, "bed.given");
  return ok(ids.length);
}

/** What speaks against somebody in the bed of somebody else who does not go. */
export async function bedFor(
  tx: Tx,
  group: Group,
  bed: { readonly hostId: string; readonly room: string },
  next: Sleeper,
): Promise<Problem[]> {
  const rooms = (await readRooms(tx, group)).filter(
    (room) => room.hostId === bed.hostId && room.name === bed.room,
  );
  const others = (await bedStaysOf(tx, bed.hostId)).filter(
    (one) => one.room === bed.room && one.mobilityId !== next.mobilityId,
  );
  return bedProblems(rooms, others, [next]);
}

const bedOf = (one: GroupPerson): string | null =>
  one.room === null ? null : `${one.roomHostId}/${one.room}`;

async function tell(tx: Tx, ids: readonly string[], event: "bed.given" | "bed.taken-back") {
  await recordAll(
    tx,
    event,
    "mobility",
    ids.map((id) => ({ id })),
  );
}
