/** Days in the area are counted from the tickets on: for the stay itself and for every other one. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { changeDays } from "../mobilities/change-days.ts";
import { checkTravel, readTraveller } from "../travel/check-travel.ts";
import { SCHENGEN } from "../travel/schengen.rules.ts";
import { bookJourney } from "./book-journey.ts";
import { factsOf } from "./facts.store.ts";
import type { Leg } from "./journey.rules.ts";

const scene = await hostingScene(1);
const { db, stays } = scene;
const [stay = ""] = stays;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const as = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(coordinator.actor, work);
const [{ personId = "" } = {}] = await db.sql<{ personId: string }>(
  `select person_id as "personId" from mobilities where id = $1`,
  [stay],
);

const leg = (from: string, departs: string, to: string, arrives: string): Leg => ({
  carrier: "Adria",
  number: "JP 100",
  fromPlace: from,
  fromCountry: from.slice(0, 2),
  departs,
  toPlace: to,
  toCountry: to.slice(0, 2),
  arrives,
});
/** By way of Vienna: the border is crossed there, a day before the first day and one after the last. */
const THERE = [
  leg("AL Tirana", "2027-06-29T20:00", "AT Vienna", "2027-06-29T22:00"),
  leg("AT Vienna", "2027-06-30T06:00", "ES Seville", "2027-06-30T09:00"),
];
const HOME = [
  leg("ES Seville", "2027-07-29T14:00", "AT Vienna", "2027-07-29T17:00"),
  leg("AT Vienna", "2027-07-30T06:00", "AL Tirana", "2027-07-30T08:00"),
];
const book = (direction: string, legs: readonly Leg[]) =>
  as((tx) =>
    bookJourney(tx, scene.flows["AL-2"], {
      direction,
      reference: "ABC",
      metBy: "",
      legs,
      mobilityIds: [stay],
    }),
  );
const borderOf = async () => {
  const found = await as((tx) => readTraveller(tx, personId));
  const journey = found?.traveller.journeys.find(({ id }) => id === stay);
  return journey && [journey.starts, journey.entry, journey.ends, journey.exit];
};
/** What is said of somebody's own days, with the ten weeks that were spent in the area before. */
const warned = async () => {
  const found = await as((tx) =>
    checkTravel(
      tx,
      personId,
      { country: "ES", starts: day("2027-07-01"), ends: day("2027-07-28") },
      stay,
    ),
  );
  return found?.findings.find(({ code }) => code === "visa-days")?.params;
};

test("the program and the database hold the same states of the area", async () => {
  const kept = await db.sql<{ country: string; since: string }>(
    "select country, since from ref.schengen_states order by country",
  );
  expect(kept.map(({ country, since }) => [country, since])).toEqual([...SCHENGEN].sort());
});

test("62 days spent before and 28 are 90; with the tickets they are 94", async () => {
  await db.sql(
    `insert into declared_stays (id, scheme_id, person_id, entry, exit, permit)
     values (gen_random_uuid(), $1, $2, '2027-03-01', '2027-05-01', false)`,
    [scene.scheme.id, personId],
  );
  expect(await warned()).toBeUndefined();
  expect(await borderOf()).toEqual(["2027-07-01", "2027-07-01", "2027-07-28", "2027-07-28"]);
  need(await book("there", THERE));
  need(await book("home", HOME));
  expect(await borderOf()).toEqual(["2027-07-01", "2027-06-29", "2027-07-28", "2027-07-30"]);
  expect(await warned()).toEqual({ days: 91, limit: 90, on: "2027-07-27" });
});

test("the same days count for a later stay of the same person", async () => {
  const later = { country: "IT", starts: day("2027-08-10"), ends: day("2027-08-10") };
  const found = await as((tx) => checkTravel(tx, personId, later));
  // 62 from March, 32 by the tickets of July, and the day itself.
  expect(found?.findings.find(({ code }) => code === "visa-days")?.params?.days).toBe(95);
});

test("where the days move away from the tickets, these count for nothing and are asked for again", async () => {
  const booked = async () => {
    const [facts] = await as((tx) => factsOf(tx, [stay]));
    return facts && [facts.there, facts.home];
  };
  const move = (starts: string, ends: string) =>
    as(async (tx) => need(await changeDays(tx, stay, { starts: day(starts), ends: day(ends) })));
  expect(await booked()).toEqual([true, true]);
  await move("2027-06-29", "2027-07-26");
  expect(await booked()).toEqual([false, true]);
  await move("2027-08-01", "2027-08-28");
  expect(await booked()).toEqual([true, false]);
  expect(await borderOf()).toEqual(["2027-08-01", "2027-08-01", "2027-08-28", "2027-08-28"]);
});
