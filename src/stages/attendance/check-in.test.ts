/** The door of an event: two telephones without a line, tickets of all kinds, repeats and disorder. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { eventScene, there } from "../../../tests/support/door.ts";
import { signInAs, testScheme } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import type { DoorActor } from "../../platform/db/actor.ts";
import { openVault } from "../../platform/vault.ts";
import type { CheckIn, Outcome } from "./attendance.ts";
import { keepCheckIns } from "./check-in.ts";
import { asDoor, endDoorLink, makeDoorLink } from "./door-link.ts";
import { readDesk } from "./read-desk.ts";
import { takeBack } from "./take-back.ts";
import { squareText } from "./ticket.rules.ts";

openVault("a data key of the tests only, long enough");
const clock = clockAt("2027-03-01T18:00:00Z");
const db = await testDatabase({ clock });
const { database } = db;
const scheme = await testScheme(db);
const office = await signInAs(db, scheme, { role: "coordinator" });

const at = (minutes: number): Date =>
  new Date(Date.parse("2027-03-01T08:50:00Z") + minutes * 60_000);
const checkIn = (sessionId: string, ticket: string, minutes = 0): CheckIn => ({
  id: randomUUID(),
  sessionId,
  ticket,
  at: at(minutes),
  how: "scan",
});

/** Numbers that look like chance and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
function shuffled<T>(from: readonly T[], roll: (below: number) => number): T[] {
  const list = [...from];
  for (let n = list.length - 1; n > 0; n -= 1) {
    const other = roll(n + 1);
    [list[n], list[other]] = [list[other] as T, list[n] as T];
  }
  return list;
}

test.each([1, 2, 3, 4])(
  "300 people at two doors without a line, handed in later in any order and again: each counts once (%i)",
  async (seed) => {
    const roll = dice(seed);
    const scene = await eventScene(db, scheme, { people: 300 });
    const [morning] = scene.sessions;
    const doors: DoorActor[] = ["a", "b"].map(() => ({
      kind: "door",
      schemeId: scheme.id,
      eventId: scene.eventId,
      linkId: randomUUID(),
    }));
    const first = new Map<string, number>();
    const queues: CheckIn[][] = [[], []];
    for (const person of scene.people) {
      // Every tenth shows the ticket at both doors, every seventh twice at one.
      const times = roll(10) === 0 ? [0, 1] : roll(7) === 0 ? [0, 0] : [roll(2)];
      for (const door of times) {
        const minutes = roll(100);
        const ticket = roll(2) === 0 ? person.code : person.id;
        queues[door]?.push(checkIn(morning, ticket, minutes));
        first.set(person.id, Math.min(first.get(person.id) ?? Infinity, minutes));
      }
    }
    const parcels = queues.flatMap((queue, door) => {
      const list = shuffled(queue, roll);
      const cuts = Array.from({ length: Math.ceil(list.length / 60) }, (_, n) => ({
        door,
        entries: list.slice(n * 60, n * 60 + 60),
      }));
      // A third of the parcels go out again, because the answer was lost.
      return [...cuts, ...cuts.filter(() => roll(3) === 0)];
    });
    const order = shuffled(parcels, roll);
    for (let n = 0; n < order.length; n += 2) {
      await Promise.all(
        order
          .slice(n, n + 2)
          .map(({ door, entries }) =>
            database.withTx(there(doors[door]), (tx) => keepCheckIns(tx, scene.eventId, entries)),
          ),
      );
    }
    const desk = there(await database.withTx(office.actor, (tx) => readDesk(tx, scene.eventId)));
    expect(desk.here.length).toBe(300);
    for (const one of desk.here) {
      expect(one.arrivedAt).toEqual(at(there(first.get(one.registrationId))));
    }
    const [rows] = await db.sql<{ n: number }>(
      "select count(*)::int as n from event_check_ins where event_id = $1",
      [scene.eventId],
    );
    expect(rows?.n).toBe(queues.flat().length);
  },
);

const scene = await eventScene(db, scheme, { people: 6 });
const other = await eventScene(db, scheme, { people: 1, title: "Kick-off" });
const [morning, noon] = scene.sessions;
const door: DoorActor = {
  kind: "door",
  schemeId: scheme.id,
  eventId: scene.eventId,
  linkId: randomUUID(),
};
const send = async (...entries: CheckIn[]): Promise<readonly Outcome[]> => {
  const result = await database.withTx(door, (tx) => keepCheckIns(tx, scene.eventId, entries));
  if (!result.ok) throw new Error(result.problems[0]?.code);
  return result.value;
};

test("each ticket that does not let in says why", async () => {
  const [one, two, three] = scene.people;
  await db.sql(
    "update event_registrations set state = 'cancelled', cancelled_at = now() where id = $1",
    [there(two).id],
  );
  await db.sql("update event_registrations set state = 'waiting' where id = $1", [there(three).id]);
  const foreign = there(other.people[0]);
  const address = (eventId: string) => `https://kalfa.example/sq/demo/events/${eventId}`;
  const tickets: [string, string | null][] = [
    [squareText(address(scene.eventId), there(one).code), null],
    [there(one).code.replace(/(...)/, "$1 "), "ticket-used"],
    ["999 999", "ticket-unknown"],
    ["https://example.org/some/other/square", "ticket-unknown"],
    [there(two).code, "ticket-cancelled"],
    [there(three).code, "ticket-waiting"],
    [foreign.code, "ticket-of-other-event"],
    [squareText(address(other.eventId), foreign.code), "ticket-of-other-event"],
    // A square of this event around the code of another one.
    [squareText(address(scene.eventId), foreign.code), "ticket-unknown"],
  ];
  const told = await send(...tickets.map(([ticket], n) => checkIn(morning, ticket, n)));
  expect(told.map(({ problem }) => problem)).toEqual(tickets.map(([, problem]) => problem));
  expect(told[1]?.at).toEqual(at(0));
  expect(told[6]?.otherEvent).toEqual({ en: "Kick-off" });
  // Who goes elsewhere is no business of this door.
  expect(told[6]?.name).toBeNull();
  expect((await send(checkIn(randomUUID(), there(one).code)))[0]?.problem).toBe("session-unknown");
  // The same ticket is good for the next session.
  expect((await send(checkIn(noon, there(one).code, 200)))[0]?.problem).toBeNull();
});

test("a check-in that the office took back stays so when it is sent again, and a new one counts", async () => {
  const four = there(scene.people[3]);
  const entry = checkIn(morning, four.code, 5);
  await send(entry);
  const present = async () =>
    (await database.withTx(office.actor, (tx) => readDesk(tx, scene.eventId)))?.here.some(
      (one) => one.registrationId === four.id && one.sessionId === morning,
    );
  expect(await present()).toBe(true);
  const back = { sessionId: morning, registrationId: four.id };
  clock.moveTo("2027-03-01T09:30:00Z");
  expect((await database.withTx(office.actor, (tx) => takeBack(tx, scene.eventId, back))).ok).toBe(
    true,
  );
  expect(await present()).toBe(false);
  clock.moveTo("2027-03-01T18:00:00Z");
  await send(entry);
  // Seen before it was taken back, handed in after it: the same mistake.
  await send(checkIn(morning, four.code, 6));
  expect(await present()).toBe(false);
  await send(checkIn(morning, four.code, 60));
  expect(await present()).toBe(true);
});

test("a link of the door opens one event's desk, ends with it, and hands in for a week", async () => {
  const make = (helper: string) =>
    database.withTx(office.actor, (tx) =>
      makeDoorLink(tx, scene.eventId, { helper, locale: "sq" }),
    );
  expect((await make(" ")).ok).toBe(false);
  const made = await make("Besnik");
  if (!made.ok) throw new Error("no link");
  const { secret, linkId } = made.value;
  const open = (text: string) =>
    database.withTx({ kind: "anonymous", schemeId: scheme.id }, (tx) => asDoor(tx, text));
  expect((await open(secret))?.isOpen).toBe(true);
  expect(await open("0".repeat(32))).toBeUndefined();
  const foreign = await database.withTx({ ...door, linkId }, (tx) =>
    keepCheckIns(tx, other.eventId, [
      checkIn(there(other.sessions[0]), there(other.people[0]).code),
    ]),
  );
  expect(foreign.ok).toBe(false);
  clock.moveTo("2027-03-04T08:00:00Z");
  expect((await open(secret))?.isOpen).toBe(false);
  const five = there(scene.people[4]);
  const late = { ...checkIn(morning, five.code), at: new Date("2027-03-03T09:00:00Z") };
  const [seenLate, seenInTime] = await send(late, checkIn(morning, five.code, 3));
  expect([seenLate?.problem, seenInTime?.problem]).toEqual(["desk-over", null]);
  clock.moveTo("2027-03-09T08:00:00Z");
  expect(await open(secret)).toBeUndefined();
  clock.moveTo("2027-03-01T18:00:00Z");
  await database.withTx(office.actor, (tx) => endDoorLink(tx, scene.eventId, linkId));
  expect(await open(secret)).toBeUndefined();
});
