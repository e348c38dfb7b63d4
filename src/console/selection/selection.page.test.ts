import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { ASSESSED, selectionCall } from "../../../tests/support/selection.ts";
import { testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { routes as portalRoutes } from "../../portal/index.ts";
import { saveScores } from "../../stages/selection/save-scores.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
// Without interviews and tables: two criteria that assessors score, and one figure of the school.
const criteria = ASSESSED.filter((one) => one.kind === "entered" || one.kind === "assessed");
const call = await selectionCall(db, clock, { criteria, assessors: 2, shared: 1 });
const small = await selectionCall(db, clock, {
  criteria,
  assessors: 2,
  shared: 1,
  count: 1,
  slug: "one",
});
const server = await testServer(db, [...routes, ...portalRoutes], { clock });
const [assessor, other] = call.assessors as [
  (typeof call.assessors)[number],
  (typeof call.assessors)[number],
];
const base = `/console/${call.scheme.slug}`;

const why = (name: string) =>
  `I am Zamira ${name} of Korçë and I want to cook in Bologna. Call me: +355 69 123 4567.`;
// What came with the forms: names and school, a text that names its writer, and needs.
for (const [at, id] of call.people.entries()) {
  const answers = [
    ["name", "names", "Your name", `Zamira Qorraj${String(at).padStart(2, "0")}`],
    ["school", "school", "Your school", "Shkolla Profesionale, Korçë"],
    ["contact", "contact", "How we reach you", `qorraj${at}@example.org`],
    ["why", "long-text", "Why do you want to go?", why(`Qorraj${String(at).padStart(2, "0")}`)],
    ["needs", "needs", "What you need", "A wheelchair ramp"],
  ];
  for (const [position, [field, kind, question, answer]] of answers.entries()) {
    await db.sql(
      `insert into application_answers (scheme_id, application_id, revision, position, field, kind, question, answer, locale)
       values ($1, $2, 1, $3, $4, $5, $6, $7, 'en')`,
      [call.scheme.id, id, position, field, kind, question, answer],
    );
  }
}

const caseIds = (html: string): string[] => [
  ...new Set([...html.matchAll(/assessment\/cases\/([0-9a-f-]{36})/g)].map(([, id]) => id!)),
];

test("a page for an assessor holds no name, school, town, contact, birth date, gender or need", async () => {
  const queue = await server.get(`${base}/assessment/${call.callId}`, assessor);
  const [first] = caseIds(queue.body);
  const pages = [
    await server.get(`${base}/assessment`, assessor),
    queue,
    await server.get(`${base}/assessment/${call.callId}/grid`, assessor),
    await server.get(`${base}/assessment/cases/${first}`, assessor),
    await server.get(`${base}/assessment/cases/${first}/conflict`, assessor),
  ];
  expect(pages.map((page) => page.statusCode)).toEqual([200, 200, 200, 200, 200]);
  // The text itself is there: a page that shows nothing would hide everything.
  expect(pages[3]?.body).toContain("want to cook in Bologna");
  expect(pages[2]?.body).toContain("want to cook in Bologna");
  for (const page of pages) {
    for (const telling of [
      "Zamira",
      "Qorraj",
      "Kor",
      "Shkolla",
      "example.org",
      "+355",
      "2009",
      "woman",
      "wheelchair",
      "KLF-",
      ...call.codes,
      ...call.people,
    ]) {
      // An assessment has an id of its own, so that not even the application's stands in an address.
      expect(page.body.includes(telling), telling).toBe(false);
    }
  }
  // The office sees who it is: the scan above would have found a name if one were there.
  const office = await server.get(`${base}/selection/cases/${call.people[0]}`, call.coordinator);
  expect(office.body).toContain("Qorraj00");
});

test("an assessor gets nothing of the office, and the office nothing of a queue", async () => {
  for (const path of [
    `${base}/selection`,
    `${base}/selection/${call.callId}`,
    `${base}/selection/${call.callId}/cases`,
    `${base}/selection/${call.callId}/panel`,
    `${base}/selection/cases/${call.people[0]}`,
    `${base}/applicants`,
  ]) {
    expect((await server.get(path, assessor)).statusCode, path).toBe(404);
  }
  expect((await server.get(`${base}/assessment/${call.callId}`, call.coordinator)).statusCode).toBe(
    404,
  );
  const queue = await server.get(`${base}/assessment/${call.callId}`, assessor);
  const [id] = caseIds(queue.body);
  expect((await server.get(`${base}/assessment/cases/${id}`, other)).statusCode).toBe(404);
});

test("an assessor is told that a school typed it, from paper and when, and not which school or who", async () => {
  await db.sql(
    `update applications set entered_by = '{"kind": "school", "name": "Gent Teacher", "how": "paper"}',
       corrected_by = '{"kind": "partner", "name": "Besa Partner"}', corrected_at = submitted_at`,
  );
  const queue = await server.get(`${base}/assessment/${call.callId}`, assessor);
  const [id] = caseIds(queue.body);
  const page = await server.get(`${base}/assessment/cases/${id}`, assessor);
  expect(page.body).toMatch(
    /written down for the person: the school, from a sheet of paper, \w+, \d+ \w+ 2027\./,
  );
  expect(page.body).toMatch(/Corrected by: the country partner, /);
  expect(page.body).not.toMatch(/Gent|Besa/);
  const office = await server.get(`${base}/selection/cases/${call.people[0]}`, call.coordinator);
  expect(office.body).toContain("the school: Gent Teacher, from a sheet of paper");
});

test("save and next: the form is refused with every problem at its field, then leads on", async () => {
  const queue = await server.get(`${base}/assessment/${call.callId}?order=fewest`, assessor);
  const [id] = caseIds(queue.body);
  const path = `${base}/assessment/cases/${id}`;
  const wrong = await server.post(
    `${path}/scores`,
    { order: "fewest", motivation: "3", plan: "", note: "Keep this note" },
    assessor,
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain("Plan: Choose a score.");
  expect(wrong.body).toContain("Keep this note");
  expect(wrong.body).toMatch(/name="motivation"[^>]*value="3" checked/);
  const saved = await server.post(
    `${path}/scores`,
    { order: "fewest", motivation: "3", plan: "2", note: "Clear and honest", panel: "yes" },
    assessor,
  );
  expect(saved.statusCode).toBe(303);
  expect(saved.headers.location).toMatch(/assessment\/cases\/[0-9a-f-]{36}\?order=fewest$/);
  expect(saved.headers.location).not.toContain(id);
  const again = await server.get(path, assessor);
  expect(again.body).toContain("Clear and honest");
  // Nobody else's until that one's own is there.
  const theirs = await server.get(`${base}/assessment/${call.callId}`, other);
  const [shared] = caseIds(theirs.body);
  const hidden = await server.get(`${base}/assessment/cases/${shared}`, other);
  expect(hidden.body).not.toContain("Clear and honest");
  expect(hidden.body).not.toContain("A1, Motivation");
  await server.post(
    `${base}/assessment/cases/${shared}/scores`,
    { motivation: "1", plan: "1" },
    other,
  );
  const shown = await server.get(`${base}/assessment/cases/${shared}`, other);
  expect(shown.body).toContain("Clear and honest");
  expect(shown.body).toContain("A1, Motivation: 3");
});

test("who wrote an application down for somebody stands in the grid, without a name", async () => {
  const url = `${base}/assessment/${call.callId}/grid`;
  const by = { kind: "school", name: "Gent Teacher", how: "paper" };
  const [was] = await db.sql<{ id: string; by: unknown }>(
    "select id, entered_by as by from applications where id = $1",
    [call.people[0]],
  );
  const say = "update applications set entered_by = $2 where id = $1";
  await db.sql(say, [was?.id, JSON.stringify(by)]);
  const grid = await server.get(url, assessor);
  expect(grid.body).toContain("Written by: the school, from a sheet of paper");
  expect(grid.body).not.toContain("Gent");
  await db.sql(say, [was?.id, JSON.stringify(was?.by)]);
});

test("the grid saves whole rows, names half ones and leaves empty ones", async () => {
  const grid = await server.get(`${base}/assessment/${call.callId}/grid`, assessor);
  const rows = caseIds(grid.body).slice(1, 4) as [string, string, string];
  const fields = {
    [`${rows[0]}:motivation`]: "4",
    [`${rows[0]}:plan`]: "3",
    [`${rows[1]}:motivation`]: "2",
  };
  const half = await server.post(`${base}/assessment/${call.callId}/grid`, fields, assessor);
  expect(half.statusCode).toBe(422);
  expect(half.body).toContain("Case 3, Plan: Choose a score.");
  const saved = await server.post(
    `${base}/assessment/${call.callId}/grid`,
    { ...fields, [`${rows[1]}:plan`]: "2" },
    assessor,
  );
  expect(saved.statusCode).toBe(303);
  const states = await db.sql(
    "select count(*)::int as n from assessments where state = 'scored' and id = any($1::uuid[])",
    [rows],
  );
  expect(states).toEqual([{ n: 2 }]);
});

test("lists ask the database as often for twelve people as for one", async () => {
  // Somebody has scored everything in the small call too, so that its pages have the same parts.
  for (const one of small.assessors) {
    const [row] = await db.sql<{ id: string }>(
      "select t.id from assessments t join assessors r on r.id = t.assessor_id where r.user_id = $1",
      [one.userId],
    );
    need(
      await db.database.withTx(one.actor, (tx) =>
        saveScores(tx, row!.id, {
          values: { motivation: 3, plan: one === small.assessors[0] ? 1 : 4 },
          reason: "",
          note: "",
          forPanel: false,
        }),
      ),
    );
  }
  const asked = (of: typeof call, path: string, who: typeof assessor) =>
    queriesDuring(async () => {
      const reply = await server.get(`/console/${of.scheme.slug}${path}`, who);
      expect(reply.statusCode, path).toBe(200);
    });
  for (const part of ["", "/cases", "/panel", "/decisions", "/lists", "/objections", "/equity"]) {
    const many = await asked(call, `/selection/${call.callId}${part}`, call.coordinator);
    const few = await asked(small, `/selection/${small.callId}${part}`, small.coordinator);
    expect(many, part).toBe(few);
  }
  for (const part of ["", "/grid"]) {
    const many = await asked(call, `/assessment/${call.callId}${part}`, assessor);
    const few = await asked(small, `/assessment/${small.callId}${part}`, small.assessors[0]!);
    expect(many, `assessment${part}`).toBe(few);
  }
  const counts = {
    selections: await asked(call, "/selection", call.coordinator),
    queues: await asked(call, "/assessment", assessor),
    queue: await asked(call, `/assessment/${call.callId}`, assessor),
    cases: await asked(call, `/selection/${call.callId}/cases`, call.coordinator),
  };
  // Transaction and session are one round trip, the commit another.
  expect(counts).toEqual({ selections: 3, queues: 3, queue: 7, cases: 6 });
});

test("the office enters facts, a veto and a conflict on one page, each with its problems", async () => {
  const path = `${base}/selection/cases/${call.people[2]}`;
  const wrong = await server.post(
    `${path}/veto`,
    { form: "veto", criterion: "motivation", standing: "yes", reason: "no" },
    call.coordinator,
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain("write at least 10");
  const fact = await server.post(
    `${path}/facts`,
    { criterion: "record", record: "21" },
    call.partner,
  );
  expect(fact.statusCode).toBe(422);
  const right = await server.post(
    `${path}/facts`,
    { criterion: "record", record: "19" },
    call.partner,
  );
  expect(right.statusCode).toBe(303);
  expect((await server.get(path, call.auditor)).body).toContain("school: 19");
  // A form that nobody of the office sent is answered as if it were not there.
  expect((await server.post(`${path}/veto`, { form: "veto" }, call.partner)).statusCode).toBe(404);
});
