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
const root = `/console/${s.slug}/country-sheets`;
const typed = {
  topic: "school-calendar",
  "words-en": "Lessons begin on 7 September 2026.",
  "words-sq": "Mësimi fillon më 7.9.2026.",
  source: "Ministry of Education",
  link: "https://arsimi.gov.al/kalendari",
  "checkedOn-day": "1",
  "checkedOn-month": "12",
  "checkedOn-year": "2026",
};

test("the office sees every country, how many lines are old, and which", async () => {
  const page = await server.get(root, anna);
  expect(page.body).toContain("Each line has a source");
  for (const code of ["AL", "IT", "RS", "SI"]) {
    expect(page.body).toContain(`href="${root}/countries/${code}"`);
  }
  // The old ones are listed with their sources, the oldest first.
  const old = page.body.split('id="again"')[1] ?? "";
  const days = [...old.matchAll(/(\d{4})<\/span>|, \d+ \w+ (\d{4}) ·/g)].map((m) => m[1] ?? m[2]);
  expect(days.length).toBeGreaterThan(3);
  expect([...days].sort()).toEqual(days);
});

test("a line is added where somebody knows the country; a wrong one comes back whole", async () => {
  const wrong = await server.post(
    `${root}/countries/AL`,
    { ...typed, link: "nowhere", "checkedOn-year": "2030" },
    mirela,
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('href="#link"');
  expect(wrong.body).toContain('href="#checkedOn-day"');
  expect(wrong.body).toContain("Mësimi fillon më 7.9.2026.");
  expect((await server.post(`${root}/countries/RS`, typed, mirela)).statusCode).toBe(404);
  expect((await server.post(`${root}/countries/AL`, typed, mirela)).statusCode).toBe(303);
  const page = (await server.get(`${root}/countries/AL`, mirela)).body;
  expect(page).toContain("Lessons begin on 7 September 2026.");
  expect(page).toContain("checked by Mirela");
  expect((await server.get(`${root}/countries/FR`, anna)).statusCode).toBe(404);
  // Of another country a partner reads the lines and their history, and has no form.
  const other = (await server.get(`${root}/countries/RS`, mirela)).body;
  expect(other).toContain("What it said before");
  expect(other).not.toContain('name="topic"');
});

test("a line is confirmed from its own page, and its history keeps every wording", async () => {
  const [line] = await db.sql<{ id: string }>("select line_id as id from sheet_versions");
  const url = `${root}/lines/${line!.id}`;
  expect((await server.post(`${url}/check`, { version: "9" }, mirela)).statusCode).toBe(422);
  expect((await server.post(`${url}/check`, { version: "1" }, mirela)).statusCode).toBe(303);
  const changed = { ...typed, "words-en": "Lessons begin on 14 September 2026." };
  expect((await server.post(url, { ...changed, version: "2" }, anna)).statusCode).toBe(303);
  const page = (await server.get(url, anna)).body;
  expect(page).toContain("Lessons begin on 7 September 2026.");
  expect(page).toContain("Looked at again");
  expect((await server.post(`${url}/removal`, { version: "3" }, anna)).statusCode).toBe(303);
  expect((await server.get(`${root}/countries/AL`, anna)).body).toContain("Taken out (1)");
  expect(server.errors).toEqual([]);
});

test("the age is the coordinator's to set, and the number of questions does not grow with lines", async () => {
  expect((await server.post(`${root}/age`, { days: "soon" }, anna)).statusCode).toBe(422);
  expect((await server.post(`${root}/age`, { days: "1000" }, anna)).statusCode).toBe(303);
  const count = () => queriesDuring(() => server.get(root, anna));
  const before = await count();
  for (const at of [1, 2, 3]) {
    await server.post(`${root}/countries/AL`, { ...typed, "words-en": `Line ${at}` }, anna);
  }
  expect(await count()).toBe(before);
});
