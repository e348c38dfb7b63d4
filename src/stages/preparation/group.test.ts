import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { addDays, type Day, day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { bedProblems, overbooked, type Room } from "./bed.rules.ts";
import { bookJourney, cancelJourney, readJourneysOf } from "./book-journey.ts";
import { giveBeds } from "./give-beds.ts";
import { borderDay, journeyProblems, type Leg } from "./journey.rules.ts";
import {
  addAdult,
  readGroup,
  removeAdult,
  seeCertificate,
  setMinorsPerAdult,
} from "./keep-group.ts";
import { readBoards } from "./read-boards.ts";

const scene = await hostingScene(6);
const { db, stays } = scene;
const { database } = db;
const flowId = scene.flows["AL-2"];
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const serbian = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
const as = <T>(work: (tx: Tx) => Promise<T>) => database.withTx(coordinator.actor, work);
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const group = () => as((tx) => readGroup(tx, flowId));

const leg = (
  from: string,
  departs: string,
  to: string,
  arrives: string,
  more: Partial<Leg> = {},
): Leg => ({
  carrier: "Adria",
  number: "JP 100",
  fromPlace: from,
  fromCountry: from.slice(0, 2),
  departs,
  toPlace: to,
  toCountry: to.slice(0, 2),
  arrives,
  ...more,
});
const MARIBOR = { country: "SI", starts: day("2027-07-01"), ends: day("2027-07-28") };
/** The group of Prishtina to Maribor: by air to Vienna, then by bus. */
const THERE = [
  leg("XK Prishtina", "2027-06-30T20:00", "AT Vienna", "2027-06-30T21:40"),
  leg("AT Vienna", "2027-06-30T22:30", "SI Maribor", "2027-07-01T01:30"),
];
const HOME = [
  leg("SI Maribor", "2027-07-28T14:00", "AT Vienna", "2027-07-28T17:00"),
  leg("AT Vienna", "2027-07-29T06:00", "XK Prishtina", "2027-07-29T07:40"),
];

test("days in the area begin and end at the border that is crossed, also in a third country", () => {
  expect(borderDay("there", THERE)).toBe("2027-06-30");
  expect(borderDay("home", HOME)).toBe("2027-07-29");
  expect(borderDay("there", [])).toBeNull();
});

test.each<[string, "there" | "home", Leg[], string[]]>([
  ["through Vienna", "there", THERE, []],
  ["home a night later", "home", HOME, []],
  ["no leg", "there", [], ["journey-no-leg"]],
  ["to another country", "there", THERE.slice(0, 1), ["journey-elsewhere"]],
  [
    "a bus that has left",
    "there",
    [THERE[0]!, { ...THERE[1]!, departs: "2027-06-30T21:30" }],
    ["leg-missed"],
  ],
  [
    "a day too late",
    "there",
    [THERE[0]!, { ...THERE[1]!, arrives: "2027-07-02T01:30" }],
    ["journey-too-late"],
  ],
  [
    "home a day too early",
    "home",
    [{ ...HOME[0]!, departs: "2027-07-27T14:00", arrives: "2027-07-27T17:00" }, HOME[1]!],
    ["journey-too-early"],
  ],
  [
    "a clock that runs backwards",
    "home",
    [{ ...HOME[0]!, arrives: "2027-07-27T17:00" }, HOME[1]!],
    ["leg-backwards"],
  ],
  [
    "empty boxes, all at once",
    "there",
    [leg("", "", "", "", { carrier: "" })],
    [
      "required",
      "required",
      "required",
      "choose-one",
      "choose-one",
      "not-a-moment",
      "not-a-moment",
    ],
  ],
])("%s", (_, direction, legs, expected) => {
  expect(journeyProblems(direction, legs, MARIBOR).map(({ code }) => code)).toEqual(expected);
});

test("a group has one leader, its adults are no participants, and certificates hold until home", async () => {
  const add = (name: string, role: string) =>
    as((tx) => addAdult(tx, flowId, { name, phone: "+355 69 000 0000", role }));
  expect(await group()).toMatchObject({ minors: 6, adultsNeeded: 1 });
  const leader = need(await add("Mira Leka", "leader"));
  expect(codes(await add("Ana Secret00", "accompanying"))).toEqual(["adult-is-participant"]);
  expect(codes(await add("Another Leader", "leader"))).toEqual(["group-has-leader"]);
  expect(codes(await as((tx) => addAdult(tx, flowId, { name: "", phone: "x", role: "" })))).toEqual(
    ["required", "phone-shape", "choose-one"],
  );
  const see = (until: string) => as((tx) => seeCertificate(tx, flowId, leader, until));
  const ends = (await group())!.flow.ends;
  expect(codes(await see(addDays(ends, -1)))).toEqual(["certificate-ends"]);
  need(await see(ends));
  expect((await group())?.adults).toMatchObject([{ role: "leader", validUntil: ends }]);
  need(await as((tx) => setMinorsPerAdult(tx, "3")));
  expect(await group()).toMatchObject({ adultsNeeded: 2 });
  expect(codes(await as((tx) => setMinorsPerAdult(tx, "0")))).toEqual(["too-small"]);
  const second = need(await add("Besnik Hoxha", "accompanying"));
  need(await as((tx) => removeAdult(tx, flowId, second)));
  expect((await group())?.adults).toHaveLength(1);
  expect(await database.withTx(serbian.actor, (tx) => readGroup(tx, flowId))).toBeUndefined();
});

test("one journey for many, which replaces the one before, and can be called off", async () => {
  const there = [leg("AL Tirana", "2027-06-30T10:00", "ES Sevilla", "2027-06-30T15:00")];
  const book = (ids: readonly string[], legs = there) =>
    as((tx) =>
      bookJourney(tx, flowId, {
        direction: "there",
        reference: "ABC",
        metBy: "Lucía, +34 600 000 000",
        legs,
        mobilityIds: ids,
      }),
    );
  need(await book(stays.slice(0, 3)));
  need(await book([stays[0]!]));
  const booked = await as(async (tx) => readJourneysOf(tx, (await readGroup(tx, flowId))!));
  expect(booked.map(({ mobilityIds }) => mobilityIds.length).sort()).toEqual([1, 2]);
  expect(booked[0]?.legs).toEqual(there);
  expect(codes(await book([]))).toEqual(["choose-one"]);
  need(await as((tx) => cancelJourney(tx, flowId, booked[0]!.id)));
  expect(codes(await as((tx) => cancelJourney(tx, flowId, booked[0]!.id)))).toEqual(["not-found"]);
});

test("boards open on the first week with somebody away, unless a week is asked for", async () => {
  const opened = await as((tx) => readBoards(tx, null));
  expect(opened.from).toBe("2027-06-28");
  expect(opened.flows).toMatchObject([{ people: 6 }]);
  expect(await as((tx) => readBoards(tx, day("2027-03-04")))).toMatchObject({
    from: "2027-03-01",
    flows: [],
  });
});

test("a room is never fuller than it is, when six offices press at once", async () => {
  await as((tx) =>
    tx.db
      .insertInto("host_beds")
      .values(
        [
          { name: "Attic", beds: 2, gender: "any" },
          { name: "Garden", beds: 4, gender: "men" },
        ].map((room, at) => ({
          id: `00000000-0000-4000-8000-00000000000${at}`,
          scheme_id: scene.scheme.id,
          organisation_id: scene.host,
          street: "Calle 1",
          accessible: false,
          starts: "2027-06-01",
          ends: "2027-08-31",
          set_at: new Date("2027-03-01T08:00:00Z"),
          set_by: "test",
          ...room,
        })),
      )
      .execute(),
  );
  const room = `${scene.host}/Attic`;
  const given = await Promise.all(
    stays.map((id) => as((tx) => giveBeds(tx, flowId, { room, mobilityIds: [id] }))),
  );
  expect(given.filter((one) => one.ok)).toHaveLength(2);
  expect(given.flatMap(codes)).toEqual(["bed-full", "bed-full", "bed-full", "bed-full"]);
  const garden = await as((tx) =>
    giveBeds(tx, flowId, { room: `${scene.host}/Garden`, mobilityIds: [stays[0]!] }),
  );
  expect(codes(garden)).toEqual(["bed-gender"]);
  need(await as((tx) => giveBeds(tx, flowId, { room: "", mobilityIds: stays })));
  need(await as((tx) => giveBeds(tx, flowId, { room, mobilityIds: stays.slice(2, 4) })));
});

test("beds are counted as a night by night count counts them, over 2,000 invented houses", () => {
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  const first = day("2027-07-01");
  const window = () => {
    const starts = addDays(first, random(20));
    return { starts, ends: addDays(starts, random(12)) };
  };
  for (let house = 0; house < 2_000; house += 1) {
    const rooms = Array.from(
      { length: 1 + random(2) },
      (): Room => ({
        hostId: "h",
        name: "r",
        street: "",
        beds: 1 + random(3),
        gender: "any",
        accessible: false,
        ...window(),
      }),
    );
    const people = Array.from({ length: 1 + random(4) }, window);
    const within = (of: { starts: Day; ends: Day }, on: Day) => of.starts <= on && on <= of.ends;
    const nights = Array.from({ length: 40 }, (_, at) => addDays(first, at));
    const tooMany = nights.some((on) => {
      const beds = rooms.filter((one) => within(one, on)).reduce((sum, one) => sum + one.beds, 0);
      return people.filter((one) => within(one, on)).length > beds;
    });
    expect(overbooked(rooms, people) !== null).toBe(tooMany);
  }
  expect(bedProblems([], [], [])).toEqual([{ code: "bed-no-room", field: "room" }]);
});
