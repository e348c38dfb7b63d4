import { expect, test } from "vitest";
import { openVault } from "../../src/platform/vault.ts";
import { readGroup } from "../../src/stages/preparation/keep-group.ts";
import { readReplacements } from "../../src/stages/preparation/read-replacements.ts";
import { testDatabase } from "../support/database.ts";
import { buildWorld } from "./build.ts";

const db = await testDatabase();
openVault("a data key of the tests only, long enough");

/** The demo is built on any day of the year; a leap day and a spring day are the odd ones. */
const NOW = new Date("2026-11-22T10:00:00Z");

// Some ten seconds alone, three times that beside others.
test("the demo's world is built by use-cases and awaits a decision", {
  timeout: 120_000,
}, async () => {
  const world = await buildWorld({ appUrl: db.appUrl, now: NOW });
  const calls = await db.sql("select number, state from calls order by number");
  expect(calls).toEqual([
    { number: 2, state: "published" },
    { number: 3, state: "closed" },
    { number: 4, state: "open" },
    { number: 5, state: "closed" },
  ]);
  const [seats] = await db.sql(
    "select count(distinct f.id)::int as flows, sum(p.seats)::int as seats from places p join flows f on f.id = p.flow_id join calls c on c.id = f.call_id where c.number = 3",
  );
  expect(seats).toEqual({ flows: 18, seats: 84 });
  const [people] = await db.sql(
    "select count(*)::int as n, count(distinct sending_country)::int as countries from applications a join calls c on c.id = a.call_id where c.number = 3",
  );
  expect(people).toEqual({ n: 140, countries: 6 });
  const queues = await db.sql(
    `select count(*)::int as cases, count(*) filter (where t.state = 'scored')::int as scored
     from assessments t join assessors r on r.id = t.assessor_id group by r.mark order by r.mark`,
  );
  expect(queues).toEqual([
    { cases: 25, scored: 0 },
    { cases: 25, scored: 25 },
    { cases: 25, scored: 16 },
  ]);
  expect(world.days.call3.starts).toBe("2027-07-01");
  // People about to travel have papers, so that the pages of days and papers are not empty.
  const papers = await db.sql(
    `select array_agg(distinct p.country order by p.country) as countries, count(*)::int as n
     from travel_papers t join persons p on p.id = t.person_id`,
  );
  // Hosts were asked, and the pages of each answer have somebody on them.
  const asked = await db.sql<{ state: string }>(
    "select distinct state from host_requests order by state",
  );
  expect(asked.map(({ state }) => state)).toEqual([
    "accepted",
    "accepted-with-change",
    "asked",
    "declined",
  ]);
  // Somebody dropped out: what they held is there to be passed on, and nobody was asked yet.
  const gone = await db.sql<{ flowId: string }>(
    `select m.flow_id as "flowId" from mobilities m left join stay_handovers h on h.mobility_id = m.id
     where m.state = 'cancelled' and h.mobility_id is null and m.flow_id is not null`,
  );
  expect(gone).toHaveLength(1);
  const found = await db.database.withTx(world.actorOf("anna@uniser.example"), async (tx) => {
    const group = await readGroup(tx, gone[0]?.flowId ?? "");
    return group && readReplacements(tx, group);
  });
  expect(found?.dropouts).toMatchObject([
    { settled: null, company: { name: expect.any(String) }, there: {}, home: {}, bed: {} },
  ]);
  expect(found?.places).toMatchObject([
    { open: true, free: 1, instead: [], candidate: { givenNames: expect.any(String) } },
  ]);
  // What came of stays of staff: every state of an answer, and certificates that wait for their seal.
  const outcomes = await db.sql(
    `select state, count(*)::int as n from reflections group by state order by state`,
  );
  expect(outcomes).toEqual([
    { state: "asked", n: 2 },
    { state: "offered", n: 2 },
    { state: "sent", n: 3 },
  ]);
  const shown = await db.sql(
    `select state, count(*)::int as n from resource_versions where kind = 'reflection'
     group by state order by state`,
  );
  expect(shown).toEqual([
    { state: "in-review", n: 1 },
    { state: "published", n: 1 },
  ]);
  expect(papers).toEqual([{ countries: ["AL", "BA", "ME", "MK", "RS", "XK"], n: 11 }]);
});
