/** What a form's key remembers: where to lead somebody again, and no secret that stands in an address. */
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { testScheme, testServer } from "../../../tests/support/server.ts";
import { redirect } from "./answer.ts";
import type { Route } from "./route.ts";

const db = await testDatabase();
const SECRET = "5ec4e75ec4e75ec4e75ec4e75ec4e75e";
const routes: Route[] = [
  {
    method: "POST",
    path: "/:lang/:scheme/sign/:secret",
    access: "public",
    answer: async ({ path, form }) => redirect(`${path}${form.text("to")}`),
  },
];
const server = await testServer(db, routes);
const scheme = await testScheme(db);

test.each([
  ["the same page", "", "000000000001"],
  ["the same page with a note of what was saved", "?saved", "000000000002"],
  ["another part of it", "#stays", "000000000003"],
  ["a page below it", "/paper", "000000000004"],
])("a link's secret is not written down by a form that leads to %s", async (_, to, end) => {
  const url = `/en/${scheme.slug}/sign/${SECRET}`;
  const fields = { _key: `9b2c1d4e-0000-4000-8000-${end}`, to };
  const first = await server.post(url, fields);
  const again = await server.post(url, fields);
  expect([first.statusCode, again.statusCode]).toEqual([303, 303]);
  expect(first.headers.location).toBe(`${url}${to}`);
  expect(again.headers.location).toBe(`${url}${to}`);
  const kept = await db.sql("select * from idempotency_keys where key = $1", [fields._key]);
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain(SECRET);
});
