import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { applyForm, NAME, OPEN, visitorOf } from "../../../tests/support/apply-form.ts";
import { readAnswers } from "../../stages/applications/read-answers.ts";

const { db, call, server, root, callCode, question, begin, answerAll, send, one, ...form } =
  await applyForm();
const ANSWERS = form.answers;

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

test("nothing failed on the way", () => {
  expect(server.errors).toEqual([]);
});
