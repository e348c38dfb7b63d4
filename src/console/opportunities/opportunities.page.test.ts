import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { routes } from "./index.ts";

const clock = { now: () => new Date("2026-12-02T10:00:00Z") };
const db = await testDatabase({ clock });
const server = await testServer(db, routes, { clock });
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
const mirela = await signInAs(db, scheme, {
  role: "country-partner",
  country: "AL",
  name: "Mirela",
});
const root = `/console/${s.slug}/opportunities`;
const typed = {
  "title-en": "Volunteering",
  "about-en": "Two weeks to twelve months.",
  organiser: "European Union",
  countries: ["AL", "RS"],
  audience: "learners",
  lineCode: "",
  "deadline-day": "1",
  "deadline-month": "3",
  "deadline-year": "2027",
  source: "The organiser's page",
  link: "https://example.org",
  "checkedOn-day": "1",
  "checkedOn-month": "12",
  "checkedOn-year": "2026",
};

test("a partner's proposal waits, and the coordinator's answer is read by whoever proposed", async () => {
  const wrong = await server.post(
    `${root}/new`,
    { ...typed, countries: "", "deadline-year": "2025", link: "nowhere" },
    mirela,
  );
  expect(wrong.statusCode).toBe(422);
  for (const field of ["countries", "deadline-day", "link"]) {
    expect(wrong.body).toContain(`href="#${field}"`);
  }
  expect(wrong.body).toContain("Two weeks to twelve months.");
  expect((await server.get(`${root}/new`, mirela)).body).toContain("before it is shown");
  expect((await server.post(`${root}/new`, typed, mirela)).statusCode).toBe(303);
  const list = (await server.get(root, anna)).body;
  expect(list).toContain("Waits for a decision");
  const [one] = await db.sql<{ id: string }>("select id from opportunities");
  const url = `${root}/${one!.id}`;
  expect((await server.get(url, mirela)).body).not.toContain('name="decision"');
  // Whoever mends a word has not looked by that: the day of the last look stays in its boxes.
  expect((await server.get(url, mirela)).body).toMatch(/id="checkedOn-day"[^>]* value="1"/);
  const [, seen = ""] =
    /name="seen" value="([^"]+)"/.exec((await server.get(url, anna)).body) ?? [];
  const silent = await server.post(`${url}/decision`, { seen, decision: "refuse" }, anna);
  expect(silent.statusCode).toBe(422);
  expect(silent.body).toContain('href="#reason"');
  // What was chosen and written stays in its boxes.
  expect(silent.body).toMatch(/value="refuse"[^>]* checked/);
  const undecided = { seen, decision: "", reason: "Only for &c." };
  expect((await server.post(`${url}/decision`, undecided, anna)).body).toContain(
    "Only for &amp;c.</textarea>",
  );
  const why = { seen, decision: "refuse", reason: "Only for universities." };
  expect((await server.post(`${url}/decision`, why, mirela)).statusCode).toBe(404);
  expect((await server.post(`${url}/decision`, why, anna)).statusCode).toBe(303);
  const told = (await server.get(url, mirela)).body;
  expect(told).toContain("Only for universities.");
  expect(told).toContain("The opportunity was refused");
  expect(server.errors).toEqual([]);
});

test("hosts who said when to ask again stand below, and the questions do not grow with the rows", async () => {
  await db.sql(
    `insert into opportunities (id, scheme_id, title, about, organiser, countries, audience, source, link,
       checked_on, state, state_since, proposed_by, proposed_by_name, proposed_at, changed_at)
     select gen_random_uuid(), $1, '{"en": "More"}', '{"en": "More"}', 'X', '{AL}', '{staff}', 'X',
       'https://example.org', '2026-12-01', 'shown', now(), 'x', 'X', now(), now() from generate_series(1, 3)`,
    [s.schemeId],
  );
  const three = await queriesDuring(() => server.get(root, anna));
  await db.sql("delete from opportunities where organiser = 'X'");
  expect(await queriesDuring(() => server.get(root, anna))).toBe(three);
  expect((await server.get(root, anna)).body).toContain("No host has said anything yet.");
});
