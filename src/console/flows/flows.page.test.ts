import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { routes } from "../index.ts";

const db = await testDatabase();
const server = await testServer(db, routes);
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator" });
const mirela = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const root = `/console/${s.slug}`;
const codes = (body: string) => [...body.matchAll(/>((?:AL|RS)-[A-Z]{3})<\/a>/g)].map((m) => m[1]);

async function wish(country: "AL" | "RS", flows: readonly string[]) {
  const person = randomUUID();
  const application = randomUUID();
  const code = person.toUpperCase();
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, country, created_at)
     values ($1, $2, 'Arta', 'Shehu', '2009-05-05', $3, now())`,
    [person, s.schemeId, country],
  );
  await db.sql(
    `insert into applications (id, scheme_id, call_id, person_id, code, state, organisation_id,
       sending_country, trade, locale, points, submitted_at, created_at)
     values ($1, $2, $3, $4, $5, 'submitted', $6, $7, 'cook', 'en', 71, now(), now())`,
    [
      application,
      s.schemeId,
      s.callId,
      person,
      `KLF-${code.slice(0, 3)}-${code.slice(3, 6)}`,
      s.schools[country],
      country,
    ],
  );
  for (const [at, flow] of flows.entries()) {
    await db.sql(
      "insert into wishes (scheme_id, application_id, flow_id, rank) values ($1, $2, $3, $4)",
      [s.schemeId, application, flow, at + 1],
    );
  }
}

describe("the list of flows", () => {
  test("filters and sorts by its address", async () => {
    expect(codes((await server.get(`${root}/flows`, anna)).body)).toEqual([
      "AL-BOL",
      "AL-MAR",
      "RS-BOL",
    ]);
    const seats = await server.get(`${root}/flows?sort=seats&order=descending&from=AL`, anna);
    expect(codes(seats.body)).toEqual(["AL-BOL", "AL-MAR"]);
    const found = await server.get(`${root}/flows?text=${encodeURIComponent("болоња")}`, anna);
    expect(codes(found.body)).toEqual([]);
    const folded = await server.get(`${root}/flows?text=${encodeURIComponent("Марибор")}`, anna);
    expect(codes(folded.body)).toEqual(["AL-MAR"]);
    expect(codes((await server.get(`${root}/flows`, mirela)).body)).toEqual(["AL-BOL", "AL-MAR"]);
    const odd = await server.get(`${root}/flows?page=-3&sort=nonsense&order=x`, anna);
    expect(odd.statusCode).toBe(200);
  });

  test("goes out as a file", async () => {
    const csv = await server.get(`${root}/flows.csv?from=RS`, anna);
    expect(csv.body.split("\r\n")[1]).toBe(
      "RS-BOL,1,Serbia,Bologna,Italy,Ponte,2027-07-01,2027-07-28,2,2,0,0,0,Test Leader,goes ahead",
    );
  });
});

describe("a flow that cannot go ahead", () => {
  const page = `${root}/flows/${s.flows.alMaribor}`;

  test("is merged only with a target and a reason, all problems at once, what was typed kept", async () => {
    const refused = await server.post(`${page}/merger`, { reason: "too few" }, anna);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain("Choose one of the answers on the list.");
    expect(refused.body).toContain("This is too short: write at least 10 letters.");
    expect(refused.body).toContain("too few</textarea>");
    expect(refused.body).toContain("<title>Error:");
    // A flow of another country is not offered and not taken.
    expect(refused.body).not.toContain(s.flows.rsBologna);
    const foreign = await server.post(
      `${page}/merger`,
      { into: s.flows.rsBologna, reason: "Only one person wished for it." },
      anna,
    );
    expect(foreign.body).toContain("Choose a flow of the same sending country: Albania.");
  });

  test("a partner has no such page, whoever's flow it is", async () => {
    for (const flow of [s.flows.alMaribor, s.flows.rsBologna, randomUUID(), "garbage"]) {
      const asked = await server.get(`${root}/flows/${flow}/cancellation`, mirela);
      const sent = await server.post(
        `${root}/flows/${flow}/cancellation`,
        { reason: "Only one person wished for it." },
        mirela,
      );
      expect([asked.statusCode, sent.statusCode]).toEqual([404, 404]);
    }
    expect((await server.get(`${root}/flows/${s.flows.rsBologna}`, mirela)).statusCode).toBe(404);
  });

  test("merges once though sent twice, and asks for a new run", async () => {
    await db.sql(
      `insert into allocation_runs (id, scheme_id, call_id, number, state, seed, rule, code_version,
         problem_hash, frozen_at, frozen_by)
       values ($1, $2, $3, 1, 'computed', 'aa', 'stable', '1', 'hash', now() - interval '1 day', 'x')`,
      [randomUUID(), s.schemeId, s.callId],
    );
    const fields = {
      _key: randomUUID(),
      into: s.flows.alBologna,
      reason: "Only one person wished for it.",
    };
    const first = await server.post(`${page}/merger`, fields, anna);
    const again = await server.post(`${page}/merger`, fields, anna);
    expect([first.statusCode, again.statusCode]).toEqual([303, 303]);
    expect(again.headers.location).toBe(first.headers.location);
    const merged = await db.sql("select count(*)::int as n from event_log where name = $1", [
      "flow.merged",
    ]);
    expect(merged).toEqual([{ n: 1 }]);
    // Who wished for the merged flow now counts for the other one, who wished for both counts once.
    await wish("AL", [s.flows.alMaribor]);
    await wish("AL", [s.flows.alMaribor, s.flows.alBologna]);
    const target = await server.get(`${root}/flows/${s.flows.alBologna}`, anna);
    expect(target.body).toContain("2 people<br>as wish 1: 2");
    const csv = (await server.get(`${root}/flows.csv`, anna)).body.split("\r\n");
    expect(csv[1]).toContain(
      "AL-BOL,1,Albania,Bologna,Italy,Ponte,2027-07-01,2027-07-28,3,2,2,2,0,",
    );
    const after = await server.get(String(first.headers.location), anna);
    expect(after.body).toContain("The flow is merged");
    expect(after.body).toContain(
      "Run 1 was computed before this change. Run the allocation again.",
    );
    expect(after.body).toContain("Reason: Only one person wished for it.");
    expect(after.body).not.toContain("Cancel this flow");
    expect(server.errors).toEqual([]);
  });
});

test("organisations are listed, filtered and shown with their history", async () => {
  const all = await server.get(`${root}/organisations`, anna);
  expect(all.body).toContain("6 organisations");
  const hosts = await server.get(`${root}/organisations?role=hosting&sort=city`, anna);
  expect(hosts.body).toContain("2 organisations");
  const found = await server.get(`${root}/organisations?text=kukes`, anna);
  expect(found.body).toContain("Shkolla Drini");
  expect(found.body).toContain("1 organisation<");
  // The partner of Albania sees hosts and senders, and of the schools its own.
  const own = await server.get(`${root}/organisations`, mirela);
  expect(own.body).toContain("5 organisations");
  expect((await server.get(`${root}/organisations/${s.schools.RS}`, mirela)).statusCode).toBe(404);
  const school = await server.get(`${root}/organisations/${s.schools.AL}`, mirela);
  expect(school.body).toContain("Organisation added");
  expect(school.body).toContain(`href="${root}/organisations/${s.senders.AL}"`);
  const csv = await server.get(`${root}/organisations.csv?role=school`, anna);
  expect(csv.body.split("\r\n")[1]).toBe(
    "Shkolla Drini,vocational school,home school,Kukës,Albania,Ura,,countryside",
  );
});
