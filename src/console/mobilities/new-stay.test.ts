/** The form by which an office writes down one stay of staff. */
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { addLine } from "../../stages/schemes/add-line.ts";
import { routes } from "../index.ts";

const clock = { now: () => new Date("2027-03-01T09:00:00Z") };
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const partner = await signInAs(db, scheme, {
  role: "country-partner",
  country: "AL",
  name: "Mira",
});
const auditor = await signInAs(db, scheme, { role: "auditor", name: "Claire" });
const server = await testServer(db, routes, { clock });
const lineId = await db.database.withTx(s.coordinator, async (tx) =>
  must(
    await addLine(tx, {
      code: "job-shadowing",
      name: { en: "Job shadowing" },
      audience: "staff",
      activity: "job-shadowing",
      target: 5,
    }),
  ),
);
const path = `/console/${s.slug}/stays/new`;
const days = (name: string, day: string, month: string, year: string) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});
const FIELDS = {
  givenNames: "Vjosa",
  familyName: "Marku",
  ...days("birthDate", "3", "2", "1985"),
  lineId,
  sendingOrganisationId: s.schools.AL,
  hostingOrganisationId: s.hosts.bologna,
  ...days("starts", "3", "5", "2027"),
  ...days("ends", "7", "5", "2027"),
  mode: "physical",
  post: "Teacher of carpentry",
  employment: "permanent",
  ...days("since", "1", "9", "2015"),
  paper: "Contract 12/2015",
};
const stays = async () =>
  (await db.sql<{ n: number }>("select count(*)::int as n from mobilities"))[0]?.n;

test("a stay is written down once, however often the button is pressed, and its page opens", async () => {
  expect((await server.get(path, partner)).statusCode).toBe(200);
  const body = { ...FIELDS, _key: "11111111-1111-4111-8111-111111111111" };
  const first = await server.post(path, body, partner);
  expect(first.statusCode).toBe(303);
  const again = await server.post(path, body, partner);
  expect(again.headers.location).toBe(first.headers.location);
  expect(await stays()).toBe(1);
  const shown = await server.get(String(first.headers.location), partner);
  expect(shown.body).toContain("Vjosa Marku");
});

test("a refused form names every problem, keeps what was typed and asks who is meant", async () => {
  const reply = await server.post(
    path,
    { ...FIELDS, lineId: "", "starts-month": "", paper: "" },
    partner,
  );
  expect(reply.statusCode).toBe(422);
  for (const id of ["#personId", "#lineId", "#starts-day", "#paper"]) {
    expect(reply.body).toContain(`href="${id}"`);
  }
  expect(reply.body).toContain('value="Teacher of carpentry"');
  expect(reply.body).toContain("None of them, somebody else of this name");
  expect(await stays()).toBe(1);
});

test("who is here is found and chosen; whoever only reads has no form", async () => {
  const [person] = await db.sql<{ id: string }>(
    "select id from persons where family_name = 'Marku'",
  );
  const found = await server.get(`${path}?q=marku`, partner);
  expect(found.body).toContain(`${path}?person=${person?.id}`);
  const chosen = await server.get(`${path}?person=${person?.id}`, partner);
  expect(chosen.body).toContain("Written down already");
  expect(chosen.body).not.toContain('name="givenNames"');
  expect((await server.get(path, auditor)).statusCode).not.toBe(200);
});
