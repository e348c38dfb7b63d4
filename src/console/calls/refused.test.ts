import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import { routes } from "../index.ts";

const moment = new Date("2026-11-23T09:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const server = await testServer(db, routes, { clock });
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
const root = `/console/${s.slug}/calls`;
const sheetOf = (id: string) =>
  db.database.withTx(s.coordinator, async (tx) => (await readCallSheet(tx, id))!);

const DATES = {
  "opensAt-day": "14",
  "opensAt-month": "12",
  "opensAt-year": "2026",
  "opensAt-time": "9:00",
  "closesAt-day": "22",
  "closesAt-month": "1",
  "closesAt-year": "2027",
  "closesAt-time": "20:00",
  "decideBy-day": "5",
  "decideBy-month": "2",
  "decideBy-year": "2027",
  "answerBy-day": "19",
  "answerBy-month": "2",
  "answerBy-year": "2027",
  "answerBy-time": "20.00",
  graceMinutes: "60",
  objectionDays: "7",
};

/** A call from the template for learners; its page. */
async function begun(): Promise<{ id: string; page: string }> {
  const made = await server.post(root, { from: `line:${s.oneMonth}` }, anna);
  expect([made.statusCode, made.body]).toEqual([303, ""]);
  const page = String(made.headers.location).split("?")[0] ?? "";
  return { id: page.split("/").at(-1) ?? "", page };
}

describe("what is wrong is said at its field and what was typed stays", async () => {
  const { page } = await begun();
  const refused = async (part: string, fields: Record<string, string>) => {
    const reply = await server.post(`${page}/${part}`, fields, anna);
    expect([part, reply.statusCode]).toEqual([part, 422]);
    expect(reply.body).toContain("<title>Error:");
    return reply.body;
  };

  test("dates", async () => {
    const body = await refused("dates", {
      ...DATES,
      "opensAt-year": "26",
      "closesAt-day": "31",
      "closesAt-month": "2",
      "answerBy-time": "25:00",
      graceMinutes: "an hour",
      "decideBy-day": "",
    });
    for (const said of [
      'href="#opensAt-day"',
      "Write the year with four numbers, like 2009.",
      'href="#closesAt-day"',
      "Write a real date",
      "Write the time like 20:00.",
      "Write the day of the month.",
      "Write a whole number",
      'value="25:00"',
      'value="an hour"',
      'value="31"',
    ]) {
      expect(body).toContain(said);
    }
  });

  test("the numbers of the rule", async () => {
    const body = await refused("rule", {
      "maximum-languages": "90",
      "points-languages-0": "6.5",
      "maximum-school-record": "",
      "tie-0": "motivation",
      "tie-1": "motivation",
    });
    expect(body).toContain('id="maximum-school-record-error"');
    expect(body).toContain('id="points-languages-0-error"');
    expect(body).toContain("This is already on the list.");
    expect(body).toContain('value="6.5"');
    const capped = await refused("rule", { "maximum-languages": "90" });
    expect(capped).toContain("All lines together give 80. Write at most that");
    expect(capped).toContain('href="#maximum-languages"');
  });

  test("a place", async () => {
    const body = await refused("places/new", {
      sendingCountry: "",
      hostingOrganisationId: s.senders.AL,
      city: "",
      country: "",
      "starts-day": "2",
      "starts-month": "8",
      "starts-year": "2027",
      "ends-day": "1",
      "ends-month": "8",
      "ends-year": "2027",
      "seats-0": "two",
      "trade-0": "",
      minimum: "9",
      code: "",
    });
    for (const said of [
      'href="#sendingCountry"',
      'href="#hostingOrganisationId"',
      'href="#city"',
      'href="#ends-day"',
      'href="#places"',
      'value="two"',
    ]) {
      expect(body).toContain(said);
    }
  });

  test("contacts", async () => {
    const body = await refused("owners", {
      "name-AL": "Mirela",
      "phone-AL": "0042",
      "email-AL": "mirela",
    });
    expect(body).toContain('href="#phone-AL"');
    expect(body).toContain('href="#email-AL"');
    expect(body).toContain('value="0042"');
  });

  test("a new part of the rule", async () => {
    const kind = "rule/new";
    const body = await refused(kind, {
      kind: "assessed",
      name: "",
      maximum: "0",
      "score-0": "2",
      "words-0": "Says little",
      "score-1": "1",
      "words-1": "",
    });
    for (const said of ["#name", "#maximum", "#score-1", "#words-1"]) {
      expect(body).toContain(`href="${said}"`);
    }
    // Five alike boxes: each problem says which.
    expect(body).toMatch(/href="#words-1">[^<:]*2: /);
    const made = await server.post(
      `${page}/${kind}`,
      {
        kind: "table",
        name: "Fire brigade & first aid",
        source: "school",
        maximum: "4",
        "label-0": "Is in the fire brigade",
        "points-0": "3",
        "label-1": "Has a first-aid course",
        "points-1": "2",
        "label-2": "",
        "points-2": "",
      },
      anna,
    );
    expect(made.statusCode).toBe(303);
    const rule = (await server.get(`${page}/rule`, anna)).body;
    expect(rule).toContain("All lines together would make 5; no more than 4 count.");
    const own = `${page}/rule/fire-brigade-first-aid`;
    expect((await server.post(`${own}/move`, { to: "up" }, anna)).statusCode).toBe(303);
    const { criteria } = await sheetOf(page.split("/").at(-1) ?? "");
    expect(criteria.map((each) => each.code).slice(-2)).toEqual([
      "fire-brigade-first-aid",
      "first-time",
    ]);
    expect((await server.post(`${own}/removal`, {}, anna)).statusCode).toBe(303);
    expect((await server.get(own, anna)).statusCode).toBe(404);
  });
});
