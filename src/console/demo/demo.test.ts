import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { openSignInTables } from "../../platform/db/sign-in-tables.ts";
import { openSignIn } from "../../platform/sign-in/index.ts";
import type { Route } from "../../platform/web/route.ts";
import { SESSION_COOKIE } from "../../platform/web/server.ts";
import { day } from "../../shared/day.ts";
import { html } from "../../ui/index.ts";
import { consoleShell } from "../shell.ts";
import { demoPages } from "./demo.page.ts";
import { openDemo } from "./demo.ts";
import { demoAbove } from "./demo-bar.ts";

const db = await testDatabase();
const tables = openSignInTables(db.signInUrl);
const signIn = openSignIn({
  tables,
  secret: "a secret of this test, long enough for anybody",
  publicUrl: "http://localhost:4000",
  deliver: async () => {},
  log: { error: () => {} },
});
/** Who has something to do; set by each test. */
let waiting: string[] = [];
// A clock that moves on with every look, so that nothing is answered from memory.
let moment = 0;
const demo = openDemo({
  database: db.database,
  clock: {
    now() {
      moment += 5_000;
      return new Date(Date.UTC(2027, 0, 1) + moment);
    },
  },
  reads: {
    waiting: async (_, seat) => waiting.includes(seat.name),
    learners: async () => [
      {
        name: "Arta Kodra",
        code: "KLF-7M4-2QX",
        birthDate: day("2009-03-12"),
        outcome: () => "Maribor",
      },
    ],
  },
});
const home: Route = {
  method: "GET",
  path: "/console/:scheme",
  access: "staff",
  allow: () => true,
  answer: async (visit) => ({
    ok: true,
    status: 200,
    html: consoleShell(visit, { title: "x", section: "home", body: html`<h1>x</h1>` }),
  }),
};
const routes = [...demoPages(demo, signIn), home];
const server = await testServer(db, routes, { demo: true, above: demoAbove(demo) });
afterAll(() => tables.close());

const scheme = await testScheme(db);
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna Ferri" });
const mirela = await signInAs(db, scheme, {
  role: "country-partner",
  country: "AL",
  name: "Mirela Lleshi",
});
await signInAs(db, scheme, { role: "country-partner", country: "RS", name: "Dragan Mitić" });
const seat = (role: string) => `/demo/${scheme.slug}/${role}`;
const sessions = async () => (await db.sql("select id from auth.session")).length;

test("a role link shows who one would be and changes nothing; its button can be pressed again and again", async () => {
  waiting = ["Anna Ferri"];
  const before = await sessions();
  const page = await server.get(seat("coordinator"));
  expect(page.body).toContain("Continue as Anna Ferri");
  expect(page.cookies).toEqual([]);
  expect(await sessions()).toBe(before);
  for (let i = 0; i < 2; i++) {
    const pressed = await server.post(seat("coordinator"));
    expect(pressed.headers.location).toBe(`/console/${scheme.slug}`);
    const token = pressed.cookies.find((c) => c.name === SESSION_COOKIE)?.value ?? "";
    const entered = await server.get(`/console/${scheme.slug}`, {
      cookies: { [SESSION_COOKIE]: token },
    });
    expect(entered.body).toContain("Anna Ferri");
  }
});

test("the partner who has something to do is offered, in the bar by one button", async () => {
  waiting = ["Anna Ferri", "Dragan Mitić"];
  const bar = (await server.get(`/console/${scheme.slug}`, anna)).body.split("</aside>")[0] ?? "";
  expect(bar).toContain(`action="${seat("country-partner")}" method="post"`);
  expect(bar).toContain(
    'Country partner, Serbia<span class="app-demo__name">: Dragan Mitić</span>',
  );
  expect(bar).not.toContain("Mirela");
  expect(bar).toMatch(/aria-current="true">Coordinator<span class="app-demo__name">: Anna Ferri</);
  expect(bar).toContain("KLF-7M4-2QX");
  expect(bar).toContain("12 Mar 2009");
});

test("a role with nothing to do is not offered, but whoever sits there sees where they are", async () => {
  waiting = [];
  const bar = (await server.get(`/console/${scheme.slug}`, anna)).body.split("</aside>")[0] ?? "";
  expect(bar).toContain('Coordinator<span class="app-demo__name">: Anna Ferri</span>');
  expect(bar).not.toContain("Country partner");
  expect((await demo.scheme(scheme.slug))?.seats.map((one) => one.ready)).toEqual([false, false]);
});

test("changing seats on a run leads back to it, from elsewhere to the first page, never away", async () => {
  waiting = ["Anna Ferri", "Mirela Lleshi"];
  const run = `/console/${scheme.slug}/runs/11111111-1111-4111-8111-111111111111`;
  const to = async (from: string) =>
    (await server.post(seat("country-partner"), { to: from }, mirela)).headers.location;
  expect(await to(run)).toBe(run);
  expect(await to(`/console/${scheme.slug}/outbox`)).toBe(`/console/${scheme.slug}`);
  expect(await to("//evil.example/console/x/runs/1")).toBe(`/console/${scheme.slug}`);
  expect(await to("/console/another/runs/1")).toBe(`/console/${scheme.slug}`);
});

test("learners are played with a code, without a session", async () => {
  const page = await server.get(seat("learner"));
  expect(page.body).toContain("Arta Kodra");
  expect(page.body).toContain(`href="/en/${scheme.slug}/place"`);
  expect((await server.post(seat("learner"))).statusCode).toBe(404);
});

test("outside the demo, off this machine, under a foreign name or for real people there are no seats", async () => {
  const real = await testScheme(db);
  await db.sql("update schemes set invented = false where id = $1", [real.id]);
  await signInAs(db, real, { role: "coordinator" });
  const production = await testServer(db, routes, { demo: false });
  const headers = {
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
  };
  const before = await sessions();
  const replies = [
    await production.post(seat("coordinator")),
    await server.post(`/demo/${real.slug}/coordinator`),
    await server.post(seat("auditor")),
    await server.app.inject({
      method: "POST",
      url: seat("coordinator"),
      remoteAddress: "192.0.2.7",
      headers,
    }),
    await server.app.inject({
      method: "POST",
      url: seat("coordinator"),
      headers: { ...headers, host: "rebound.example:4000" },
    }),
    await server.app.inject({
      method: "POST",
      url: seat("coordinator"),
      headers: { ...headers, "x-forwarded-for": "192.0.2.7" },
    }),
  ];
  expect(replies.map((reply) => reply.statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
  expect(await sessions()).toBe(before);
});
