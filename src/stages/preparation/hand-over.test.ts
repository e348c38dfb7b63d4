/** Somebody does not go: what was kept goes over to somebody else in one step, or is free again. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { acceptRequest, asRequested, readRequested } from "../hosting/answer-request.ts";
import { askHost } from "../hosting/ask-hosts.ts";
import { hostSecret } from "../hosting/host-link.ts";
import { setCapacities } from "../hosting/set-capacity.ts";
import { moveMobility } from "../mobilities/move-mobility.ts";
import { bookJourney } from "./book-journey.ts";
import { giveBeds } from "./give-beds.ts";
import { giveBack, handOver } from "./hand-over.ts";
import { readGroup } from "./keep-group.ts";
import { readReplacements } from "./read-replacements.ts";
import { checksFrom, minorWords, worksFrom } from "./replace.rules.ts";

const scene = await hostingScene(6);
const { db, host, companies, stays } = scene;
const flowId = scene.flows["AL-2"] ?? "";
const [gone = "", next = "", young = "", second = "", third = "", abroad = ""] = stays;
const [company] = companies;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const serbian = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, scene.scheme, { role: "auditor" });
const as = <T>(work: (tx: Tx) => Promise<T>, who = coordinator) =>
  db.database.withTx(who.actor, work);
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const ALL = ["company", "bed", "there", "home"];
const over = (from: string, to: string, parts: readonly string[] = ALL, who = coordinator) =>
  as((tx) => handOver(tx, flowId, from, { to, parts, publicUrl: PUBLIC }), who);
const cancel = (id: string) =>
  as((tx) => moveMobility(tx, id, "cancel", { reason: "Stays at home" })).then(need);
const found = () => as(async (tx) => readReplacements(tx, (await readGroup(tx, flowId))!));
const personOf = (id: string) =>
  as(async (tx) => (await readGroup(tx, flowId))?.people.find((one) => one.mobilityId === id));

const LINE = {
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places: 1,
  minimumAge: 17,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
};
const leg = (from: string, departs: string, to: string, arrives: string) => ({
  carrier: "Air",
  number: "A 1",
  fromPlace: from,
  fromCountry: from.slice(0, 2),
  departs,
  toPlace: to,
  toCountry: to.slice(0, 2),
  arrives,
});
const book = (people: readonly string[], direction: "there" | "home") =>
  as((tx) =>
    bookJourney(tx, flowId, {
      direction,
      reference: "",
      metBy: "",
      mobilityIds: people,
      legs: [
        direction === "there"
          ? leg("AL Tirana", "2027-06-30T10:00", "ES Sevilla", "2027-06-30T15:00")
          : leg("ES Sevilla", "2027-07-29T10:00", "AL Tirana", "2027-07-29T15:00"),
      ],
    }),
  ).then(need);

/** The first one has a company by its own yes, a bed for women and both journeys. */
for (const [name, beds, gender] of [
  ["Attic", 1, "women"],
  ["Hall", 9, "any"],
] as const) {
  await db.sql(
    `insert into host_beds (id, scheme_id, organisation_id, name, street, beds, gender, accessible,
       starts, ends, set_at, set_by)
     values (gen_random_uuid(), $1, $2, $3, 'Calle 1', $4, $5, false, '2027-06-01', '2027-08-31',
       now(), 'test')`,
    [scene.scheme.id, host, name, beds, gender],
  );
}
await db.sql(
  `update persons set gender = 'woman' where id in (select person_id from mobilities where id = any($1))`,
  [[gone, next, third]],
);
await db.sql(
  "update persons set birth_date = '2011-01-01' where id = (select person_id from mobilities where id = $1)",
  [young],
);
await db.sql("update persons set birth_date = '2009-05-01' where birth_date = '2010-05-01'");
need(await as((tx) => setCapacities(tx, company, [LINE])));
const requestId = need(
  await as((tx) =>
    askHost(tx, { organisationId: company, flowId, mobilityIds: [gone], publicUrl: PUBLIC }),
  ),
);
const atHost = <T>(work: (visit: NonNullable<Awaited<ReturnType<typeof asRequested>>>) => T) =>
  db.database.withTx({ kind: "anonymous", schemeId: scene.scheme.id }, async (tx) =>
    work((await asRequested(tx, hostSecret("request", requestId)))!),
  );
need(await atHost((visit) => acceptRequest(visit, PUBLIC)));
need(await as((tx) => giveBeds(tx, flowId, { room: `${host}/Attic`, mobilityIds: [gone] })));
await book([gone, second], "there");
await book([gone, second], "home");

test("nobody is asked about who still goes, and nobody of another country or an auditor acts", async () => {
  expect(codes(await over(gone, next))).toEqual(["not-found"]);
  await cancel(gone);
  for (const who of [serbian, auditor]) {
    expect(codes(await over(gone, next, ALL, who))).toEqual(["not-found"]);
  }
  expect((await found()).dropouts).toMatchObject([
    {
      mobilityId: gone,
      company: { id: company },
      bed: { room: "Attic" },
      there: { legs: [{ number: "A 1" }] },
      home: { direction: "home" },
      settled: null,
    },
  ]);
});

test("everything that speaks against it is said at once, and nothing changes", async () => {
  // Stays from the fifth day on somewhere else; booked flights are fixed. Too young, and no woman.
  await db.sql("update mobilities set starts = '2027-06-25' where id = $1", [young]);
  const kept = () =>
    db.sql(
      `select (select json_agg(m order by m.id) from mobilities m) as m,
         (select json_agg(b order by b.id) from bed_stays b) as b,
         (select json_agg(j order by j.id) from journey_people j) as j,
         (select count(*) from event_log) as e, (select count(*) from mail_messages) as l`,
    );
  const before = await kept();
  const refused = await over(gone, young);
  expect(codes(refused).sort()).toEqual([
    "bed-gender",
    "host-other-days",
    "host-too-young",
    "journey-too-late",
  ]);
  expect(await kept()).toEqual(before);
  expect(codes(await over(gone, ""))).toEqual(["choose-one"]);
  expect(codes(await over(gone, next, []))).toEqual(["choose-one"]);
});

test("nobody takes seats for days on which the person is elsewhere (rule C2)", async () => {
  const own = (id: string) => `(select person_id from mobilities where id = '${id}')`;
  const [{ person = "" } = {}] = await db.sql<{ person: string }>(
    `select ${own(abroad)} as person`,
  );
  await db.sql(
    `update mobilities set person_id = ${own(next)}, flow_id = null, starts = '2027-07-20',
       ends = '2027-07-22' where id = $1`,
    [abroad],
  );
  expect(codes(await over(gone, next, ["there"]))).toContain("stay-overlaps");
  await db.sql(
    "update mobilities set person_id = $2, starts = '2027-09-20', ends = '2027-09-22' where id = $1",
    [abroad, person],
  );
});

test("the second office that presses is told that it is done", async () => {
  need(await over(gone, second, ["home"]));
  // What was not ticked was given back with it.
  expect(codes(await over(gone, next))).toEqual(["handover-done"]);
  expect((await found()).dropouts).toMatchObject([
    {
      company: null,
      bed: null,
      there: null,
      home: null,
      settled: { toId: second, parts: ["home"] },
    },
  ]);
});

test("company, bed and both seats go over in one step; the company reads who comes, without a name in the letter", async () => {
  await db.sql("delete from stay_handovers");
  await db.sql("update host_request_people set left_at = null where mobility_id = $1", [gone]);
  await db.sql("update bed_stays set ended_at = null where mobility_id = $1", [gone]);
  await db.sql("update journey_people set left_at = null where mobility_id = $1", [gone]);
  const both = await Promise.all([over(gone, next), over(gone, third)]);
  expect(both.map(codes).sort()).toEqual([[], ["handover-done"]]);
  const winner = both[0]?.ok ? next : third;
  expect(await personOf(winner)).toMatchObject({
    state: "matched",
    company: "Talleres Prueba",
    room: "Attic",
    there: expect.any(String),
    home: expect.any(String),
  });
  expect((await atHost(readRequested)).map(({ mobilityId }) => mobilityId)).toEqual([winner]);
  const letters = await db.sql<{ body: string }>(
    "select body from mail_messages where template = 'host.mail-instead' and body not like '%Secret%'",
  );
  expect(letters.length).toBeGreaterThan(0);
  const told = await db.sql<{ id: string }>(
    "select subject_id as id from event_log where name = 'stay.handed-over' and data -> 'parts' ? 'company'",
  );
  expect(told.map(({ id }) => id).sort()).toEqual([gone, winner].sort());
  expect(await db.sql("select 1 from bed_stays where ended_at is null")).toHaveLength(1);
});

test("what nobody takes is free again, and the company hears that one fewer comes", async () => {
  const of = async (id: string) =>
    (await found()).dropouts.find(({ mobilityId }) => mobilityId === id);
  const winner = (await of(gone))?.settled?.toId ?? "";
  await cancel(winner);
  expect(codes(await as((tx) => giveBack(tx, flowId, winner, PUBLIC), serbian))).toEqual([
    "not-found",
  ]);
  need(await as((tx) => giveBack(tx, flowId, winner, PUBLIC)));
  expect(codes(await as((tx) => giveBack(tx, flowId, winner, PUBLIC)))).toEqual(["handover-done"]);
  expect(await db.sql("select 1 from bed_stays where ended_at is null")).toEqual([]);
  // One letter of this, one of the place that was not handed over before.
  expect(
    await db.sql("select 1 from mail_messages where template = 'host.mail-fewer'"),
  ).toHaveLength(2);
  expect(await of(winner)).toMatchObject({ settled: { toId: null, parts: [] } });
});

test("too late for a visa says from when it would work; checks are named also where nothing is found", () => {
  const today = day("2027-05-01");
  expect(worksFrom({ code: "visa-lead-time", params: { days: 31, needed: 60 } }, today)).toBe(
    "2027-06-30",
  );
  const checks = checksFrom(
    [
      { kind: "warning", code: "visa-lead-time", params: { days: 31, needed: 60 } },
      { kind: "refusal", code: "stay-overlaps" },
      { kind: "warning", code: "passport-expires" },
      { kind: "warning", code: "long-visa-needed" },
      { kind: "warning", code: "visa-days" },
    ],
    { bed: [{ kind: "refusal", code: "bed-gender" }] },
    today,
  );
  expect(checks.map(({ what, found: here }) => [what, ...here.map(({ code }) => code)])).toEqual([
    ["days", "stay-overlaps"],
    ["border", "visa-days"],
    ["passport", "passport-expires"],
    ["visa", "visa-lead-time", "long-visa-needed"],
    ["minor"],
    ["bed", "bed-gender"],
  ]);
});

test.each([
  [{ minor: false, permitted: false, exit: false }, "2027-05-20", []],
  [{ minor: true, permitted: true, exit: true }, "2027-05-02", []],
  [{ minor: true, permitted: true, exit: false }, "2027-05-14", ["handover-minor-late"]],
  [{ minor: true, permitted: false, exit: true }, "2027-05-15", ["handover-minor-open"]],
])("papers of minors: %o, first day %s", (of, starts, expected) => {
  const stay = { starts: day(starts), today: day("2027-05-01") };
  expect(minorWords(of, stay, 14).map(({ code }) => code)).toEqual(expected);
});
