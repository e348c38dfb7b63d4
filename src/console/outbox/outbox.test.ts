import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import {
  signInAs,
  type TestScheme,
  testScheme,
  testServer,
} from "../../../tests/support/server.ts";
import { routes } from "./outbox.page.ts";

const db = await testDatabase();
const server = await testServer(db, routes);
const demo = await testServer(db, routes, { demo: true });

async function message(scheme: TestScheme, over: Record<string, unknown> = {}): Promise<string> {
  const row = {
    to_address: "arta@school.example",
    locale: "sq",
    subject: "Vendi yt në Bolonjë",
    body: "Përshëndetje <Arta>,\n\nlexo:\nhttp://localhost:4000/sq/x/place\n\nMirupafshim",
    state: "kept",
    at: "2027-02-01T10:00:00Z",
    ...over,
  };
  const [made] = await db.sql<{ id: string }>(
    `insert into mail_messages
       (id, scheme_id, to_address, locale, template, subject, body, state, created_at)
     values (gen_random_uuid(), $1, $2, $3, 'test.mail', $4, $5, $6, $7) returning id`,
    [scheme.id, row.to_address, row.locale, row.subject, row.body, row.state, row.at],
  );
  return String(made?.id);
}

test("a letter can be read as it was written, markup and all", async () => {
  const scheme = await testScheme(db);
  const as = await signInAs(db, scheme, { role: "coordinator" });
  const id = await message(scheme);
  const url = `/console/${scheme.slug}/outbox/${id}`;
  const page = await server.get(url, as);
  expect(page.body).toContain("Përshëndetje &lt;Arta&gt;,");
  expect(page.body).toContain('<h1 class="govuk-heading-l" lang="sq">Vendi yt në Bolonjë</h1>');
  expect(page.body).not.toContain('<a class="govuk-link" href="http://localhost:4000/sq/x/place"');
  // Only the demo lets its links be followed: there the outbox stands in for the mailbox.
  expect((await demo.get(url, as)).body).toContain(
    '<a class="govuk-link" href="http://localhost:4000/sq/x/place"',
  );
});

test("the list is filtered by state, newest first, in pages", async () => {
  const scheme = await testScheme(db);
  const as = await signInAs(db, scheme, { role: "coordinator" });
  for (let i = 10; i < 40; i++) {
    await message(scheme, { subject: `Letter ${i}`, at: `2027-02-01T10:${i}:00Z` });
  }
  await message(scheme, { subject: "Broken", state: "failed", at: "2027-01-01T10:00:00Z" });
  const url = `/console/${scheme.slug}/outbox`;
  const subjects = async (query: string) =>
    [...(await server.get(url + query, as)).body.matchAll(/outbox\/[0-9a-f-]{36}">([^<]+)</g)].map(
      (found) => found[1],
    );
  expect(await subjects("")).toEqual(Array.from({ length: 25 }, (_, i) => `Letter ${39 - i}`));
  expect(await subjects("?page=2")).toEqual([
    "Letter 14",
    "Letter 13",
    "Letter 12",
    "Letter 11",
    "Letter 10",
    "Broken",
  ]);
  expect(await subjects("?state=failed")).toEqual(["Broken"]);
  expect(await subjects("?state=sent")).toEqual([]);
  expect(await subjects("?state=nonsense&page=-3")).toHaveLength(25);
});

test("letters of another scheme, made-up ids and other roles find nothing", async () => {
  const scheme = await testScheme(db);
  const other = await testScheme(db);
  const as = await signInAs(db, scheme, { role: "coordinator" });
  const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const theirs = await message(other);
  const ours = await message(scheme);
  const at = (id: string) => `/console/${scheme.slug}/outbox/${id}`;
  expect((await server.get(at(ours), as)).statusCode).toBe(200);
  for (const [id, visitor] of [
    [theirs, as],
    ["11111111-1111-4111-8111-111111111111", as],
    ["x", as],
    [ours, partner],
  ] as const) {
    expect((await server.get(at(id), visitor)).statusCode).toBe(404);
  }
});

test("the list takes the same number of statements with one letter and with three", async () => {
  const scheme = await testScheme(db);
  const as = await signInAs(db, scheme, { role: "coordinator" });
  const url = `/console/${scheme.slug}/outbox`;
  await message(scheme);
  const one = await queriesDuring(() => server.get(url, as));
  await message(scheme);
  await message(scheme);
  expect([one, await queriesDuring(() => server.get(url, as))]).toEqual([4, 4]);
});
