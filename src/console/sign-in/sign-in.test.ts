import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testScheme, testServer, type Visitor } from "../../../tests/support/server.ts";
import { type MailSink, startMailSink } from "../../../tests/support/smtp.ts";
import { openSignInTables } from "../../platform/db/sign-in-tables.ts";
import { openPost, type Post } from "../../platform/mail/index.ts";
import { openSignIn, type SignIn } from "../../platform/sign-in/index.ts";
import type { Route } from "../../platform/web/route.ts";
import { SESSION_COOKIE } from "../../platform/web/server.ts";
import { html } from "../../ui/index.ts";
import { deliverLink } from "./deliver-link.ts";
import { linkPages } from "./link.page.ts";
import { sessionPages } from "./session.page.ts";
import { signInPages } from "./sign-in.page.ts";

const PUBLIC = "https://kalfa.example";
const db = await testDatabase();
const scheme = await testScheme(db);
const staff = await signInAs(db, scheme, {
  role: "coordinator",
  name: "Љубица Марић",
  email: "ljubica@office.example",
});
const tables = openSignInTables(db.signInUrl);
const problems: object[] = [];
let sink: MailSink;
let post: Post;
const signIn: SignIn = openSignIn({
  tables,
  secret: "a secret of this test, long enough for anybody",
  publicUrl: PUBLIC,
  deliver: (letter) => deliverLink({ database: db.database, post, demo: false })(letter),
  log: { error: (fields) => problems.push(fields) },
});
const home: Route = {
  method: "GET",
  path: "/console/:scheme",
  access: "staff",
  allow: () => true,
  answer: async ({ tx }) => ({ ok: true, status: 200, html: html`${tx.actor.userName}` }),
};
const server = await testServer(
  db,
  [...signInPages(signIn), ...linkPages(signIn), ...sessionPages(signIn), home],
  { publicUrl: PUBLIC },
);

beforeAll(async () => {
  sink = await startMailSink();
  post = openPost(sink.url, "Kalfa <office@kalfa.example>");
});
afterAll(async () => {
  await signIn.settled();
  post.close();
  await sink.close();
  await tables.close();
});
beforeEach(async () => {
  sink.received.length = 0;
  await db.sql("delete from auth.attempts");
});

/** Asks for a link as a person would and reads it from the letter that arrived. */
async function linkFor(email: string, to = ""): Promise<URL> {
  await server.post("/sign-in", { email, to });
  await signIn.settled();
  const source = sink.received.at(-1)?.source ?? "";
  const text = /base64/.test(source)
    ? Buffer.from(source.split("\r\n\r\n")[1] ?? "", "base64").toString()
    : source.replace(/=\r\n/g, "").replaceAll("=3D", "=");
  const found = /https:\/\/kalfa\.example\/sign-in\/link\S+/.exec(text)?.[0];
  if (!found) throw new Error(`no link in: ${text}`);
  return new URL(found);
}
const use = (link: URL) =>
  server.post("/sign-in/link", {
    token: link.searchParams.get("token") ?? "",
    to: link.searchParams.get("to") ?? "",
  });
const holder = (reply: Awaited<ReturnType<typeof use>>): Visitor => ({
  cookies: {
    [SESSION_COOKIE]: reply.cookies.find((c) => c.name === SESSION_COOKIE)?.value ?? "",
  },
});

test("a person with a role is sent a link, presses its button and works", async () => {
  const link = await linkFor("Ljubica@Office.example", `/console/${scheme.slug}`);
  expect(sink.received.map((letter) => letter.to)).toEqual([["ljubica@office.example"]]);
  const entered = await use(link);
  expect(entered.headers.location).toBe(`/console/${scheme.slug}`);
  const cookie = entered.cookies.find((c) => c.name === SESSION_COOKIE);
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  const page = await server.get(`/console/${scheme.slug}`, holder(entered));
  expect(page.body).toBe("Љубица Марић");
});

test("opening the link any number of times signs nobody in and leaves it usable", async () => {
  const link = await linkFor("ljubica@office.example");
  const before = await db.sql("select count(*)::int as n from auth.session");
  for (let i = 0; i < 3; i++) {
    const opened = await server.get(link.pathname + link.search);
    expect(opened.statusCode).toBe(200);
    expect(opened.cookies).toEqual([]);
    expect(opened.headers["cache-control"]).toBe("no-store");
  }
  expect(await db.sql("select count(*)::int as n from auth.session")).toEqual(before);
  expect((await use(link)).headers.location).toBe("/console");
});

test("a link works once, also when two press at the same moment", async () => {
  const link = await linkFor("ljubica@office.example");
  const both = await Promise.all([use(link), use(link)]);
  expect(both.map((reply) => reply.headers.location).sort()).toEqual(["/console", "/sign-in/over"]);
  expect((await use(link)).headers.location).toBe("/sign-in/over");
});

test("after 15 minutes a link is over", async () => {
  const link = await linkFor("ljubica@office.example");
  const [row] = await db.sql<{ minutes: number }>(
    `select extract(epoch from "expiresAt" - now()) / 60 as minutes from auth.verification`,
  );
  expect(Number(row?.minutes)).toBeGreaterThan(14.5);
  expect(Number(row?.minutes)).toBeLessThanOrEqual(15);
  await db.sql(`update auth.verification set "expiresAt" = now() - interval '1 second'`);
  const reply = await use(link);
  expect(reply.headers.location).toBe("/sign-in/over");
  expect(reply.cookies).toEqual([]);
});

test("the link's secret lies nowhere: not with sign-in, not in the outbox", async () => {
  const token = (await linkFor("ljubica@office.example")).searchParams.get("token") ?? "";
  expect(token).toHaveLength(32);
  const kept = await db.sql(
    `select (select string_agg(v::text, '') from auth.verification v)
       || (select string_agg(m::text, '') from mail_messages m)
       || coalesce((select string_agg(j::text, '') from graphile_worker._private_jobs j), '') as text`,
  );
  expect(String(kept[0]?.text)).toContain("ljubica@office.example");
  expect(String(kept[0]?.text)).not.toContain(token);
  const [letter] = await db.sql("select state, template from mail_messages limit 1");
  expect(letter).toEqual({ state: "sent", template: "sign-in.mail-link" });
});

test("an unknown address, one whose role ended and one with a role get the same answer", async () => {
  const gone = await signInAs(db, scheme, { role: "auditor", email: "gone@office.example" });
  await db.sql("update memberships set ended_at = now() where user_id = $1", [gone.userId]);
  const replies: object[] = [];
  const costs = [];
  for (const email of ["nobody@office.example", "gone@office.example", "ljubica@office.example"]) {
    costs.push(
      await queriesDuring(async () => {
        const { statusCode, headers, body } = await server.post("/sign-in", { email });
        replies.push({ statusCode, location: headers.location, body });
      }),
    );
    await signIn.settled();
  }
  expect(replies[1]).toEqual(replies[0]);
  expect(replies[2]).toEqual(replies[0]);
  expect(costs).toEqual([costs[0], costs[0], costs[0]]);
  expect(sink.received.map((letter) => letter.to)).toEqual([["ljubica@office.example"]]);
});

test("what is not an address comes back with the reason and what was typed", async () => {
  const reply = await server.post("/sign-in", { email: "ljubica" });
  expect(reply.statusCode).toBe(422);
  expect(reply.body).toContain('value="ljubica"');
  expect(reply.body).toContain("Write an e-mail address like name@example.org.");
});

test("one client is stopped after 20 requests and told so; others go on", async () => {
  for (let i = 0; i < 20; i++) {
    const reply = await server.post("/sign-in", { email: `somebody${i}@office.example` });
    expect(reply.statusCode).toBe(303);
  }
  const stopped = await server.post("/sign-in", { email: "somebody@office.example" });
  expect(stopped.statusCode).toBe(429);
  expect(stopped.body).toContain("Wait 15 minutes");
  const elsewhere = await server.app.inject({
    method: "POST",
    url: "/sign-in",
    remoteAddress: "192.0.2.7",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    },
    payload: "email=somebody%40office.example",
  });
  expect(elsewhere.statusCode).toBe(303);
});

test("a rival who asks for somebody's links fills their mailbox with five, and locks nobody out", async () => {
  const first = await linkFor("ljubica@office.example");
  for (let i = 0; i < 8; i++) await server.post("/sign-in", { email: "ljubica@office.example" });
  await signIn.settled();
  expect(sink.received).toHaveLength(5);
  expect((await use(first)).headers.location).toBe("/console");
});

test("a link that leads elsewhere afterwards leads to the console", async () => {
  const link = await linkFor("ljubica@office.example", "https://evil.example/");
  expect(link.searchParams.get("to")).toBeNull();
  link.searchParams.set("to", "//evil.example/console/x");
  expect((await use(link)).headers.location).toBe("/console");
});

test("with one scheme the console opens it, with several one chooses, with none one signs in", async () => {
  expect((await server.get("/console", staff)).headers.location).toBe(`/console/${scheme.slug}`);
  expect((await server.get("/console")).headers.location).toBe("/sign-in");
  const other = await testScheme(db);
  const both = await signInAs(db, scheme, { role: "auditor" });
  await db.sql(
    `insert into memberships (id, scheme_id, user_id, person_name, email, role, created_at)
     values (gen_random_uuid(), $1, $2, 'x', 'x@y.example', 'coordinator', now())`,
    [other.id, both.userId],
  );
  const page = await server.get("/console", both);
  expect(page.body).toContain(`href="/console/${scheme.slug}"`);
  expect(page.body).toContain(`href="/console/${other.slug}"`);
});

test("signing out ends the session itself, not only the browser's memory of it", async () => {
  const entered = holder(await use(await linkFor("ljubica@office.example")));
  expect((await server.get(`/console/${scheme.slug}`, entered)).statusCode).toBe(200);
  const left = await server.post("/sign-out", {}, entered);
  expect(left.cookies.find((c) => c.name === SESSION_COOKIE)?.value).toBe("");
  expect((await server.get(`/console/${scheme.slug}`, entered)).statusCode).toBe(303);
});

test("a session ends after two idle hours or twelve in all, and use keeps it awake", async () => {
  const entered = holder(await use(await linkFor("ljubica@office.example")));
  const token = entered.cookies[SESSION_COOKIE];
  const set = (column: string, back: string) =>
    db.sql(`update auth.session set "${column}" = now() + $2::interval where token = $1`, [
      token,
      back,
    ]);
  const status = async () => (await server.get(`/console/${scheme.slug}`, entered)).statusCode;
  const [session] = await db.sql<{ hours: number }>(
    `select extract(epoch from "expiresAt" - now()) / 3600 as hours from auth.session where token = $1`,
    [token],
  );
  expect(Math.round(Number(session?.hours))).toBe(12);
  await set("updatedAt", "-119 minutes");
  expect(await status()).toBe(200); // and says that it is in use
  const [touched] = await db.sql(
    `select "updatedAt" > now() - interval '1 minute' as awake from auth.session where token = $1`,
    [token],
  );
  expect(touched?.awake).toBe(true);
  await set("updatedAt", "-121 minutes");
  expect(await status()).toBe(303);
  await set("updatedAt", "0 minutes");
  await set("expiresAt", "-1 second");
  expect(await status()).toBe(303);
});

test("a removed role is refused with the next request", async () => {
  const partner = await signInAs(db, scheme, { role: "auditor" });
  expect((await server.get(`/console/${scheme.slug}`, partner)).statusCode).toBe(200);
  await db.sql("update memberships set ended_at = now() where user_id = $1", [partner.userId]);
  expect((await server.get(`/console/${scheme.slug}`, partner)).statusCode).toBe(303);
});

test("the language of the console is kept by a POST, for a known language, and leads back", async () => {
  const reply = await server.post("/console/language", { language: "sq", to: "/sign-in" });
  expect(reply.headers.location).toBe("/sign-in");
  const cookies = Object.fromEntries(reply.cookies.map((c) => [c.name, c.value]));
  const page = await server.get("/sign-in", { cookies });
  expect(page.body).toContain('lang="sq"');
  expect(page.body).toContain("Adresa e e-mailit");
  expect((await server.post("/console/language", { language: "xx" })).statusCode).toBe(404);
});

test("sign-in's tables are closed to the application, and everything else to sign-in", async () => {
  const allowed = await db.sql<{ role: string; name: string }>(
    `select r.role, c.oid::regclass::text as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       cross join (values ('app'), ('sign_in')) r (role)
     where c.relkind in ('r', 'p') and n.nspname in ('auth', 'public', 'ref')
       and has_schema_privilege(r.role, n.oid, 'usage')
       and has_table_privilege(r.role, c.oid, 'select,insert,update,delete')
       and ((r.role = 'app') = (n.nspname = 'auth'))`,
  );
  expect(allowed.map((row) => row.name).sort()).toEqual([]);
});

test("an administrator at the machine can be given a link by hand", async () => {
  const link = await signIn.makeLink("ljubica@office.example");
  expect((await use(new URL(link ?? ""))).headers.location).toBe("/console");
  expect(await signIn.makeLink("nobody@office.example")).toBeNull();
  expect(sink.received).toEqual([]);
});

test("nothing went wrong unnoticed", () => {
  expect(problems).toEqual([]);
  expect(server.errors).toEqual([]);
});
