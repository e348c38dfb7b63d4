import type { Tx } from "../../src/platform/db/index.ts";
import { addDays, type Day } from "../../src/shared/day.ts";
import { bookJourney } from "../../src/stages/preparation/book-journey.ts";
import { renewFeed } from "../../src/stages/preparation/calendar-feed.ts";
import { changeTask } from "../../src/stages/preparation/change-task.ts";
import { giveBeds, readRooms, roomKey } from "../../src/stages/preparation/give-beds.ts";
import {
  addAdult,
  choosable,
  type Group,
  readGroup,
  seeCertificate,
} from "../../src/stages/preparation/keep-group.ts";
import { makeTasks } from "../../src/stages/preparation/make-tasks.ts";
import { readStayTasks } from "../../src/stages/preparation/read-preparation.ts";
import type { World } from "./build.ts";
import { atNine } from "./days.ts";
import { must } from "./must.ts";

const LEADERS: Readonly<Record<string, readonly [string, string]>> = {
  AL: ["Elira Gjoka", "+355 69 000 0101"],
  XK: ["Valon Berisha", "+383 44 000 102"],
  RS: ["Milena Stanić", "+381 64 000 0103"],
  BA: ["Adnan Hodžić", "+387 61 000 104"],
  ME: ["Ivana Vuković", "+382 67 000 105"],
  MK: ["Goran Trajkov", "+389 70 000 106"],
};

/**
 * The weeks before the journeys: lists with tasks in every state, leaders with and without a seen
 * certificate, journeys through Vienna and direct ones, beds for those who have a journey.
 */
export async function buildPreparation(world: World): Promise<void> {
  const { database, clock, days, schemeId } = world;
  const anna = world.actorOf("anna@uniser.example");
  clock.moveTo(atNine(addDays(days.today, -2)));
  const stays = await database.withTx({ kind: "system", schemeId }, ({ db }) =>
    db
      .selectFrom("mobilities")
      .where("state", "in", ["matched", "preparing"])
      .where("scheme_id", "=", schemeId)
      .where("starts", ">", addDays(days.today, 3))
      .select(["id", "flow_id as flowId"])
      .orderBy("starts")
      .orderBy("reference")
      .execute(),
  );
  await database.withTx(anna, async (tx) => {
    for (const [at, stay] of stays.entries()) await prepare(tx, stay.id, at);
    const flows = [...new Set(stays.flatMap(({ flowId }) => flowId ?? []))];
    for (const [at, flowId] of flows.entries()) {
      const group = await readGroup(tx, flowId);
      if (group) await lead(tx, group, at);
    }
    await must("calendar", renewFeed(tx as Parameters<typeof renewFeed>[0]));
  });
  clock.moveTo(atNine(days.today));
}

/** One stay's list, further along the sooner somebody leaves. */
async function prepare(tx: Tx, mobilityId: string, at: number): Promise<void> {
  await must("tasks", makeTasks(tx, mobilityId));
  const tasks = (await readStayTasks(tx, mobilityId))?.tasks ?? [];
  const act = async (code: string, action: Parameters<typeof changeTask>[2], move = {}) => {
    const task = tasks.find((one) => one.code === code && one.state === "open");
    if (task) await must(code, changeTask(tx, task.id, action, move));
  };
  if (at % 4 !== 3) await act("intercultural-course", "finish");
  if (at % 2 === 0) {
    await act("insurance-accident", "hand-in", { note: `Policy 26-${1_000 + at}` });
    await act("language-course", "hand-in", { note: "B1, the school's certificate of last week" });
  }
  const course = (await readStayTasks(tx, mobilityId))?.tasks.find(
    (one) => one.code === "language-course" && one.state === "being-checked",
  );
  if (course && at % 4 === 0) await must("confirm", changeTask(tx, course.id, "confirm"));
  if (course && at % 8 === 2) {
    const reason = "Please write which course it was.";
    await must("send back", changeTask(tx, course.id, "send-back", { reason }));
  }
}

const at = (on: Day, time: string): string => `${on}T${time}`;

async function lead(tx: Tx, group: Group, number: number): Promise<void> {
  const { flow, people } = group;
  const [name, phone] = LEADERS[flow.sendingCountry] ?? ["Ana Marin", "+385 91 000 107"];
  // Whoever led a group of the country before is chosen from the list.
  const listed = (await choosable(tx, group)).find((one) => one.name === name);
  const who = listed ? { adultId: listed.id } : { name, phone };
  const adultId = await must("leader", addAdult(tx, flow.id, { ...who, role: "leader" }));
  if (number % 2 === 0) {
    await must("certificate", seeCertificate(tx, flow.id, adultId, addDays(flow.ends, 200)));
  }
  // Of three groups one has no journey yet.
  if (number % 3 === 2 || people.length === 0) return;
  const starts = people.map((one) => one.starts).sort()[0] ?? flow.starts;
  const ends =
    people
      .map((one) => one.ends)
      .sort()
      .at(-1) ?? flow.ends;
  const mobilityIds = people.map((one) => one.mobilityId);
  const byBus = number % 2 === 1;
  const leg = (from: [string, string], departs: string, to: [string, string], arrives: string) => ({
    carrier: byBus ? "Bus Example" : "Air Example",
    number: `EX ${210 + number}`,
    fromPlace: from[0],
    fromCountry: from[1],
    departs,
    toPlace: to[0],
    toCountry: to[1],
    arrives,
  });
  const home: [string, string] = [byBus ? "Bus station" : "Airport", flow.sendingCountry];
  const away: [string, string] = [flow.city, flow.country];
  const vienna: [string, string] = ["Vienna", "AT"];
  const book = (direction: "there" | "home", legs: ReturnType<typeof leg>[]) =>
    bookJourney(tx, flow.id, {
      direction,
      reference: `EXAMPLE${number}`,
      metBy: direction === "there" ? "The host's coordinator, at the exit" : "",
      legs,
      mobilityIds,
    });
  const before = addDays(starts, -1);
  // What the guard of travel refuses stays unbooked, as it would in the office.
  await book("there", [
    leg(home, at(before, "07:10"), vienna, at(before, "08:45")),
    leg(vienna, at(before, "10:30"), away, at(before, "14:20")),
  ]);
  await book("home", [leg(away, at(ends, "15:00"), home, at(ends, "17:05"))]);
  const [room] = await readRooms(tx, group);
  if (room) {
    const fits = people.filter(
      ({ gender }) =>
        room.gender === "any" || gender === (room.gender === "women" ? "woman" : "man"),
    );
    await giveBeds(tx, flow.id, {
      room: roomKey(room),
      mobilityIds: fits.slice(0, 4).map((one) => one.mobilityId),
    });
  }
}
