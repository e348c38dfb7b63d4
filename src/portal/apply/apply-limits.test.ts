import { expect, test } from "vitest";
import { applyForm, NAME, OPEN, visitorOf } from "../../../tests/support/apply-form.ts";
import { testCall } from "../../../tests/support/call.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { APPLICANT_COOKIE } from "../../platform/web/applicant-cookie.ts";

const { clock, db, call, server, root, callCode, question, begin, answerAll, send, one, ...form } =
  await applyForm();
const ANSWERS = form.answers;

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
