import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { type Reply, testServer, type Visitor } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { APPLICANT_COOKIE } from "../../platform/web/applicant-cookie.ts";
import { readAnswers } from "../../stages/applications/read-answers.ts";
import { routes } from "../index.ts";

const OPEN = "2027-03-01T09:00:00Z";
const clock = clockAt(OPEN);
const db = await testDatabase({ clock });
const call = await testCall(db);
const server = await testServer(db, routes, { clock });
const root = `/en/${call.scheme.slug}/apply`;
const [{ code: callCode } = { code: "" }] = await db.sql<{ code: string }>(
  "select public_code as code from calls where id = $1",
  [call.callId],
);

const visitorOf = (reply: Reply): Visitor => ({
  cookies: Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value])),
});
const question = (code: string) => `${root}/question/${code}`;

/** What a learner of 17 writes. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  birth: { "birth-day": "14", "birth-month": "3", "birth-year": "2010" },
  school: { school: call.schools.AL },
  trade: { "trade-trade": "hospitality", "trade-year": "2" },
  contact: {
    "contact-phone": "+355 69 123 4567",
    "contact-email": "era@example.org",
    "contact-way": "viber",
  },
  cities: { "cities-1": call.flows["AL-2"], "cities-2": call.flows["AL-1"] },
  why: { why: "Era wants to bake bread as they do in Bologna. I will learn from Gashi." },
  guardian: { "guardian-name": "Drita Gashi", "guardian-phone": "069 765 4321" },
  needs: { needs: "canary-nut-allergy" },
};
const NAME = { "name-given": "Era", "name-family": "Gashi" };

async function begin(fields: Readonly<Record<string, string>> = NAME): Promise<Visitor> {
  const reply = await server.post(`${root}/${callCode}/first`, fields);
  expect(reply.statusCode, reply.body).toBe(303);
  return visitorOf(reply);
}
async function answerAll(as: Visitor, answers = ANSWERS): Promise<string> {
  let next = "";
  for (const [code, fields] of Object.entries(answers)) {
    const reply = await server.post(question(code), fields, as);
    expect([code, reply.statusCode], reply.body).toEqual([code, 303]);
    next = reply.headers.location ?? "";
  }
  return next;
}
const send = (as: Visitor, key: string = randomUUID()) =>
  server.post(`${root}/submission`, { _key: key }, as);
const one = async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  (await db.sql<Row>(text, values))[0]!;

test("from the start page to the receipt: one application, everything in one act", async () => {
  const start = await server.get(`${root}/${callCode}`);
  expect(start.body).toContain("9 questions, one on each page.");
  const as = await begin();
  let at = `${root}/question/birth`;
  for (const [code, fields] of Object.entries(ANSWERS)) {
    expect(at).toBe(question(code));
    const shown = await server.get(at, as);
    expect(shown.statusCode, shown.body).toBe(200);
    expect(shown.body).toMatch(/KLF-[A-HJ-NP-Z][2-9A-Z]{2}-[2-9A-Z]{3}/);
    expect(shown.body).toContain("Saved 10:00");
    const reply = await server.post(at, fields, as);
    at = reply.headers.location ?? "";
  }
  expect(at).toBe(`${root}/check`);
  const check = await server.get(at, as);
  for (const text of ["Era Gashi", "Sunday", "14 March 2010", "1. Sevilla", "canary-nut-allergy"]) {
    expect(check.body).toContain(text);
  }
  const sent = await send(as);
  expect(sent.headers.location).toBe(`${root}/sent`);
  const page = await server.get(`${root}/sent`, as);
  expect(page.body).toContain("Your application is sent");
  expect(page.body).toContain("Monday, 1 March 2027, 10:00 (Central European Time)");

  const row = await one(
    `select a.id, a.code, a.state, a.trade, a.sending_country, a.locale, a.points, a.entered_by, a.facts,
       a.receipt, a.submitted_at, a.revision, d.state as draft, d.answers::text as answers, p.given_names, p.birth_date,
       (select array_agg(f.code order by w.rank) from wishes w join flows f on f.id = w.flow_id where w.application_id = a.id) as wishes
     from applications a join persons p on p.id = a.person_id join application_drafts d on d.application_id = a.id`,
  );
  expect(row).toMatchObject({
    state: "submitted",
    trade: "hospitality",
    sending_country: "AL",
    points: 0,
    entered_by: { kind: "applicant" },
    facts: { enrolled: true, schoolYear: "2" },
    draft: "sent",
    wishes: ["AL-2", "AL-1"],
    submitted_at: new Date(OPEN),
    given_names: "Era",
  });
  expect(page.body).toContain(String(row.receipt).padStart(6, "0"));
  expect(row.answers).not.toContain("canary");
  const events = await db.sql("select name, actor_kind, at from event_log where subject_id = $1", [
    row.id,
  ]);
  expect(events).toEqual([
    { name: "application.submitted", actor_kind: "applicant", at: new Date(OPEN) },
  ]);
  const [mail] = await db.sql<{ to_address: string; body: string }>(
    "select to_address, body from mail_messages",
  );
  expect(mail?.to_address).toBe("era@example.org");
  expect(mail?.body).toContain(row.code);
});

test("what was said about needs is sealed, as long for everybody, and in nobody's answers", async () => {
  const other = await begin({ "name-given": "Noa", "name-family": "Silent" });
  await answerAll(other, { ...ANSWERS, needs: { needs: "" } });
  const sealed = await db.sql<{ sealed: Buffer }>("select sealed from application_needs");
  expect(new Set(sealed.map((row) => row.sealed.length)).size).toBe(1);
  expect(sealed).toHaveLength(2);
  for (const row of sealed) expect(row.sealed.toString("latin1")).not.toContain("canary");
  const all = await db.sql("select answer from application_answers where answer like '%canary%'");
  expect(all).toEqual([]);
  // Without the purpose row-level security shows nobody.
  const seen = await db.database.withTx(call.actor, (tx) =>
    tx.db.selectFrom("application_needs").selectAll().execute(),
  );
  expect(seen).toEqual([]);
});

test("an assessor reads the answers without who, where from and how to be reached", async () => {
  const { id } = await one<{ id: string }>("select id from applications");
  const read = (blind: boolean) =>
    db.database.withTx(call.actor, (tx) => readAnswers(tx, id, { blind }));
  expect((await read(false))?.map((answer) => answer.field)).toEqual([
    "name",
    "birth",
    "school",
    "trade",
    "contact",
    "cities",
    "why",
    "guardian",
  ]);
  const blind = (await read(true)) ?? [];
  expect(blind.map((answer) => answer.field)).toEqual(["trade", "cities", "why"]);
  expect(blind.at(-1)?.answer).toBe(
    "••• wants to bake bread as they do in Bologna. I will learn from •••.",
  );
});

test("sent twice, with one key and with another, it is one application and one page", async () => {
  const as = await begin({ "name-given": "Double", "name-family": "Tap" });
  await answerAll(as);
  const key = randomUUID();
  const replies = await Promise.all([send(as, key), send(as, key), send(as), send(as)]);
  expect(replies.map((reply) => reply.headers.location)).toEqual(
    Array.from({ length: 4 }, () => `${root}/sent`),
  );
  expect(await db.sql("select 1 from persons where given_names = 'Double'")).toHaveLength(1);
});

test("the first page sent twice, and again with another name, begins one application", async () => {
  const _key = randomUUID();
  const first = await server.post(`${root}/${callCode}/first`, { ...NAME, _key });
  const again = await server.post(`${root}/${callCode}/first`, {
    "name-given": "Erá",
    "name-family": "Gashi",
    _key,
  });
  expect(again.headers.location).toBe(first.headers.location);
  const shown = await server.get(question("name"), visitorOf(again));
  expect(shown.body).toContain('value="Erá"');
  expect((await server.get(question("name"), visitorOf(first))).body).toContain('value="Erá"');
});

test("every box that is wrong is named at once, at its box, and keeps what was typed", async () => {
  const empty = await server.post(`${root}/${callCode}/first`, {});
  expect(empty.statusCode).toBe(422);
  expect(empty.body).toMatch(/<title>Error: /);
  expect(empty.body).toContain('href="#name-given"');
  expect(empty.body).toContain('href="#name-family"');
  const as = await begin({ "name-given": "Err", "name-family": "Or" });
  const bad: [string, Record<string, string>, string[]][] = [
    ["birth", { "birth-day": "31", "birth-month": "2", "birth-year": "2009" }, ["#birth-day"]],
    ["school", {}, ["#school"]],
    ["trade", { "trade-trade": "other" }, ["#trade-other", "#trade-year"]],
    [
      "contact",
      { "contact-phone": "call me", "contact-email": "x@", "contact-way": "viber" },
      ["#contact-phone", "#contact-email"],
    ],
    ["contact", { "contact-way": "email" }, ["#contact-email"]],
  ];
  for (const [code, fields, targets] of bad) {
    const reply = await server.post(question(code), fields, as);
    expect([code, reply.statusCode]).toEqual([code, 422]);
    const links = [...reply.body.matchAll(/error-summary__list">(.*?)<\/ul>/gs)].join("");
    for (const target of targets) {
      expect(links).toContain(`href="${target}"`);
      expect(reply.body).toContain(` id="${target.slice(1)}"`);
    }
    for (const value of Object.values(fields)) expect(reply.body).toContain(value);
  }
  await server.post(question("school"), { school: call.schools.AL }, as);
  const twice = await server.post(
    question("cities"),
    { "cities-1": call.flows["AL-1"], "cities-2": call.flows["AL-1"] },
    as,
  );
  expect(twice.body).toContain('href="#cities-2"');
  const foreign = await server.post(question("cities"), { "cities-1": call.flows["RS-1"] }, as);
  expect(foreign.statusCode).toBe(422);
  const unsent = await send(as);
  expect(unsent.statusCode).toBe(422);
  expect(unsent.body).toContain('href="#cities"');
});

test("an adult is not asked for a guardian; another country's school takes the cities along", async () => {
  const as = await begin({ "name-given": "Adult", "name-family": "One" });
  const { guardian: _, ...adult } = ANSWERS;
  const next = await answerAll(as, {
    ...adult,
    birth: { "birth-day": "1", "birth-month": "3", "birth-year": "2009" },
  });
  expect(next).toBe(`${root}/check`);
  expect((await server.get(question("guardian"), as)).statusCode).toBe(404);
  expect((await server.get(question("needs"), as)).body).toContain("Question 8 of 8");
  const moved = await server.post(
    question("school"),
    { school: call.schools.RS, check: "yes" },
    as,
  );
  expect(moved.headers.location).toBe(`${question("cities")}?check`);
  const younger = await server.post(
    question("birth"),
    { "birth-day": "2", "birth-month": "3", "birth-year": "2009", check: "yes" },
    as,
  );
  expect(younger.headers.location).toBe(`${question("cities")}?check`);
  await server.post(question("cities"), { "cities-1": call.flows["RS-1"] }, as);
  expect((await server.get(`${root}/check`, as)).body).toContain("1 answer is still missing.");
});

test("a school that is not on the list is written out, and becomes one to be looked at", async () => {
  const as = await begin({ "name-given": "Un", "name-family": "Listed" });
  const refused = await server.post(question("school"), { "school-unlisted": "yes" }, as);
  expect(refused.body).toContain('href="#school-country"');
  await answerAll(as, {
    ...ANSWERS,
    school: {
      "school-unlisted": "yes",
      "school-country": "AL",
      "school-written-town": "Përmet",
      "school-name": "Shkolla e re",
    },
  });
  expect((await send(as)).statusCode).toBe(303);
  expect(
    await one("select name, city, country, roles from organisations where city = 'Përmet'"),
  ).toEqual({ name: "Shkolla e re", city: "Përmet", country: "AL", roles: ["school"] });
});

test("begun before the deadline it may be sent an hour later, and not after; later ones are told", async () => {
  const [closes] = await db.sql<{ at: Date }>("select closes_at as at from calls");
  const minutes = (count: number) => new Date(closes!.at.getTime() + count * 60_000);
  clock.moveTo(minutes(-1));
  const [first, second] = [
    await begin({ "name-given": "In", "name-family": "Time" }),
    await begin({ "name-given": "Too", "name-family": "Slow" }),
  ];
  await answerAll(first);
  await answerAll(second, { birth: ANSWERS.birth! });
  clock.moveTo(minutes(30));
  await answerAll(second);
  expect((await server.get(`${root}/check`, first)).body).toContain("You began in time");
  expect((await send(first)).statusCode).toBe(303);
  const late = await server.post(`${root}/${callCode}/first`, NAME);
  expect([late.statusCode, late.body.includes("This call is closed")]).toEqual([422, true]);
  clock.moveTo(minutes(60.02));
  const refused = await send(second);
  expect([refused.statusCode, refused.body.includes("That time is over too.")]).toEqual([
    422,
    true,
  ]);
  expect((await server.post(question("why"), { why: "x" }, second)).statusCode).toBe(422);
  expect((await server.get(`${root}/${callCode}`)).body).toContain("This call is closed");

  // More time for one person, by the code.
  const { code } = await one<{ code: string }>(
    "select d.code from application_drafts d where d.answers->'name'->>'givenNames' = 'Too'",
  );
  await db.sql(
    `insert into call_extensions (id, scheme_id, call_id, code, until, reason, granted_by, granted_at)
     values (gen_random_uuid(), $1, $2, $3, $4, 'connection', 'Anna', now())`,
    [call.scheme.id, call.callId, code, minutes(24 * 60)],
  );
  expect((await server.get(`${root}/check`, second)).body).toContain("You were given more time");
  expect((await send(second)).statusCode).toBe(303);
  clock.moveTo(OPEN);
});

test("stopped on one phone, gone on with on another by code and birth date; five wrong dates end it", async () => {
  const as = await begin({ "name-given": "Re", "name-family": "Sume" });
  await answerAll(as, { birth: ANSWERS.birth!, why: ANSWERS.why! });
  const { code } = await one<{ code: string }>(
    "select code from application_drafts where answers->'name'->>'givenNames' = 'Re'",
  );
  const knock = (year: string) =>
    server.post(`${root}/continue`, {
      code: code.toLowerCase().replaceAll("-", " "),
      "birth-day": "14",
      "birth-month": "3",
      "birth-year": year,
    });
  const wrong = await knock("2011");
  expect([wrong.statusCode, wrong.body.includes("4 tries left")]).toEqual([422, true]);
  const opened = await knock("2010");
  expect(opened.headers.location).toBe(`${root}/check`);
  expect((await server.get(question("why"), visitorOf(opened))).body).toContain("bake bread");
  for (let tries = 0; tries < 5; tries += 1) await knock("2011");
  const locked = await knock("2010");
  expect([locked.statusCode, locked.body.includes("Too many tries")]).toEqual([429, true]);
});

test("somebody else's phone: the cookie ends, the answers stay; thrown away, nothing is left of them", async () => {
  const as = await begin({ "name-given": "Throw", "name-family": "Canary-away" });
  await answerAll(as, { birth: ANSWERS.birth!, needs: { needs: "secret" } });
  expect((await server.get(`${root}/leave`, as)).body).toContain("someone else’s phone");
  const left = await server.post(`${root}/leave`, {}, as);
  expect(left.cookies.find((cookie) => cookie.name === APPLICANT_COOKIE)?.value).toBe("");
  expect((await server.get(`${root}/check`, as)).statusCode).toBe(200);
  await server.post(`${root}/leave`, { discard: "yes" }, as);
  expect(
    await db.sql("select 1 from application_drafts where answers::text like '%Canary-away%'"),
  ).toEqual([]);
  expect((await server.get(`${root}/check`, as)).headers.location).toBe(`${root}/continue`);
  expect((await server.post(question("why"), { why: "back" }, as)).statusCode).toBe(422);
});

test("without a cookie, or with one of another scheme, there is only the door", async () => {
  const elsewhere = await testCall(db);
  const as = await begin({ "name-given": "Own", "name-family": "Scheme" });
  for (const page of ["check", "sent", "leave", "question/why"]) {
    expect((await server.get(`${root}/${page}`)).headers.location).toBe(`${root}/continue`);
    const other = await server.get(`/en/${elsewhere.scheme.slug}/apply/${page}`, as);
    expect(other.statusCode).toBe(303);
  }
  const forged = { cookies: { [APPLICANT_COOKIE]: `${as.cookies[APPLICANT_COOKIE]}x` } };
  expect((await server.get(`${root}/check`, forged)).statusCode).toBe(303);
  expect((await server.post(`${root}/continue`, { code: "KLF-ZZZ-ZZZ" })).statusCode).toBe(422);
});

test("a page asks the database a fixed number of times", async () => {
  const as = await begin({ "name-given": "Count", "name-family": "Er" });
  await answerAll(as);
  const count = (url: string) => queriesDuring(() => server.get(url, as));
  const pages = async () => [
    await count(question("why")),
    await count(question("school")),
    await count(question("cities")),
    await count(`${root}/check`),
  ];
  const before = await pages();
  expect(before).toEqual([4, 6, 5, 6]);
  await db.sql(
    `insert into organisations (id, scheme_id, name, kind, roles, city, country, created_at)
     select gen_random_uuid(), scheme_id, 'School ' || n, kind, roles, 'Town ' || n, country, created_at
     from organisations, generate_series(1, 9) n where id = $1`,
    [call.schools.AL],
  );
  expect(await pages()).toEqual(before);
  // Begin, the draft with what stands beside it, everything that is written, commit.
  expect(await queriesDuring(() => send(as))).toBe(4);
});

test("nothing failed on the way", () => {
  expect(server.errors).toEqual([]);
});
