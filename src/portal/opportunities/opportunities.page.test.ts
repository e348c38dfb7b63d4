import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { removeLine } from "../../stages/country-sheets/keep-line.ts";
import { readSheet } from "../../stages/country-sheets/read-sheets.ts";
import { proposeOpportunity } from "../../stages/opportunities/propose-opportunity.ts";
import { routes as countries } from "../countries/countries.page.ts";
import { routes as country } from "../countries/country.page.ts";
import { routes as feeds } from "./feeds.page.ts";
import { routes } from "./opportunities.page.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const SITE = "https://kalfa.example";
const server = await testServer(db, [...routes, ...feeds, ...countries, ...country], {
  clock,
  publicUrl: SITE,
});
const s = await smallScheme(db.database);
const list = "/en/small/opportunities";
const typed = {
  title: { en: "Volunteering <b>", sq: "Vullnetarizëm", "sr-Cyrl": "Волонтирање" },
  about: { en: "Two weeks to twelve months.\u0001" },
  organiser: "European Union",
  countries: ["AL"],
  audience: ["learners"],
  lineCode: "one-month",
  deadline: "2026-12-10",
  source: "The organiser's page",
  link: "https://example.org/apply?a=1&b=2",
  checkedOn: "2026-12-01",
};
const propose = (change: Partial<typeof typed> = {}) =>
  db.database.withTx(s.coordinator, async (tx) =>
    must(await proposeOpportunity(tx, { ...typed, ...change })),
  );

test("an empty list says where else to look", async () => {
  const page = await server.get(list);
  expect(page.body).toContain("Nothing found");
  expect(page.body).toContain("There is none at the moment.");
  expect(page.body).toContain('href="/en/small/calls"');
  expect(page.body).toContain('href="/en/small/countries"');
});

test("one is found by its country, audience and line, in the reader's own words", async () => {
  const id = await propose();
  const page = (await server.get(`${list}?country=AL&audience=learners&line=one-month`)).body;
  expect(page).toContain("1 opportunity");
  expect(page).toContain("Volunteering &lt;b&gt;");
  expect(page).toContain("Source: ");
  expect((await server.get("/sr-Latn/small/opportunities")).body).toContain("Volontiranje");
  const none = (await server.get(`${list}?country=RS`)).body;
  expect(none).toContain("There is 1 without this choice.");
  const wrong = await server.get(`${list}?audience=pets`);
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('href="#audience"');
  expect((await server.get(`${list}/${id}`)).body).toContain("programme of somebody else");
  expect((await server.get(`${list}/not-there`)).statusCode).toBe(404);
  // Nobody learns at the public door who proposed it.
  expect(page).not.toContain(s.coordinator.userName);
});

test("feeds hold what is open, and are whole whatever somebody typed", async () => {
  const json = JSON.parse((await server.get("/en/small/opportunities.json")).body);
  expect(json.items).toMatchObject([
    {
      title: "Volunteering <b>",
      external_url: typed.link,
      _kalfa: { deadline: "2026-12-10", checked_on: "2026-12-01" },
    },
  ]);
  expect(json.items[0].url).toContain(`${SITE}${list}/`);
  const atom = (await server.get("/sq/small/opportunities.atom")).body;
  expect(atom).toContain("<title>Vullnetarizëm</title>");
  expect(atom).toContain("a=1&amp;b=2");
  expect(atom).not.toContain("\u0001");
});

test("after its last day it leaves list and feeds, and its own page says that it is over", async () => {
  const id = await propose({ deadline: "2026-12-04" });
  moment = new Date("2026-12-05T08:00:00Z");
  // The clock moved and nothing was changed: a page that was kept is made again with the change.
  await propose({ deadline: "" });
  const page = (await server.get(list)).body;
  expect(page).toContain("2 opportunities");
  expect(page).toContain("Ended (1)");
  const json = JSON.parse((await server.get("/en/small/opportunities.json")).body);
  expect(json.items).toHaveLength(2);
  expect((await server.get(`${list}/${id}`)).body).toContain("ended on");
  const count = () => queriesDuring(() => server.get(`${list}?country=AL`));
  const before = await count();
  await propose();
  expect(await count()).toBe(before);
});

test("a country's page gives every topic with source and day, and says what nobody found", async () => {
  const calendar = (
    await db.database.withTx(s.coordinator, (tx) => readSheet(tx, "IT"))
  )?.lines.find((line) => line.topic === "school-calendar");
  await db.database.withTx(s.coordinator, async (tx) =>
    must(await removeLine(tx, calendar?.id ?? "", 0)),
  );
  const page = (await server.get("/en/small/countries/IT")).body;
  expect(page).toContain("112 for everything");
  expect(page).toContain("Questura within eight days");
  expect(page).toContain("not yet confirmed at the source");
  expect(page).toContain("From: Albania and Serbia");
  expect(page).toContain("no visa up to 90 days in any 180");
  expect(page).toContain("Nothing was found yet. Ask the partner.");
  expect(page.match(/<h1/g)).toHaveLength(1);
  const albanian = (await server.get("/sq/small/countries/AL")).body;
  expect(albanian).toContain("policia 129");
  expect(albanian).toContain("Kontrollo sërish".toLowerCase());
  expect((await server.get("/sr-Latn/small/countries/IT")).body).toContain(
    "CIMEA je italijanski NARIC",
  );
  expect((await server.get("/en/small/countries/FR")).statusCode).toBe(404);
  expect((await server.get("/en/small/countries")).body).toContain("/en/small/countries/SI");
  expect(server.errors).toEqual([]);
});
