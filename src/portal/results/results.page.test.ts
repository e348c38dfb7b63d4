import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { LINES, PUBLISHED_TOTALS } from "../../../tests/world/consortium.ts";
import { newId } from "../../platform/random.ts";
import { addLine } from "../../stages/schemes/add-line.ts";
import { createScheme } from "../../stages/schemes/create-scheme.ts";
import { reportTotal } from "../../stages/schemes/report-total.ts";
import { routes } from "../index.ts";

const db = await testDatabase();
const server = await testServer(db, routes);
await db.database.withTx({ kind: "system", schemeId: newId() }, async (tx) => {
  const name = { en: "INTERVET Western Balkans" };
  must(await createScheme(tx, { slug: "past", name, kind: "archive", listed: true }));
  for (const line of LINES) {
    const lineId = must(await addLine(tx, line));
    const total = PUBLISHED_TOTALS.find((each) => each.line === line.code);
    if (total) must(await reportTotal(tx, { ...total, lineId }));
  }
});

test("a finished scheme stands there by what it published, each figure with its source", async () => {
  const page = await server.get("/en/past/results");
  expect(page.statusCode).toBe(200);
  for (const figures of ["372 of 360", "54 of 56", "57 of 54", "42 of 36", "66 of 72"]) {
    expect(page.body).toContain(figures);
  }
  // The totals of the final publication: 54 + 372 learners, 57 + 42 + 66 staff.
  expect(page.body).toMatch(/app-figures__value">426</);
  expect(page.body).toMatch(/app-figures__value">165</);
  expect(page.body).toContain('href="https://albanianskills.org/project/gwoon"');
  expect(page.body.match(/calculated, not stated/g)).toHaveLength(1);
  expect(page.body.match(/>not found</g)).toHaveLength(4);
  expect(page.body).toContain("3 of 5 targets reached or passed");
});

test("its totals go out as a file", async () => {
  const rows = (await server.get("/en/past/results.csv")).body.split("\r\n");
  expect(rows).toHaveLength(1 + PUBLISHED_TOTALS.length + 1);
  expect(rows[1]).toBe(
    "One month abroad for school learners,360,372,stated by the source,Albanian Skills: project page,https://albanianskills.org/project/gwoon",
  );
  expect(rows[5]).toContain(',72,66,"calculated, not stated",');
  expect(rows[6]).toContain(",18,,not found,");
});

test("the home of a finished scheme is its results; an unknown one is not there", async () => {
  const home = await server.get("/sq/past");
  expect([home.statusCode, home.headers.location]).toEqual([303, "/sq/past/results"]);
  expect((await server.get("/en/nothing/results")).statusCode).toBe(404);
  expect((await server.get("/xx/past/results")).statusCode).toBe(404);
});

test("the page asks the database little", async () => {
  await server.get("/en/past/results");
  expect(await queriesDuring(() => server.get("/en/past/results?n"))).toBe(4);
});

test("a running scheme counts people, and a meeting that was held is none", async () => {
  const s = await smallScheme(db.database);
  const personId = newId();
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, country, created_at)
     values ($1, $2, 'Ada', 'Kola', '1980-03-12', 'AL', now())`,
    [personId, s.schemeId],
  );
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id,
       sending_country, hosting_country, hosting_city, starts, ends, mode, state, created_at)
     values ($1, $2, $3, $4, 'M-1', $5, 'AL', 'FR', 'Lyon', '2026-03-01', '2026-03-03', 'physical',
       'finished', now())`,
    [newId(), s.schemeId, s.meetings, personId, s.schools.AL],
  );
  const { body } = await server.get(`/en/${s.slug}/results`);
  expect(body).toMatch(/1 of \d+ · /);
  expect([...body.matchAll(/app-figures__value">(\d+)</g)].map(([, value]) => value)).toEqual([
    "0",
    "0",
  ]);
});
