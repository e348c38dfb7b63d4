/** What somebody with bad intentions tries first, each against the real pages. */
import { afterAll, expect, test } from "vitest";
import { routes as consoleRoutes } from "../../src/console/index.ts";
import { LEARNER_COOKIE, sealLearner } from "../../src/platform/web/learner-cookie.ts";
import { routes as portalRoutes } from "../../src/portal/index.ts";
import { registerApplicant } from "../../src/stages/applications/register-applicant.ts";
import { need, testCall, testEntry } from "../support/call.ts";
import { testDatabase } from "../support/database.ts";
import { learnerVisitor, signInAs, TEST_SECRET, testServer } from "../support/server.ts";

const db = await testDatabase();
const call = await testCall(db);
const { scheme } = call;
const server = await testServer(db, [...portalRoutes, ...consoleRoutes]);
afterAll(() => expect(server.errors).toEqual([]));
const made = await db.database.withTx(
  call.actor,
  async (tx) => need(await registerApplicant(tx, { callId: call.callId, ...testEntry(call) })),
  { purpose: "import" },
);
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const root = `/console/${scheme.slug}`;

const asked = (url: string, address: string, fields: Record<string, string>) =>
  server.app.inject({
    method: "POST",
    url,
    remoteAddress: address,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    },
    payload: new URLSearchParams(fields).toString(),
  });

test("guesses sent at the same moment count as one after the other", async () => {
  const guess = (at: number) =>
    asked(`/en/${scheme.slug}/place`, "192.0.2.7", {
      code: made.code,
      "birth-day": String(1 + (at % 28)),
      "birth-month": "1",
      "birth-year": "2008",
    });
  const replies = await Promise.all(Array.from({ length: 24 }, (_, at) => guess(at)));
  // The fifth wrong try is already answered "too many".
  expect(replies.filter((reply) => reply.statusCode === 422)).toHaveLength(4);
  expect(replies.filter((reply) => reply.statusCode === 429)).toHaveLength(20);
});

test("a household with a whole IPv6 network has five tries, not five for each address", async () => {
  const statuses: number[] = [];
  for (let at = 1; at <= 6; at += 1) {
    const reply = await asked(`/en/${scheme.slug}/place`, `2001:db8:1:2::${at}`, {
      code: made.code,
      "birth-day": "1",
      "birth-month": "1",
      "birth-year": "2008",
    });
    statuses.push(reply.statusCode);
  }
  expect(statuses).toEqual([422, 422, 422, 422, 429, 429]);
  const neighbour = await asked(`/en/${scheme.slug}/place`, "2001:db8:1:3::1", {
    code: made.code,
    "birth-day": "1",
    "birth-month": "1",
    "birth-year": "2008",
  });
  expect(neighbour.statusCode).toBe(422);
});

test("a form in parts is refused by its size before anybody is let in", async () => {
  const parts = (field: string) =>
    `--x\r\ncontent-disposition: form-data; ${field}\r\n\r\n${"a".repeat(40_000)}\r\n`;
  const whole = `${parts('name="one"')}${parts('name="two"; filename="two.csv"')}--x--\r\n`;
  for (const url of [`/en/${scheme.slug}/place`, `${root}/settings/people`]) {
    const reply = await server.app.inject({
      method: "POST",
      url,
      headers: {
        "content-type": "multipart/form-data; boundary=x",
        "sec-fetch-site": "same-origin",
      },
      payload: whole,
    });
    expect([url, reply.statusCode]).toEqual([url, 413]);
  }
});

test("nothing in an address becomes a header of its own or leads away", async () => {
  for (const slug of ["x%0d%0aset-cookie:a=b", "%E2%80%A8", "../../x"]) {
    const reply = await server.get(`/console/${slug}/board`, coordinator);
    expect(reply.headers["set-cookie"]).toBeUndefined();
    expect(reply.statusCode).toBeLessThan(500);
    const location = String(reply.headers.location ?? "/");
    expect(location).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
  }
});

test("a learner's cookie opens one application of one scheme until its time, unforged", async () => {
  const other = await testCall(db, "elsewhere");
  const now = new Date();
  const result = (slug: string, cookie: string) =>
    server.get(`/en/${slug}/place/result`, { cookies: { [LEARNER_COOKIE]: cookie } });
  const actor = {
    kind: "learner",
    schemeId: scheme.id,
    applicationId: made.applicationId,
  } as const;
  const good = sealLearner(TEST_SECRET, actor, now);
  expect((await result(scheme.slug, good)).statusCode).toBe(200);
  expect((await result(other.scheme.slug, good)).statusCode).toBe(303);
  const [body, mac] = good.split(".") as [string, string];
  const late = sealLearner(TEST_SECRET, actor, new Date(now.getTime() - 3 * 3_600_000));
  const abroad = sealLearner(TEST_SECRET, { ...actor, schemeId: other.scheme.id }, now);
  const another = sealLearner("another secret", actor, now);
  for (const forged of [
    late,
    another,
    body,
    `${body}.`,
    `.${mac}`,
    `${body}x.${mac}`,
    "a.b",
    ".",
    "%",
  ]) {
    expect((await result(scheme.slug, forged)).statusCode, forged).toBe(303);
  }
  // A sealed cookie of a scheme with an application that is not of that scheme opens nothing.
  expect((await result(other.scheme.slug, abroad)).statusCode).toBe(404);
});

const NAUGHTY = [
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "'; drop table persons; --",
  "{{7*7}} #{7*7} <%= 7*7 %>",
  "=1+1",
  "@SUM(A1)",
  "+381 (0)11",
  "-2+3",
  "Ž̸̢͇a̶l̴g̷o̷",
  "\u202Eevil\u202C",
  "Ђорђе Њ. Љубић",
  "O’Neill-Çelik Ë",
  "&lt;b&gt;&amp;",
  "\\x00 %00 %s %d",
  "👩🏽‍🍳 🇦🇱",
  "javascript:alert(1)",
  "a\tb",
];

test("names that look like markup, formulas or commands stay names everywhere", async () => {
  const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const header = "given names,family name,birth date,country,school,trade,motivation,marks,wishes";
  const rows = NAUGHTY.map(
    (text, at) =>
      `${csv(text)},${csv(`${text} F`)},2009-01-${String(at + 1).padStart(2, "0")},AL,Shkolla Profesionale,${csv("Cooking")},10,20,AL-1`,
  );
  const brought = await server.post(
    `${root}/imports`,
    { kind: "applicants", callId: call.callId, paste: `${header}\n${rows.join("\n")}\n` },
    coordinator,
  );
  expect([brought.statusCode, brought.statusCode === 303 ? "" : brought.body]).toEqual([303, ""]);
  const at = String(brought.headers.location);
  const shown = await server.get(at, coordinator);
  const columns = Object.fromEntries(
    [...shown.body.matchAll(/<select[^>]*name="(column-\d+)"[\s\S]*?<\/select>/g)].map(
      ([all, name]) => [name!, /<option value="([^"]*)" selected/.exec(all)?.[1] ?? ""],
    ),
  );
  expect((await server.post(`${at}/columns`, columns, coordinator)).statusCode).toBe(303);
  const checked = await server.get(at, coordinator);
  expect((await server.post(`${at}/confirmation`, {}, coordinator)).statusCode, checked.body).toBe(
    303,
  );

  const pages = [
    await server.get(`${root}/applicants?call=${call.callId}`, coordinator),
    checked,
    shown,
  ];
  const kept = await db.sql<{
    id: string;
    given: string;
    code: string;
    birth: string;
    application: string;
  }>(
    `select p.id, p.given_names as given, a.code, p.birth_date as birth, a.id as application
     from persons p join applications a on a.person_id = p.id where family_name like '% F'`,
  );
  expect(kept).toHaveLength(NAUGHTY.length);
  for (const person of kept) {
    const found = await server.get(
      `${root}/applicants?q=${encodeURIComponent(person.given)}`,
      coordinator,
    );
    expect([person.given, found.body.includes(person.id)]).toEqual([person.given, true]);
    pages.push(found, await server.get(`${root}/people/${person.id}`, coordinator));
    pages.push(
      await server.get(
        `/sq/${scheme.slug}/place/result`,
        learnerVisitor(scheme, person.application),
      ),
    );
  }
  for (const page of pages) {
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/<script>alert|<img src=x|<b>&/);
    expect(page.body).not.toMatch(/href="\s*javascript:/i);
  }
  const file = await server.get(`${root}/applicants.csv`, coordinator);
  expect(file.statusCode).toBe(200);
  // A spreadsheet would run a cell that begins like this; after an empty last one the line ends.
  const runs = /(^|[\n,;])"?([=@+\-\t](?!\d{4}-)|\r(?!\n))/m;
  for (const bad of ["a,=1", '\n"+1', ";@A", "-2+3", ",\ta", ",\ra"]) expect(bad).toMatch(runs);
  expect(file.body.replace(/^\ufeff/, "")).not.toMatch(runs);
});
