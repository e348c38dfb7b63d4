import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { day } from "../../shared/day.ts";
import { addFlow } from "../../stages/calls/add-flow.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { copyCall } from "../../stages/calls/copy-call.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import { routes } from "../index.ts";

let moment = new Date("2026-11-23T09:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const server = await testServer(db, routes, { clock });
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
const mirela = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
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

test("from a template to an open call, part by part", async () => {
  const { id, page } = await begun();
  const fresh = (await server.get(page, anna)).body;
  for (const part of ["basics", "dates", "reserved", "places", "who", "paid", "rule", "owners"]) {
    expect(fresh).toContain(`href="${page}/${part}"`);
  }
  expect(fresh).toContain("Add at least one flow with seats first.");
  const sent = async (part: string, fields: Record<string, string | string[]>) => {
    const reply = await server.post(`${page}/${part}`, fields, anna);
    expect([part, reply.statusCode, reply.statusCode === 303 ? "" : reply.body]).toEqual([
      part,
      303,
      "",
    ]);
  };
  await sent("basics", {
    lineId: s.oneMonth,
    title: "August in another country",
    "title-sq": "Gusht në një shtet tjetër",
    about: "",
  });
  await sent("dates", DATES);
  await sent("who", {
    minimumAge: "17",
    maximumAge: "21",
    enrolled: "yes",
    graduateMonths: "",
    earlierMobility: "first-only",
  });
  await sent("paid", {
    "paid-0": "Travel",
    "is-0": "yes",
    "paid-1": "",
    "paid-2": "A passport",
    "is-2": "no",
  });
  await sent("reserved/new", { ground: "rural-school", name: "For learners of rural schools" });
  await sent("places/new", {
    sendingCountry: "AL",
    hostingOrganisationId: s.hosts.bologna,
    city: "Forlì",
    country: "IT",
    "starts-day": "2",
    "starts-month": "8",
    "starts-year": "2027",
    "ends-day": "29",
    "ends-month": "8",
    "ends-year": "2027",
    "seats-0": "5",
    "trade-0": "",
    "reserve_1-0": "1",
    "seats-1": "",
    minimum: "3",
    leader: "",
    code: "",
  });
  await sent("rule", {
    "maximum-school-record": "25",
    "maximum-motivation": "35",
    "veto-motivation": "yes",
    "tie-0": "languages",
    "tie-1": "",
  });
  await sent("owners", {
    "name-AL": "Mirela Test",
    "phone-AL": "+355 4 000 0041",
    "email-AL": "mirela@example.org",
    "name-RS": "",
    "phone-RS": "",
    "email-RS": "",
  });
  const draft = await sheetOf(id);
  expect(draft.title).toEqual({
    en: "August in another country",
    sq: "Gusht në një shtet tjetër",
  });
  expect([draft.opensAt, draft.closesAt, draft.answerBy].map((at) => at.toISOString())).toEqual([
    "2026-12-14T08:00:00.000Z",
    "2027-01-22T19:00:00.000Z",
    "2027-02-19T19:00:00.000Z",
  ]);
  expect(draft.who).toEqual({
    enrolled: true,
    graduateMonths: null,
    earlierMobility: "first-only",
  });
  expect(draft.paid).toEqual([
    { paid: true, text: { en: "Travel" } },
    { paid: false, text: { en: "A passport" } },
  ]);
  expect(draft.criteria.map(({ code, maximum, veto }) => [code, maximum, veto ?? null])).toEqual([
    ["school-record", 25, false],
    ["languages", 20, null],
    ["motivation", 35, true],
    ["independence", 15, false],
    ["first-time", 5, null],
  ]);
  expect(draft.ties).toEqual(["languages"]);
  expect(draft.flows.map((flow) => [flow.code, flow.places])).toEqual([
    ["AL-FORLI", [{ trade: null, seats: 5, kept: 1 }]],
  ]);
  expect((await server.post(`${page}/opening`, {}, anna)).statusCode).toBe(303);
  const opened = await server.get(page, anna);
  expect(opened.body).toContain("Rule, dates, places and form stay as published.");
  expect(opened.body).toContain("The school gives up to <strong>25</strong> points.");
  expect(opened.body).toContain("The higher points decide in this order: Languages › draw.");
  // A part that is frozen leads back; sent all the same, it is refused in words.
  expect((await server.get(`${page}/rule`, anna)).headers.location).toBe(page);
  const late = await server.post(`${page}/rule`, { "maximum-motivation": "90" }, anna);
  expect([late.statusCode, (await sheetOf(id)).criteria[2]?.maximum]).toEqual([422, 35]);
  expect((await server.get(`${page}/owners`, anna)).statusCode).toBe(200);
  expect(server.errors).toEqual([]);
});

test("dates are checked against the advice without being kept", async () => {
  const { id, page } = await begun();
  const before = (await sheetOf(id)).closesAt;
  const ask = new URLSearchParams({ ...DATES, "closesAt-day": "24", "closesAt-month": "12" });
  ask.set("closesAt-year", "2026");
  const checked = await server.get(`${page}/dates?${ask}`, anna);
  expect(checked.body).toContain("Open for 10 days. Advised: 30.");
  expect(checked.body).toContain("Close on Wednesday, 13 January 2027 or later.");
  expect(checked.body).toContain('value="24"');
  expect((await sheetOf(id)).closesAt).toEqual(before);
});

test("it is shown as on a phone in the language asked for, and as a page of its own", async () => {
  const { page } = await begun();
  const framed = await server.get(`${page}/preview?lang=sr-Cyrl`, anna);
  expect(framed.body).toContain('<div class="app-phone" lang="sr-Cyrl"');
  expect(framed.body).toContain("Школа даје до <strong>30</strong> поена.");
  const alone = await server.get(`${page}/preview-page?lang=sq`, mirela);
  expect(alone.body).toContain('<html lang="sq"');
  expect(alone.body).toContain("Shkolla jep deri në <strong>30</strong> pikë.");
  expect(alone.body).toContain("noindex");
});

test("a partner reads calls and changes none", async () => {
  const { page } = await begun();
  const read = await server.get(page, mirela);
  expect(read.statusCode).toBe(200);
  expect(read.body).not.toContain(`href="${page}/basics"`);
  expect(read.body).not.toContain("/opening");
  expect((await server.get(`${page}/basics`, mirela)).statusCode).toBe(404);
  expect((await server.post(`${page}/basics`, { title: "Mine" }, mirela)).statusCode).toBe(404);
  expect((await server.post(root, { from: `line:${s.oneMonth}` }, mirela)).statusCode).toBe(404);
});

test("lists and pages take the same number of queries whatever they show", async () => {
  const own = await smallScheme(db.database, "counted");
  const paolo = await signInAs(db, { id: own.schemeId, slug: own.slug }, { role: "coordinator" });
  const at = `/console/${own.slug}/calls`;
  const count = (path: string) =>
    queriesDuring(async () => {
      const reply = await server.get(path, paolo);
      expect([path, reply.statusCode]).toEqual([path, 200]);
    });
  const page = `${at}/${own.callId}`;
  const paths = [at, `${at}/new`, page, `${page}/places`, `${page}/rule`, `${page}/owners`];
  // Once to warm what is read once.
  for (const path of paths) await count(path);
  const few = [];
  for (const path of paths) few.push(await count(path));
  await db.database.withTx(own.coordinator, async (tx) => {
    for (let copies = 0; copies < 2; copies += 1) must(await copyCall(tx, own.callId));
    const criteria = ["a", "b", "c", "d"].map((code) => ({
      code,
      name: { en: code },
      maximum: 25,
    }));
    must(await changeDraft(tx, own.callId, { criteria }));
  });
  const many = [];
  for (const path of paths) many.push(await count(path));
  expect(many).toEqual(few);
  expect(few).toEqual([3, 4, 7, 4, 3, 6]);
});

test("more time for one person, in the page", async () => {
  const [version] = await db.sql<{ id: string }>(
    "select id from form_versions where scheme_id = $1 and audience = 'learners' limit 1",
    [s.schemeId],
  );
  const [open] = await db.sql<{ id: string }>(
    "select id from calls where scheme_id = $1 and state = 'open' limit 1",
    [s.schemeId],
  );
  await db.sql(
    `insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale,
       state, started_at, saved_at)
     values ($1, $2, $3, $4, 'KLF-X55-777', 'a first page', 'en', 'open', now(), now())`,
    [randomUUID(), s.schemeId, open?.id, version?.id],
  );
  moment = new Date("2027-01-22T12:00:00Z");
  const page = `${root}/${open?.id}/extensions`;
  const empty = await server.post(page, { "until-time": "20:00" }, anna);
  expect(empty.statusCode).toBe(422);
  for (const field of ["code", "reason", "until-day"]) {
    expect(empty.body).toContain(`href="#${field}"`);
  }
  const given = await server.post(
    page,
    {
      code: "klf-x55-777",
      reason: "school",
      "until-day": "25",
      "until-month": "1",
      "until-year": "2027",
      "until-time": "20:00",
    },
    anna,
  );
  expect([given.statusCode, given.body]).toEqual([303, ""]);
  const list = (await server.get(page, mirela)).body;
  expect(list).toContain("KLF-X55-777");
  expect(list).toContain("Anna");
  expect(list).toContain("Monday, 25 January 2027, 20:00");
  const ending = /action="([^"]+\/ending)"/.exec((await server.get(page, anna)).body)?.[1] ?? "";
  expect((await server.post(ending, {}, mirela)).statusCode).toBe(404);
  expect((await server.post(ending, {}, anna)).statusCode).toBe(303);
  expect((await server.get(page, anna)).body).toContain("taken back");
  expect(server.errors).toEqual([]);
});

test("a place for a trade that no catalogue knows stays one when its flow is changed", async () => {
  const { id, page } = await begun();
  const flow = await db.database.withTx(s.coordinator, (tx) =>
    addFlow(tx, {
      callId: id,
      code: "AL-ROOFS",
      sendingCountry: "AL",
      hostingOrganisationId: s.hosts.bologna,
      city: "Bologna",
      country: "IT",
      starts: day("2027-08-02"),
      ends: day("2027-08-29"),
      places: [{ trade: "Thatching", seats: 4 }],
    }),
  );
  const { body } = await server.get(`${page}/places/${must(flow)}`, anna);
  expect(body).toMatch(/<option value="Thatching" selected/);
});
