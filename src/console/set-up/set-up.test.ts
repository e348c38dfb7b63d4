import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { type Reply, testServer } from "../../../tests/support/server.ts";
import { startMailSink } from "../../../tests/support/smtp.ts";
import { clockAt } from "../../platform/clock.ts";
import { wordsFor } from "../../platform/i18n/index.ts";
import { openPost, type Post } from "../../platform/mail/index.ts";
import type { Route } from "../../platform/web/route.ts";
import { SESSION_COOKIE } from "../../platform/web/server.ts";
import { html } from "../../ui/index.ts";
import { openFrontDoor } from "../front-door.ts";

const db = await testDatabase({ max: 8 });
const clock = clockAt(new Date("2027-01-11T09:00:00Z"));
const words = wordsFor("en");

/** A start of the program: a key of its own. */
async function start(mail: Post | null = null) {
  const door = openFrontDoor({
    signInUrl: db.signInUrl,
    database: db.database,
    clock,
    secret: "a secret of this test, long enough for anybody",
    publicUrl: "https://kalfa.example",
    post: mail,
    demo: null,
    log: { error: () => {} },
  });
  afterAll(() => door.close());
  const home: Route = {
    method: "GET",
    path: "/console/:scheme",
    access: "staff",
    allow: () => true,
    answer: async ({ tx }) => ({ ok: true, status: 200, html: html`${tx.actor.userName}` }),
  };
  const server = await testServer(db, [...door.routes, home], {
    publicUrl: "https://kalfa.example",
  });
  const address = await door.setUpAddress();
  const key = address ? (new URL(address).searchParams.get("key") ?? "") : "";
  const make = (fields: Record<string, string> = {}) =>
    server.post("/set-up", { key, ...GOOD, ...fields });
  return { door, server, address, key, make, page: () => server.get(`/set-up?key=${key}`) };
}

const GOOD = {
  "name-en": "Next Mobility",
  "name-sq": "Lëvizja tjetër",
  "name-sr-Cyrl": "",
  slug: "next-mobility",
  funding: "co-funded",
  organisation: "Handwerk Bildung",
  kind: "association",
  city: "Leipzig",
  country: "DE",
  person: "Petra Vogel",
  email: "Petra@office.example",
  phone: "+49 341 000 000",
  "partner-AL": "Ura",
  "partner-city-AL": "Tirana",
  "partner-kind-AL": "ngo",
  "partner-RS": "Spona",
  "partner-city-RS": "Belgrade",
  "partner-kind-RS": "chamber",
  "target-one-month": "120",
  "target-job-shadowing": "12",
};

const schemes = () => db.sql("select slug from schemes where kind = 'running'");
const location = (reply: Reply) => String(reply.headers.location ?? "");
const TABLES =
  "schemes, event_log, organisations, activity_lines, scheme_countries, memberships, mail_messages";

beforeEach(async () => {
  await db.sql(`truncate ${TABLES} cascade`);
});

test("from the terminal's address to a signed-in coordinator", async () => {
  const { server, address, make, page } = await start();
  expect(address).toMatch(/^https:\/\/kalfa\.example\/set-up\?key=[\w-]{43}$/);
  const form = await page();
  expect(form.statusCode).toBe(200);
  expect(form.body).toContain('value="360"');
  expect(form.body).toContain("Germany");
  expect(await schemes()).toEqual([]);

  const made = await make();
  expect([made.statusCode, location(made)]).toEqual([
    303,
    expect.stringMatching(/^\/set-up\/done\?key=/),
  ]);
  const done = await server.get(location(made));
  const link = /href="(\/sign-in\/link\?token=[A-Za-z]{32})"/.exec(done.body)?.[1] ?? "";
  const token = new URL(link, "https://kalfa.example").searchParams.get("token") ?? "";
  const entered = await server.post("/sign-in/link", { token });
  const session = entered.cookies.find((c) => c.name === SESSION_COOKIE)?.value ?? "";
  const home = await server.get("/console/next-mobility", {
    cookies: { [SESSION_COOKIE]: session },
  });
  expect(home.body).toBe("Petra Vogel");

  // The guides of the program lie in the library from the first day on.
  const [shelf] = await db.sql<{ n: number }>("select count(*)::int as n from resource_index");
  expect(shelf?.n).toBeGreaterThan(50);
  const [scheme] = await db.sql("select name, kind, listed, invented, settings from schemes");
  expect(scheme).toEqual({
    name: { en: "Next Mobility", sq: "Lëvizja tjetër" },
    kind: "running",
    listed: true,
    invented: false,
    settings: {
      funding: { line: "co-funded", emblem: true, disclaimer: true },
      contact: { name: "Petra Vogel", phone: "+49 341 000 000", email: "petra@office.example" },
    },
  });
  expect(
    await db.sql("select name, roles, country, kind from organisations order by country"),
  ).toEqual([
    { name: "Ura", roles: ["sending"], country: "AL", kind: "ngo" },
    { name: "Handwerk Bildung", roles: ["coordinating"], country: "DE", kind: "association" },
    { name: "Spona", roles: ["sending"], country: "RS", kind: "chamber" },
  ]);
  expect(await db.sql("select country from scheme_countries order by position")).toEqual([
    { country: "AL" },
    { country: "RS" },
  ]);
  expect(await db.sql("select code, target from activity_lines order by position")).toEqual([
    { code: "one-month", target: 120 },
    { code: "job-shadowing", target: 12 },
  ]);
});

test("without the key of this start there is nothing, and after its use neither", async () => {
  const { server, key, make, page } = await start();
  for (const wrong of ["", "x", key.slice(1), `${key}x`, "%00"]) {
    expect((await server.get(`/set-up?key=${wrong}`)).statusCode).toBe(404);
    expect((await make({ key: wrong })).statusCode).toBe(404);
    expect((await server.get(`/set-up/done?key=${wrong}`)).statusCode).toBe(404);
  }
  expect((await server.get("/set-up")).statusCode).toBe(404);
  expect(await schemes()).toEqual([]);
  expect((await make()).statusCode).toBe(303);
  expect((await page()).statusCode).toBe(404);
  expect((await make({ slug: "second" })).statusCode).toBe(404);
  expect(await schemes()).toEqual([{ slug: "next-mobility" }]);
});

test("everything wrong is said at once, what was typed is kept, and nothing is made", async () => {
  const { make } = await start();
  const reply = await make({
    "name-en": "",
    slug: "Next Mobility",
    funding: "",
    organisation: "",
    country: "",
    person: "",
    email: "petra",
    phone: "call me",
    "partner-AL": "Ura e re",
    "partner-city-AL": "",
    "partner-kind-AL": "",
    "partner-RS": "",
    "partner-city-RS": "",
    "target-one-month": "many",
    "target-job-shadowing": "1000000",
  });
  expect(reply.statusCode).toBe(422);
  const summary = /govuk-error-summary__list">(.*?)<\/ul>/s.exec(reply.body)?.[1] ?? "";
  expect([...summary.matchAll(/href="#([^"]+)"/g)].map(([, field]) => field)).toEqual([
    "name-en",
    "slug",
    "funding",
    "organisation",
    "country",
    "person",
    "email",
    "phone",
    "partner-city-AL",
    "partner-kind-AL",
    "target-one-month",
    "target-job-shadowing",
  ]);
  for (const field of ["country", "funding", "partner-kind-AL"]) {
    expect(reply.body).toContain(`id="${field}"`);
  }
  expect(reply.body).toContain('value="Ura e re"');
  expect(reply.body).toContain('value="many"');
  expect(await schemes()).toEqual([]);
  const empty = Object.fromEntries(
    Object.keys(GOOD)
      .filter((name) => /^(partner|target)/.test(name))
      .map((name) => [name, ""]),
  );
  const none = (await make({ ...empty, slug: "help" })).body;
  expect(none).toContain(words.t("problem.no-sending-country"));
  expect(none).toContain(words.t("problem.no-line"));
  expect(none).toContain(words.t("problem.short-name-reserved"));
  expect((await make()).statusCode).toBe(303);
});

test("two forms at the same moment make one scheme; a double tap leads both to what comes next", async () => {
  const one = await start();
  const both = await Promise.all([one.make(), one.make({ slug: "second" })]);
  expect(both.map((reply) => reply.statusCode).sort()).toEqual([303, 404]);
  expect(await schemes()).toHaveLength(1);

  await db.sql(`truncate ${TABLES} cascade`);
  const two = await start();
  const _key = randomUUID();
  const taps = await Promise.all([two.make({ _key }), two.make({ _key })]);
  expect(taps.map((reply) => reply.statusCode)).toEqual([303, 303]);
  expect(location(taps[0]!)).toBe(location(taps[1]!));
  expect(await schemes()).toHaveLength(1);
});

test("two processes on one database make one scheme, and a later start offers none", async () => {
  const [one, two] = [await start(), await start()];
  const both = await Promise.all([one.make(), two.make({ slug: "second" })]);
  expect(both.map((reply) => reply.statusCode).sort()).toEqual([303, 404]);
  expect(await schemes()).toHaveLength(1);
  expect((await start()).address).toBe(null);
});

test("a partner that coordinates and sends is one organisation; a name given twice is refused", async () => {
  const { make } = await start();
  const own = { organisation: "Ura", city: "Tirana", country: "AL" };
  const twice = await make({ ...own, "partner-RS": "Ura", "partner-city-RS": "Tirana" });
  expect(twice.statusCode).toBe(422);
  expect(twice.body).toContain('href="#partner-RS"');
  expect((await make(own)).statusCode).toBe(303);
  expect(await db.sql("select roles from organisations where name = 'Ura'")).toEqual([
    { roles: ["coordinating", "sending"] },
  ]);
});

test("the sign-in link is shown for as long as it lasts", async () => {
  const { server, make } = await start();
  const done = location(await make());
  expect((await server.get(done)).body).toContain("/sign-in/link?token=");
  clock.moveTo(new Date(clock.now().getTime() + 15 * 60_000));
  const later = await server.get(done);
  expect(later.statusCode).toBe(200);
  expect(later.body).not.toContain("/sign-in/link?token=");
  expect(later.body).toContain("KALFA_SMTP_URL");
});

test("with a mail server the link goes out as a letter and stands on no page", async () => {
  const sink = await startMailSink();
  const post = openPost(sink.url, "Kalfa <office@kalfa.example>");
  try {
    const { door, server, make } = await start(post);
    const done = await server.get(location(await make()));
    await door.signIn.settled();
    expect(sink.received.map((letter) => letter.to)).toEqual([["petra@office.example"]]);
    expect(done.body).toContain("petra@office.example");
    expect(done.body).not.toContain("token=");
    expect(done.body).not.toContain("KALFA_SMTP_URL");
  } finally {
    post.close();
    await sink.close();
  }
});

test("a choice of language keeps the key, and the form is there in all four", async () => {
  const { server, key, page } = await start();
  expect((await page()).body).toContain(`name="to" value="/set-up?key=${key}"`);
  for (const [language, title] of [
    ["sq", "Krijoni programin e parë"],
    ["sr-Cyrl", "Направите први програм"],
    ["sr-Latn", "Napravite prvi program"],
  ]) {
    const chosen = await server.post("/console/language", {
      language: language!,
      to: `/set-up?key=${key}`,
    });
    const cookies = Object.fromEntries(chosen.cookies.map((c) => [c.name, c.value]));
    expect((await server.get(location(chosen), { cookies })).body).toContain(title);
  }
});
