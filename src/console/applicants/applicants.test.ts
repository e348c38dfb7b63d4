import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { readTable } from "../../platform/files/table.ts";
import { day } from "../../shared/day.ts";
import { registerApplicants } from "../../stages/applications/register-applicants.ts";
import { routes as list } from "./applicants.page.ts";
import { routes as files } from "./applicants-file.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...list, ...files], { clock });
const url = "/console/riverside/applicants";
const coordinator = await signInAs(db, call.scheme, {
  role: "coordinator",
  name: "Ada Coordinator",
});

const register = (...people: Parameters<typeof testEntry>[1][]) =>
  db.database.withTx(
    call.actor,
    async (tx) =>
      need(
        await registerApplicants(
          tx,
          call.callId,
          people.map((given) => testEntry(call, given)),
        ),
      ),
    { purpose: "import" },
  );
const names = (html: string) =>
  [...html.matchAll(/people\/[0-9a-f-]+">([^<]+)<\/a>/g)].map((match) => match[1]);

test("one row and three rows take the same number of round trips", async () => {
  await register({ person: { familyName: "Çela", birthDate: day("2010-05-01") } });
  // begin with session and role, the page with its count, what can be chosen, commit
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(4);
  await register(
    { person: { familyName: "Cela", email: "b@example.org" }, trade: "Welding" },
    {
      person: { familyName: "Dhima", email: "c@example.org" },
      points: { marks: 60, motivation: 40 },
    },
  );
  expect(await queriesDuring(() => server.get(url, coordinator))).toBe(4);
  await register(
    { person: { familyName: "Ђурић", country: "RS", email: null } },
    { person: { familyName: "Duka", email: "d@example.org" }, trade: "=HYPERLINK(1)" },
  );
});

test("names stand in the order of the reader's alphabet", async () => {
  const albanian = await signInAs(db, call.scheme, { role: "coordinator", locale: "sq" });
  const reply = await server.get(url, albanian);
  expect(reply.statusCode).toBe(200);
  // Ç is a letter after C, DH one after D.
  expect(names(reply.body).map((name) => name?.split(",")[0])).toEqual([
    "Cela",
    "Çela",
    "Duka",
    "Dhima",
    "Ђурић",
  ]);
  const english = await server.get(`${url}?sort=-name`, coordinator);
  expect(names(english.body).map((name) => name?.split(",")[0])).toEqual([
    "Ђурић",
    "Duka",
    "Dhima",
    "Çela",
    "Cela",
  ]);
});

test.each([
  ["q=duric", ["Ђурић, Arta"]],
  ["q=%25", []],
  ["q=arta+cela&sort=-name", ["Çela, Arta", "Cela, Arta"]],
  ["country=RS", ["Ђурић, Arta"]],
  ["trade=Welding", ["Cela, Arta"]],
  ["sort=-points&age-to=17&country=AL", ["Dhima, Arta", "Cela, Arta", "Çela, Arta", "Duka, Arta"]],
  ["age-to=16&country=AL", ["Çela, Arta"]],
  ["standing=withdrawn", []],
  ["call=nonsense", []],
  [`school=${call.schools.RS}`, ["Ђурић, Arta"]],
  ["page=9999999&sort=;drop", []],
])("the list narrowed by %s", async (search, expected) => {
  const reply = await server.get(`${url}?${search}`, coordinator);
  expect(reply.statusCode).toBe(200);
  expect(names(reply.body)).toEqual(expected);
});

test("filters stay in every link of the page and can be taken off one by one", async () => {
  const reply = await server.get(`${url}?country=AL&q=cela&sort=-points`, coordinator);
  expect(reply.body).toContain(`href="${url}.csv?q=cela&amp;country=AL&amp;sort=-points"`);
  expect(reply.body).toContain(`href="${url}?country=AL&amp;sort=-points"`);
  expect(reply.body).toContain('<option value="AL" selected>');
  expect(reply.body).toContain('aria-sort="descending"');
});

test("a country partner sees the own country, everywhere; a stranger sees nothing", async () => {
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
  const reply = await server.get(`${url}?country=AL`, partner);
  expect(names(reply.body)).toEqual([]);
  const whole = await server.get(url, partner);
  expect(names(whole.body)).toEqual(["Ђурић, Arta"]);
  expect(whole.body).not.toContain("Welding");
  expect((await server.get(`${url}.csv`, partner)).body.trim().split("\n")).toHaveLength(2);
  const other = await testCall(db, "hillside");
  const stranger = await signInAs(db, other.scheme, { role: "coordinator" });
  expect((await server.get(url, stranger)).statusCode).toBe(303);
  expect((await server.get(url)).headers.location).toMatch(/^\/sign-in/);
});

test("the file holds what was filtered, as text that no spreadsheet runs", async () => {
  const reply = await server.get(`${url}.csv?country=AL&sort=name`, coordinator);
  expect(reply.headers["content-disposition"]).toContain("applicants.csv");
  expect(reply.body).toContain("'=HYPERLINK(1)");
  const table = await readTable(Buffer.from(reply.body));
  const rows = table.ok ? table.value : { header: [], rows: [] };
  expect(rows.header.slice(0, 3)).toEqual(["Family name", "Given names", "Birth date"]);
  expect(rows.rows).toHaveLength(4);
  const [first] = rows.rows;
  expect(first?.cells).toContain("AL-1 AL-2");
  expect(reply.body).not.toMatch(/fewer|opportunit/i);
  const auditor = await signInAs(db, call.scheme, { role: "auditor" });
  expect((await server.get(`${url}.csv`, auditor)).statusCode).toBe(404);
});

test("what people typed is shown, never run", async () => {
  await register({
    person: { familyName: "<script>alert(1)</script>", email: "x@example.org" },
    trade: '"><img src=x>',
  });
  const reply = await server.get(`${url}?q="><b>`, coordinator);
  expect(reply.body).not.toContain("<b>");
  const all = await server.get(url, coordinator);
  expect(all.body).not.toContain("<script>alert");
  expect(all.body).not.toContain("<img");
  expect(server.errors).toEqual([]);
});
