/** Two offices that do something for one person in the same moment; the papers of many in few questions. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Result } from "../../shared/result.ts";
import { moveMobility } from "../mobilities/move-mobility.ts";
import { addPapers } from "../travel/keep-papers.ts";
import { bookJourney } from "./book-journey.ts";
import { giveBeds } from "./give-beds.ts";
import { readPack } from "./read-pack.ts";

const scene = await hostingScene(3);
const { db, host, stays, companies } = scene;
const flowId = scene.flows["AL-2"] ?? "";
const [first = "", second = "", third = ""] = stays;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const as = <T>(work: (tx: Tx) => Promise<T>) =>
  db.database.withTx(coordinator.actor, work, { purpose: "care" });
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));

for (const owner of [host, companies[0]]) {
  await db.sql(
    `insert into host_beds (id, scheme_id, organisation_id, name, street, beds, gender, accessible,
       starts, ends, set_at, set_by)
     values (gen_random_uuid(), $1, $2, 'Attic', 'Calle 1', 4, 'any', false, '2027-06-01', '2027-08-31',
       now(), 'test')`,
    [scene.scheme.id, owner],
  );
}

/** Both have read the page before either of them writes. */
async function together<T>(one: (tx: Tx) => Promise<T>, other: (tx: Tx) => Promise<T>) {
  let arrived = 0;
  let bothAreHere = () => {};
  const met = new Promise<void>((done) => {
    bothAreHere = done;
  });
  // The row of the stay is what both want: it is held until both stand before it.
  const holder = as(async (tx) => {
    await tx.db.selectFrom("mobilities").where("id", "=", first).select("id").forUpdate().execute();
    await met;
    await new Promise((done) => setTimeout(done, 150));
  });
  const act = (work: (tx: Tx) => Promise<T>) =>
    as(async (tx) => {
      arrived += 1;
      if (arrived === 2) bothAreHere();
      return work(tx);
    });
  const both = await Promise.all([act(one), act(other)]);
  await holder;
  return both;
}

test("one person, two houses, one moment: one office is told that the other was faster", async () => {
  const give = (owner: string) => (tx: Tx) =>
    giveBeds(tx, flowId, { room: `${owner}/Attic`, mobilityIds: [first] });
  const given = await together(give(host), give(companies[0]));
  expect(given.flatMap(codes)).toEqual(["group-changed-meanwhile"]);
  expect(given.find((one) => !one.ok)).toMatchObject({
    problems: [{ params: { names: "Ana Secret00" }, field: "people" }],
  });
  const beds = await db.sql("select 1 from bed_stays where ended_at is null");
  expect(beds).toHaveLength(1);
});

test("one person, two journeys the same way, one moment: the same", async () => {
  const book = (number: string) => (tx: Tx) =>
    bookJourney(tx, flowId, {
      direction: "there",
      reference: "",
      metBy: "",
      mobilityIds: [first, second],
      legs: [
        {
          carrier: "Air",
          number,
          fromPlace: "Tirana",
          fromCountry: "AL",
          departs: "2027-06-30T10:00",
          toPlace: "Sevilla",
          toCountry: "ES",
          arrives: "2027-06-30T15:00",
        },
      ],
    });
  const booked = await together<Result<unknown>>(book("A 1"), book("B 2"));
  expect(booked.flatMap(codes)).toEqual(["group-changed-meanwhile"]);
  expect(await db.sql("select 1 from journey_people where left_at is null")).toHaveLength(2);
});

test("papers of three are opened with as many questions as those of one, and told for each", async () => {
  const people = await db.sql<{ id: string }>(
    "select person_id as id from mobilities where flow_id = $1",
    [flowId],
  );
  for (const [at, { id }] of people.entries()) {
    const typed = {
      nationality: "AL",
      passport: "biometric",
      issuer: "AL",
      issued: "2025-01-01",
      expires: "2034-12-31",
      number: `BX00000${at}`,
    };
    need(await as((tx) => addPapers(tx, id, typed)));
  }
  const open = () => as((tx) => readPack(tx, flowId));
  const three = await queriesDuring(open);
  const pack = need(await open());
  expect([...pack.numbers.values()].sort()).toEqual(["BX000000", "BX000001", "BX000002"]);
  const told = await db.sql<{ id: string }>(
    "select distinct subject_id as id from event_log where name = 'papers.number-read'",
  );
  expect(told).toHaveLength(3);
  for (const id of [second, third]) {
    need(await as((tx) => moveMobility(tx, id, "cancel", { reason: "Stays at home" })));
  }
  expect(await queriesDuring(open)).toBe(three);
  expect(three).toBe(12);
});
