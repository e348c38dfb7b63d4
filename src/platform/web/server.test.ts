import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { learnerVisitor, signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { html } from "../../ui/html.ts";
import { page, redirect } from "./answer.ts";
import type { Route } from "./route.ts";

const db = await testDatabase();
const routes: Route[] = [
  {
    method: "GET",
    path: "/console/:scheme",
    access: "staff",
    allow: (actor) => actor.memberships.some((m) => m.role === "coordinator"),
    answer: async ({ tx }) => page(html`<h1>${tx.actor.userName}</h1>`),
  },
  {
    method: "POST",
    path: "/console/:scheme",
    access: "staff",
    allow: () => true,
    answer: async ({ tx, form }) => {
      const name = JSON.stringify({ en: form.text("name") });
      await tx.db.updateTable("schemes").set({ name }).execute();
      return redirect(`/console/done/${form.text("name")}`);
    },
  },
  {
    method: "GET",
    path: "/:lang/:scheme/place/result",
    access: "learner",
    answer: async ({ tx }) => page(html`<p>${tx.actor.applicationId}</p>`),
  },
];
const server = await testServer(db, routes);
const scheme = await testScheme(db);

test("a page is shown to a role its policy names, in one round trip before its own work", async () => {
  const as = await signInAs(db, scheme, { role: "coordinator", name: "Ana <b>" });
  await server.get(`/console/${scheme.slug}`, as);
  const queries = await queriesDuring(async () => {
    const reply = await server.get(`/console/${scheme.slug}`, as);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe("<h1>Ana &lt;b&gt;</h1>");
  });
  expect(queries).toBe(2); // the session with its context, and the commit
});

test("what was typed into an address that is led to becomes neither a header nor a failure", async () => {
  const as = await signInAs(db, scheme, { role: "coordinator" });
  const reply = await server.post(`/console/${scheme.slug}`, { name: "x\r\nset-cookie: a=ć" }, as);
  expect(reply.statusCode).toBe(303);
  expect(reply.headers["set-cookie"]).toBeUndefined();
  expect(reply.headers.location).toBe("/console/done/x%0D%0Aset-cookie:%20a=%C4%87");
});

test("another role, another scheme and nobody at all learn nothing", async () => {
  const other = await testScheme(db);
  const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const elsewhere = await signInAs(db, other, { role: "coordinator" });
  expect((await server.get(`/console/${scheme.slug}`, partner)).statusCode).toBe(404);
  for (const as of [elsewhere, undefined]) {
    const reply = await server.get(`/console/${scheme.slug}`, as);
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe(`/sign-in?to=%2Fconsole%2F${scheme.slug}`);
    expect((await server.post(`/console/${scheme.slug}`, { name: "x" }, as)).statusCode).toBe(404);
  }
});

test("a form sent twice does its work once; the same key with another body is refused", async () => {
  const as = await signInAs(db, scheme, { role: "coordinator" });
  const key = "9b2c1d4e-0000-4000-8000-000000000001";
  const url = `/console/${scheme.slug}`;
  const first = await server.post(url, { _key: key, name: "once" }, as);
  await db.sql(`update schemes set name = '{"en":"later"}' where id = $1`, [scheme.id]);
  const second = await server.post(url, { _key: key, name: "once" }, as);
  expect([first.statusCode, second.statusCode]).toEqual([303, 303]);
  expect(second.headers.location).toBe(first.headers.location);
  const [row] = await db.sql("select name from schemes where id = $1", [scheme.id]);
  expect(row?.name).toEqual({ en: "later" });
  expect((await server.post(url, { _key: key, name: "other" }, as)).statusCode).toBe(422);
});

test("a form from somebody else's page is refused before anything is read", async () => {
  const as = await signInAs(db, scheme, { role: "coordinator" });
  for (const headers of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
  ]) {
    const reply = await server.app.inject({
      method: "POST",
      url: `/console/${scheme.slug}`,
      cookies: { ...as.cookies },
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      payload: "name=stolen",
    });
    expect(reply.statusCode).toBe(409);
  }
});

test("a learner's page needs the cookie of that scheme", async () => {
  const url = `/sq/${scheme.slug}/place/result`;
  const mine = await server.get(
    url,
    learnerVisitor(scheme, "11111111-1111-4111-8111-111111111111"),
  );
  expect(mine.body).toBe("<p>11111111-1111-4111-8111-111111111111</p>");
  expect((await server.get(url)).headers.location).toBe(`/sq/${scheme.slug}/place`);
  const foreign = learnerVisitor(await testScheme(db), "11111111-1111-4111-8111-111111111111");
  expect((await server.get(url, foreign)).statusCode).toBe(303);
});
