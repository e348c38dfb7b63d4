/**
 * Whatever breaks a readiness takes it back as soon as the change is committed: each way by which a
 * fact can fall lets a job look at the stay, and after that job nobody is called ready any more.
 */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { withdrawAgreement } from "../agreements/withdraw-agreement.ts";
import { setRule } from "../consents/set-rule.ts";
import { matchMobility, unmatchMobility } from "../mobilities/match-mobility.ts";
import { prepareMobility } from "../mobilities/prepare-mobility.ts";
import { declareStay } from "../travel/change-stays.ts";
import { addPapers, removePapers } from "../travel/keep-papers.ts";
import { cancelJourney } from "./book-journey.ts";
import { changeTask } from "./change-task.ts";
import { giveBeds } from "./give-beds.ts";
import { addAdult, removeAdult, seeCertificate, setMinorsPerAdult } from "./keep-group.ts";
import { markReady } from "./mark-ready.ts";
import { forgetCard } from "./medical-card.store.ts";
import { moveDays } from "./move-days.ts";
import { wakeStays } from "./task-kind.store.ts";
import { watchPreparation } from "./watch-preparation.ts";

const scene = await hostingScene(10);
const { db, companies, stays, flows } = scene;
const { database } = db;
const flowId = flows["AL-2"]!;
const { actor: staff } = await signInAs(db, scene.scheme, { role: "coordinator" });
const system = { kind: "system", schemeId: scene.scheme.id } as const;
const as = <T>(work: (tx: Tx<StaffActor>) => Promise<T>) =>
  database.withTx(staff, work, { purpose: "care" });
const personOf = async (id: string) =>
  (await db.sql<{ id: string }>("select person_id as id from mobilities where id = $1", [id]))[0]!
    .id;
const PAPERS = {
  nationality: "AL",
  passport: "biometric",
  issuer: "AL",
  issued: "2025-01-01",
  expires: "2034-12-31",
  number: "",
};
const rule = (exitNeeded: "yes" | "no") =>
  as((tx) =>
    setRule(tx, {
      country: "AL",
      guardians: "1",
      exitNeeded,
      exitSigners: "both",
      exitCertified: "notary",
    }),
  );
const adultId = await as(async (tx) => {
  const made = await addAdult(tx, flowId, {
    name: "Elira Gjoka",
    phone: "+355691",
    role: "leader",
  });
  need(await seeCertificate(tx, flowId, need(made), "2028-01-01"));
  return need(made);
});
need(await rule("no"));

/** Everything is there: what the program knows as rows, what it cannot know as not needed. */
async function made(at: number): Promise<string> {
  const id = stays[at]!;
  await as(async (tx) => {
    need(await matchMobility(tx, id, companies[at % 2]!));
    await prepareMobility(tx, id);
    need(await addPapers(tx, await personOf(id), PAPERS));
  });
  await database.withTx(system, (tx) => watchPreparation(tx, id), { purpose: "care" });
  await db.sql(
    `update stay_tasks set state = 'not-needed' where mobility_id = $1 and code not in ('id-papers',
       'company-found', 'agreement-signed', 'exit-authorisation', 'group-adults', 'medical-card',
       'journey-booked', 'lodging')`,
    [id],
  );
  const scheme = scene.scheme.id;
  await db.sql(
    `insert into agreements (id, scheme_id, mobility_id, kind, template_year, template_version, state,
       state_since, code, languages, content, version, created_by, created_at)
     values (gen_random_uuid(), $1, $2, 'learning-agreement', 2026, 1, 'signed', now(), $3, '{en}', '{}', 1,
       'test', now())`,
    [scheme, id, `KLA-TEST-000${at}`],
  );
  await db.sql(
    `insert into medical_cards (mobility_id, scheme_id, written_at, written_by, delete_after)
     values ($1, $2, '2027-03-01', 'learner', '2027-08-27')`,
    [id, scheme],
  );
  for (const direction of ["there", "home"]) {
    await db.sql(
      `with j as (insert into journeys (id, scheme_id, flow_id, direction, reference, met_by, booked_by, booked_at)
         values (gen_random_uuid(), $1, $3, $4, 'X', '', 'test', now()) returning id),
       l as (insert into journey_legs (journey_id, position, scheme_id, carrier, number, from_place,
         from_country, departs, to_place, to_country, arrives)
         select j.id, 1, $1, 'Air', '1', 'Tirana', 'AL', $5::timestamp, 'Sevilla', 'ES', $5::timestamp + interval '4 hours' from j)
       insert into journey_people (id, scheme_id, journey_id, mobility_id, direction)
         select gen_random_uuid(), $1, j.id, $2, $4 from j`,
      [scheme, id, flowId, direction, direction === "there" ? "2027-07-01" : "2027-07-28"],
    );
  }
  await db.sql(
    `insert into bed_stays (id, scheme_id, mobility_id, organisation_id, room, starts, ends, given_by, given_at)
     values (gen_random_uuid(), $1, $2, $3, 'Blue', '2027-07-01', '2027-07-28', 'test', now())`,
    [scheme, id, scene.host],
  );
  expect(need(await as((tx) => markReady(tx, id)))).toBe("ready");
  await settled(id);
  return id;
}

const jobs = (id: string) =>
  db.sql("select 1 from graphile_worker._private_jobs where key like $1", [
    `watch-preparation-now:${id}%`,
  ]);
const settled = (id: string) =>
  db.sql("delete from graphile_worker._private_jobs where key like $1", [
    `watch-preparation-now:${id}%`,
  ]);

type Fact = readonly [string, (id: string) => Promise<unknown>, string];
const FACTS: readonly Fact[] = [
  [
    "a passport is taken out",
    async (id) => {
      const personId = await personOf(id);
      const [papers] = await db.sql<{ id: string }>(
        "select id from travel_papers where person_id = $1",
        [personId],
      );
      need(await as((tx) => removePapers(tx, personId, papers!.id)));
    },
    "id-papers",
  ],
  [
    "an agreement is withdrawn",
    async (id) => {
      const [one] = await db.sql<{ id: string }>(
        "select id from agreements where mobility_id = $1",
        [id],
      );
      need(await as((tx) => withdrawAgreement(tx, one!.id, "Another company")));
    },
    "agreement-signed",
  ],
  [
    "an agreement is changed and signed anew",
    (id) =>
      as((tx) =>
        tx.db
          .updateTable("agreements")
          .set({ state: "amended" })
          .where("mobility_id", "=", id)
          .execute(),
      ),
    "agreement-signed",
  ],
  [
    "a journey is called off",
    async (id) => {
      const [one] = await db.sql<{ id: string }>(
        "select journey_id as id from journey_people where mobility_id = $1 and direction = 'home'",
        [id],
      );
      need(await as((tx) => cancelJourney(tx, flowId, one!.id)));
    },
    "journey-booked",
  ],
  [
    "a bed is taken away",
    async (id) => need(await as((tx) => giveBeds(tx, flowId, { room: "", mobilityIds: [id] }))),
    "lodging",
  ],
  [
    "a medical card is forgotten",
    (id) => as((tx) => forgetCard(tx, id, day("2027-05-02"), day("2027-05-01"))),
    "medical-card",
  ],
  [
    "days move out of the bed",
    async (id) =>
      need(
        await as((tx) => moveDays(tx, id, { starts: day("2027-07-01"), ends: day("2027-07-29") })),
      ),
    "lodging",
  ],
  [
    "a task turns out not to be done",
    async (id) => {
      const [task] = await db.sql<{ id: string }>(
        "select id from stay_tasks where mobility_id = $1 and code = 'safety-briefing'",
        [id],
      );
      need(await as((tx) => changeTask(tx, task!.id, "need")));
    },
    "safety-briefing",
  ],
  [
    "a country asks for the form at its border",
    async () => need(await rule("yes")),
    "exit-authorisation",
  ],
];

test.each(FACTS.map((fact, at) => [...fact, at] as const))(
  "%s: ready goes back as soon as that is committed",
  async (_, breaks, code, at) => {
    const id = await made(at);
    await breaks(id);
    expect(await jobs(id)).toHaveLength(1);
    await database.withTx(system, (tx) => watchPreparation(tx, id), { purpose: "care" });
    const [stay] = await db.sql<{ state: string }>("select state from mobilities where id = $1", [
      id,
    ]);
    expect(stay?.state).toBe("preparing");
    const [event] = await db.sql<{ because: string[] }>(
      "select data->'because' as because from event_log where name = 'mobility.reopened' and subject_id = $1",
      [id],
    );
    expect(event?.because).toContain(code);
  },
);

test("what concerns a whole group or another person's days wakes everybody it concerns", async () => {
  need(await rule("no"));
  const id = await made(9);
  const wakes = async (change: () => Promise<unknown>) => {
    await settled(id);
    await change();
    return (await jobs(id)).length;
  };
  expect(
    await wakes(async () => need(await as((tx) => setMinorsPerAdult(tx, "5")))),
    "more adults are needed",
  ).toBe(1);
  expect(await wakes(async () => need(await as((tx) => removeAdult(tx, flowId, adultId))))).toBe(1);
  const personId = await personOf(id);
  const typed = { entry: "2027-06-01", exit: "2027-06-05", permit: "" };
  expect(await wakes(async () => need(await as((tx) => declareStay(tx, personId, typed))))).toBe(1);
  expect(await wakes(() => as((tx) => unmatchMobility(tx, id)))).toBe(0);
});

test("an act that fails wakes nobody", async () => {
  const id = stays[0]!;
  await settled(id);
  const refused = await as(async (tx) => {
    need(await addPapers(tx, await personOf(id), PAPERS));
    return { ok: false as const, problems: [] };
  });
  expect(refused.ok).toBe(false);
  expect(await jobs(id)).toHaveLength(0);
});

test("two who change facts of the same stays in another order do not wait for each other in a circle", async () => {
  const both = stays.slice(0, 2);
  const change = (ids: readonly string[]) =>
    as(async (tx) => {
      for (const id of ids) {
        await wakeStays(tx, [id]);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    });
  await Promise.all([change(both), change([...both].reverse())]);
  for (const id of both) expect((await jobs(id)).length).toBeGreaterThan(0);
});
