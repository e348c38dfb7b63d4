import { expect, test } from "vitest";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../../../tests/support/server.ts";
import { LOCALES } from "../../platform/i18n/locales.ts";
import { LEARNER_COOKIE } from "../../platform/web/learner-cookie.ts";
import { forgetOldTries } from "../../stages/applications/forget-old-tries.ts";
import { routes } from "./index.ts";

const { db, call } = await closedCallDatabase();
const server = await testServer(db, routes, { clock: call.clock });
const { slug } = call.scheme;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const place = `/sq/${slug}/place`;
const me = (at: number) => learnerVisitor(call.scheme, call.people[at]!, call.clock.now());
const codes = new Map(
  (await db.sql<{ id: string; code: string }>("select id, code from applications")).map((row) => [
    row.id,
    row.code,
  ]),
);
const codeOf = (at: number) => codes.get(call.people[at]!)!;
const birth = { "birth-day": "12", "birth-month": "3", "birth-year": "2009" };
const text = (html: string) =>
  html
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");

test("before publication the page says that nothing is decided", async () => {
  const reply = await server.get(`${place}/result`, me(0));
  expect(reply.statusCode).toBe(200);
  expect(text(reply.body)).toContain("Ende nuk ka vendim");
  expect(reply.headers["cache-control"]).toBe("no-store");
});

test("code and birth date open the result, however the code is typed", async () => {
  const code = codeOf(0);
  for (const typed of [code, code.toLowerCase(), code.replaceAll("-", " "), code.slice(4)]) {
    const reply = await server.post(place, { code: typed, ...birth });
    expect([typed, reply.statusCode]).toEqual([typed, 303]);
    expect(reply.headers.location).toBe(`${place}/result`);
    const cookie = reply.cookies.find((c) => c.name === LEARNER_COOKIE);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    const visitor = { cookies: { [LEARNER_COOKIE]: cookie!.value } };
    expect((await server.get(`${place}/result`, visitor)).statusCode).toBe(200);
  }
});

test("an empty or misspelt form comes back with every problem and what was typed", async () => {
  const reply = await server.post(place, { code: "12", "birth-day": "1", "birth-year": "09" });
  expect(reply.statusCode).toBe(422);
  expect(reply.body).toContain('href="#code"');
  expect(reply.body).toContain('href="#birth-day"');
  expect(reply.body).toContain('value="12"');
  expect(reply.body).toMatch(/<title>Gabim/);
});

const from = (address: string, code: string, fields: Record<string, string>) =>
  server.app.inject({
    method: "POST",
    url: place,
    remoteAddress: address,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    },
    payload: new URLSearchParams({ code, ...fields }).toString(),
  });

test("five wrong tries end the guessing of one client; another client is not locked out", async () => {
  const wrong = { ...birth, "birth-year": "2008" };
  const known = codeOf(1);
  const unknown = "KLF-ZZZ-ZZ9";
  const strip = (body: string, code: string) =>
    body.replaceAll(code, "CODE").replace(/name="_key" value="[^"]+"/g, "");
  for (let at = 1; at <= 4; at++) {
    const one = await from("192.0.2.1", known, wrong);
    const other = await from("192.0.2.1", unknown, wrong);
    expect([at, one.statusCode, other.statusCode]).toEqual([at, 422, 422]);
    // The same page for a code that exists and one that does not.
    expect(strip(one.body, known)).toBe(strip(other.body, unknown));
  }
  expect((await from("192.0.2.1", known, wrong)).statusCode).toBe(429);
  // The right birth date does not help any more from there, and the page says whom to call.
  const right = await from("192.0.2.1", known, birth);
  expect(right.statusCode).toBe(429);
  expect(text(right.body)).toContain("Shumë përpjekje");
  expect((await from("192.0.2.2", known, birth)).statusCode).toBe(303);
  call.clock.moveTo(new Date(call.clock.now().getTime() + 61 * 60_000));
  expect((await from("192.0.2.1", known, birth)).statusCode).toBe(303);
});

test("many different wrong codes are answered by whom to ask, and lock nobody else out", async () => {
  const guess = (at: number) => `KLF-ZZ${Math.floor(at / 10)}-ZZ${at % 10}`;
  for (let at = 1; at <= 30; at++) {
    expect([at, (await from("192.0.2.7", guess(at), birth)).statusCode]).toEqual([at, 422]);
  }
  const stopped = await from("192.0.2.7", guess(31), birth);
  expect(stopped.statusCode).toBe(429);
  expect(text(stopped.body)).toContain("U provuan shumë kode");
  expect(text(stopped.body)).toContain("pyet mësuesin ose na telefono");
  // A code that exists is answered alike, so that nothing can be learnt by going on.
  const known = await from("192.0.2.7", codeOf(2), { ...birth, "birth-year": "2008" });
  expect([known.statusCode, text(known.body)]).toEqual([429, text(stopped.body)]);
  // Somebody else in the same school's network, and somebody elsewhere.
  expect((await from("192.0.2.7", codeOf(3), birth)).statusCode).toBe(303);
  expect((await from("192.0.2.8", guess(31), birth)).statusCode).toBe(422);
});

test("whoever tries birth dates for a list of real codes is shut out, slips are not counted", async () => {
  const slip = { ...birth, "birth-day": "13" };
  // A class in one network: each slips once and then gets it right.
  for (let at = 0; at < 11; at++) {
    expect((await from("192.0.2.9", codeOf(at), slip)).statusCode).toBe(422);
    expect((await from("192.0.2.9", codeOf(at), birth)).statusCode).toBe(303);
  }
  const statuses = await Promise.all(
    Array.from(
      { length: 10 },
      async (_, at) => (await from("192.0.2.9", codeOf(at), slip)).statusCode,
    ),
  );
  expect(statuses).toEqual(new Array(10).fill(422));
  for (const fields of [slip, birth]) {
    const shut = await from("192.0.2.9", codeOf(11), fields);
    expect(shut.statusCode).toBe(429);
    expect(text(shut.body)).toContain("U provuan shumë kode");
  }
  expect((await from("192.0.2.10", codeOf(11), birth)).statusCode).toBe(303);
});

test("what was counted is forgotten by a job once it is over, and nothing is left of right codes", async () => {
  const left = () => db.sql("select client_hash from result_attempts");
  const jobs = () =>
    db.sql<{ minutes: number }>(
      `select round(extract(epoch from run_at - now()) / 60)::int as minutes
       from graphile_worker.jobs where task_identifier = 'forget-tries'`,
    );
  const forget = () => db.database.withTx(call.actor, forgetOldTries);
  call.clock.moveTo(new Date(call.clock.now().getTime() + 3 * 60 * 60_000));
  await forget();
  expect(await left()).toEqual([]);
  expect((await from("192.0.2.1", codeOf(0), birth)).statusCode).toBe(303);
  expect(await left()).toEqual([]);
  expect((await from("192.0.2.1", codeOf(0), { ...birth, "birth-day": "13" })).statusCode).toBe(
    422,
  );
  // One job for all tries of a scheme, at the end of the first one's hour.
  expect(await jobs()).toEqual([{ minutes: 61 }]);
  await forget();
  expect((await left()).length).toBeGreaterThan(0);
  call.clock.moveTo(new Date(call.clock.now().getTime() + 61 * 60_000));
  await forget();
  expect(await left()).toEqual([]);
});

test("a code of another scheme, a forged cookie and no cookie open nothing", async () => {
  const elsewhere = await server.get(`/sq/nowhere/place`);
  expect(elsewhere.statusCode).toBe(404);
  const forged = { cookies: { [LEARNER_COOKIE]: "abc.def" } };
  for (const visitor of [undefined, forged]) {
    const reply = await server.get(`${place}/result`, visitor);
    expect([reply.statusCode, reply.headers.location]).toEqual([303, place]);
  }
});

test("after publication: the place, why, and an answer in two clicks", async () => {
  const runId = await computedRun(db, call);
  await publishAndOffer(db, runId, [coordinator, partner]);
  // 75 points: the first wish went to 80 points and to the group's 55; the second is theirs.
  const page = await server.get(`${place}/result`, me(1));
  const words = text(page.body);
  expect(words).toContain("Ke një vend në Sevilla");
  expect(words).toContain("Pse Sevilla dhe jo Bologna?");
  expect(words).toContain("Jo, të munguan 5 pikë");
  expect(words).toContain("Po, vendi yt");
  expect(words).toContain("Edhe me renditje tjetër nuk do të fitoje: Bologna.");
  expect(words).toContain("Nga vijnë 75 pikët e tua");
  expect(page.body).not.toMatch(/Person0|example\.org/);

  const ask = await server.get(`${place}/answer`, me(1));
  expect(text(ask.body)).toContain("A e pranon vendin në Sevilla?");
  const offer = /name="offer" value="([^"]+)"/.exec(ask.body)![1]!;
  const key = "11111111-1111-4111-8111-111111111111";
  const fields = { _key: key, offer, answer: "yes" };
  const yes = await server.post(`${place}/answer`, fields, me(1));
  expect([yes.statusCode, yes.headers.location]).toEqual([303, `${place}/result`]);
  const again = await server.post(`${place}/answer`, fields, me(1));
  expect([again.statusCode, again.headers.location]).toEqual([303, `${place}/result`]);
  const rows = await db.sql("select 1 from mobilities where offer_id = $1", [offer]);
  expect(rows.length).toBe(1);
  expect(text((await server.get(`${place}/result`, me(1))).body)).toContain(
    "Vendi në Sevilla është i yti",
  );
});

test("somebody else's offer cannot be answered or declined", async () => {
  const ask = await server.get(`${place}/answer?no`, me(0));
  const offer = /name="offer" value="([^"]+)"/.exec(ask.body)![1]!;
  for (const answer of ["yes", "no"]) {
    const reply = await server.post(`${place}/answer`, { offer, answer }, me(2));
    expect(reply.statusCode).toBe(404);
  }
  const garbage = await server.post(`${place}/answer`, { offer: "1 or 1=1", answer: "yes" }, me(2));
  expect(garbage.statusCode).toBe(404);
});

test("nothing is changed by opening links, and a place is given back with a reason", async () => {
  const before = await db.sql("select id, state from offers order by id");
  for (const url of ["/result", "/answer", "/answer?no", "/check-request", ""]) {
    await server.get(`${place}${url}`, me(0));
  }
  expect(await db.sql("select id, state from offers order by id")).toEqual(before);
  const ask = await server.get(`${place}/answer?no`, me(0));
  const offer = /name="offer" value="([^"]+)"/.exec(ask.body)![1]!;
  const long = { offer, answer: "no", reason: "x".repeat(501) };
  const refused = await server.post(`${place}/answer`, long, me(0));
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("x".repeat(501));
  const done = await server.post(`${place}/answer`, { ...long, reason: "Punë" }, me(0));
  expect(done.statusCode).toBe(303);
  const others = text((await server.get(`${place}/result`, me(1))).body);
  expect(others).toContain("Çfarë ndryshoi pas publikimit");
  expect(others).toContain("1 vend i kthyer");
});

test("without a place: why, the number in line, and a person asked to check", async () => {
  const page = await server.get(`${place}/result`, me(5));
  const words = text(page.body);
  expect(words).toContain("Këtë herë nuk fitove vend");
  expect(words).toContain("Asnjë renditje tjetër e zgjedhjeve nuk do të të jepte vend.");
  expect(words).toMatch(/numri \d në radhë/);
  const empty = await server.post(`${place}/check-request`, { message: " " }, me(5));
  expect(empty.statusCode).toBe(422);
  const sent = await server.post(`${place}/check-request`, { message: "<b>Notat</b>?" }, me(5));
  expect(sent.statusCode).toBe(303);
  const after = await server.get(`${place}/result`, me(5));
  expect(after.body).toContain("&lt;b&gt;Notat&lt;/b&gt;");
  expect(text(after.body)).toContain("Një person po e shqyrton.");
});

test("the page stays light in every language, and asks the database a fixed number of times", async () => {
  for (const lang of LOCALES) {
    const reply = await server.get(`/${lang}/${slug}/place/result`, me(2));
    expect(reply.statusCode).toBe(200);
    expect(reply.body.length).toBeLessThan(30_000);
  }
  const one = await queriesDuring(() => server.get(`${place}/result`, me(2)));
  const three = await queriesDuring(() => server.get(`${place}/result`, me(10)));
  expect([one, three]).toEqual([one, one]);
  expect(server.errors).toEqual([]);
});

test("closing the result ends it on this phone", async () => {
  const reply = await server.post(`${place}/end`, {}, me(1));
  expect(reply.headers.location).toBe(place);
  expect(reply.cookies.find((c) => c.name === LEARNER_COOKIE)?.value).toBe("");
});
