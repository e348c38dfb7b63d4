import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { LOCALE_COOKIE } from "../../platform/web/server.ts";
import { routes as office } from "./office.page.ts";
import { routes as organisation } from "./organisation.page.ts";

const db = await testDatabase();
const s = await smallScheme(db.database);
const server = await testServer(db, [...office, ...organisation]);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator" });
const mirela = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, scheme, { role: "auditor" });
const url = (id: string) => `/console/${s.slug}/offices/${id}`;
const URA = url(s.senders.AL);
const right = {
  street: "Rruga e Shembullit 4",
  postcode: "1001",
  landline: "+355 4 000 0040",
  firstDay: "1",
  lastDay: "5",
  opens: "9",
  closes: "15:00",
};
const rowOf = async () =>
  (
    await db.sql(
      "select street, postcode, landline, office_hours from organisations where id = $1",
      [s.senders.AL],
    )
  )[0];

test("a country partner says where its office is; history keeps which facts, not their words", async () => {
  const before = await server.get(`/console/${s.slug}/organisations/${s.senders.AL}`, mirela);
  expect(before.body).toContain("Nobody has written it down yet");
  expect(before.body).toContain(`href="${URA}"`);
  expect((await server.get(URA, mirela)).body).toContain("Where to find: Ura");
  const sent = await server.post(URA, right, mirela);
  expect(sent.headers.location).toBe(`/console/${s.slug}/organisations/${s.senders.AL}?changed`);
  expect(await rowOf()).toEqual({
    street: "Rruga e Shembullit 4",
    postcode: "1001",
    landline: "+355 4 000 0040",
    office_hours: { firstDay: 1, lastDay: 5, opens: "09:00", closes: "15:00" },
  });
  const events = () =>
    db.sql("select actor_id as who, data from event_log where subject_id = $1 and name = $2", [
      s.senders.AL,
      "organisation.changed",
    ]);
  const fields = ["street", "postcode", "landline", "hours"];
  expect(await events()).toEqual([{ who: mirela.userId, data: { fields } }]);
  // The same again says nothing new.
  expect((await server.post(URA, right, mirela)).statusCode).toBe(303);
  expect(await events()).toHaveLength(1);
  const shown = await server.get(URA, mirela);
  expect(shown.body).toContain('value="09:00"');
  expect(shown.body).toMatch(/<option value="5" selected[^>]*>Friday/);
});

test("all that is wrong is said at once at its field, and what was typed is kept", async () => {
  const wrong = { street: "", postcode: "1001", landline: "04 12", firstDay: "9", opens: "25" };
  const reply = await server.post(URA, wrong, mirela);
  expect(reply.statusCode).toBe(422);
  for (const field of ["street", "landline", "firstDay", "lastDay", "opens", "closes"]) {
    expect(reply.body, field).toContain(`href="#${field}"`);
  }
  expect(reply.body).toContain('value="04 12"');
  expect((await rowOf())?.street).toBe("Rruga e Shembullit 4");
  const serbian = { cookies: { ...mirela.cookies, [LOCALE_COOKIE]: "sr-Cyrl" } };
  expect((await server.get(URA, serbian)).body).toContain("Где се налази: Ura");
});

test("another country's office, a school and a stranger's id are not there", async () => {
  for (const id of [s.senders.RS, s.hosts.bologna, s.schools.AL, "nothing"]) {
    expect((await server.get(url(id), mirela)).statusCode, id).toBe(404);
    expect((await server.post(url(id), right, mirela)).statusCode, id).toBe(404);
  }
  expect((await server.get(url(s.hosts.bologna), anna)).statusCode).toBe(200);
  expect((await server.get(url(s.schools.AL), anna)).statusCode).toBe(404);
  expect((await server.get(URA, auditor)).statusCode).toBe(404);
  expect((await server.post(URA, right, auditor)).statusCode).toBe(404);
});
