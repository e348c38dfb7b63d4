import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { LOCALE_COOKIE } from "../../platform/web/server.ts";
import { routes as one } from "./organisation.page.ts";
import { routes } from "./organisation-form.page.ts";
import { routes as list } from "./organisations.page.ts";

const db = await testDatabase();
const s = await smallScheme(db.database);
const server = await testServer(db, [...list, ...routes, ...one]);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator" });
const mirela = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const auditor = await signInAs(db, scheme, { role: "auditor" });
const url = `/console/${s.slug}/organisations`;

const rowOf = async (name: string) =>
  (
    await db.sql(
      `select id, kind, roles, city, country, website, sending_partner_id as partner, setting, invented
       from organisations where name = $1`,
      [name],
    )
  )[0];
const eventsOf = (id: unknown) =>
  db.sql("select name, actor_id as who, data from event_log where subject_id = $1 order by id", [
    id,
  ]);
const school = { name: "Shkolla Vjosa", kind: "vet-school", city: "Vlorë", country: "AL" };

test("a coordinator adds a host and a school, and each has its page", async () => {
  expect((await server.get(url, anna)).body).toContain(`href="${url}/new"`);
  const form = await server.get(`${url}/new`, anna);
  for (const shown of ["Add an organisation", ">Germany<", ">Ura<", "home school", 'name="_key"']) {
    expect(form.body).toContain(shown);
  }
  const host = {
    name: "Brücke",
    kind: "company",
    roles: ["hosting", "support"],
    city: "Bremen",
    country: "DE",
    website: "https://bruecke.example",
    // Left over under a box that is not ticked.
    sendingPartnerId: s.senders.AL,
    setting: "rural",
  };
  const sent = await server.post(url, host, anna);
  const row = await rowOf("Brücke");
  expect(sent.headers.location).toBe(`${url}/${row?.id}?added`);
  expect(row).toMatchObject({
    roles: ["hosting", "support"],
    website: "https://bruecke.example",
    partner: null,
    setting: null,
    invented: true,
  });
  const page = await server.get(String(sent.headers.location), anna);
  expect(page.body).toContain("Brücke is now on the list.");
  expect(page.body).toContain(`href="${url}/${row?.id}/change"`);

  const of = { ...school, roles: "school", sendingPartnerId: s.senders.RS, country: "RS" };
  expect((await server.post(url, { ...of, setting: "urban" }, anna)).statusCode).toBe(303);
  expect(await rowOf("Shkolla Vjosa")).toMatchObject({ partner: s.senders.RS, setting: "urban" });
});

test("all that is wrong is said at once at its field, and what was typed is kept", async () => {
  const wrong = {
    name: " ",
    kind: "castle",
    roles: ["school", "king"],
    city: "x".repeat(201),
    country: "",
    website: "bruecke.example",
    sendingPartnerId: s.hosts.bologna,
    setting: "moon",
  };
  const reply = await server.post(url, wrong, anna);
  expect(reply.statusCode).toBe(422);
  for (const field of ["name", "kind", "roles", "city", "country", "website", "setting"]) {
    expect(reply.body, field).toContain(`href="#${field}"`);
    expect(reply.body, field).toContain(`id="${field}-error"`);
  }
  expect(reply.body).toContain('href="#sendingPartnerId"');
  expect(reply.body).toContain("Name: This cannot be empty.");
  expect(reply.body).toContain('value="bruecke.example"');
  expect(reply.body).toContain("Write the whole address, starting with");
  const twice = { ...school, name: "Most", city: "Maribor", roles: "hosting" };
  expect((await server.post(url, twice, anna)).body).toContain("This is already on the list.");
});

test("a country partner adds a school of its own, whatever else its form says", async () => {
  const form = await server.get(`${url}/new`, mirela);
  expect(form.body).toContain("The learners of this school are sent by Ura.");
  expect(form.body).not.toContain('name="roles"');
  expect(form.body).not.toContain(">Germany<");
  const more = { roles: ["hosting", "school"], sendingPartnerId: s.senders.RS };
  const own = { ...school, name: "Shkolla Buna", city: "Shkodër", setting: "rural" };
  expect((await server.post(url, { ...own, ...more }, mirela)).statusCode).toBe(303);
  const row = await rowOf("Shkolla Buna");
  expect(row).toMatchObject({ roles: ["school"], partner: s.senders.AL, setting: "rural" });
  expect(await eventsOf(row?.id)).toEqual([
    { name: "organisation.added", who: mirela.userId, data: {} },
  ]);
  const abroad = await server.post(url, { ...own, name: "Škola Tisa", country: "RS" }, mirela);
  expect(abroad.statusCode).toBe(422);
  expect(abroad.body).toContain('href="#country"');
  expect(await rowOf("Škola Tisa")).toBeUndefined();
});

test("a correction is kept with its history and shown in the reader's language", async () => {
  const address = `${url}/${s.schools.AL}`;
  const form = await server.get(`${address}/change`, mirela);
  expect(form.body).toContain('value="Shkolla Drini"');
  const right = { ...school, name: "Shkolla Drini i Zi", city: "Kukës", setting: "rural" };
  const sent = await server.post(`${address}/change`, right, mirela);
  expect(sent.headers.location).toBe(`${address}?changed`);
  expect(await rowOf("Shkolla Drini i Zi")).toMatchObject({ id: s.schools.AL, invented: true });
  const changed = { name: "organisation.changed", who: mirela.userId, data: { fields: ["name"] } };
  expect((await eventsOf(s.schools.AL)).slice(1)).toEqual([changed]);
  // The same again corrects nothing, so nothing happened.
  expect((await server.post(`${address}/change`, right, mirela)).statusCode).toBe(303);
  expect(await eventsOf(s.schools.AL)).toHaveLength(2);
  const page = (locale: "en" | "sq" | "sr-Cyrl") =>
    server.get(`${address}?changed`, { cookies: { ...mirela.cookies, [LOCALE_COOKIE]: locale } });
  expect((await page("en")).body).toContain("Organisation corrected");
  expect((await page("sq")).body).toContain("Organizata u korrigjua");
  expect((await page("sr-Cyrl")).body).toContain("Исправка је сачувана.");

  const taken = { ...right, name: "Shkolla Buna", city: "Shkodër" };
  const refused = await server.post(`${address}/change`, taken, mirela);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("This is already on the list.");
});

test("a partner that schools rely on goes on sending, and no school sends itself", async () => {
  const ura = { name: "Ura", kind: "ngo", city: "Tirana", country: "AL" };
  const address = `${url}/${s.senders.AL}/change`;
  const stops = await server.post(address, { ...ura, roles: "hosting" }, anna);
  expect(stops.statusCode).toBe(422);
  expect(stops.body).toContain("still send their learners through this partner");
  const roles = ["sending", "school"];
  const itself = await server.post(
    address,
    { ...ura, roles, sendingPartnerId: s.senders.AL },
    anna,
  );
  expect(itself.body).toContain('href="#sendingPartnerId"');
  expect(
    (await server.post(address, { ...ura, roles: ["sending", "hosting"] }, anna)).statusCode,
  ).toBe(303);
  expect((await rowOf("Ura"))?.roles).toEqual(["sending", "hosting"]);
});

test("what is not one's own to correct is not there, and no button leads to it", async () => {
  const others = [s.schools.RS, s.hosts.bologna, s.senders.AL, "nothing"];
  for (const id of others) {
    expect((await server.get(`${url}/${id}/change`, mirela)).statusCode, id).toBe(404);
    expect((await server.post(`${url}/${id}/change`, school, mirela)).statusCode, id).toBe(404);
  }
  expect((await server.get(`${url}/${s.hosts.bologna}`, mirela)).body).not.toContain("/change");
  for (const path of ["/new", `/${s.schools.AL}/change`]) {
    expect((await server.get(`${url}${path}`, auditor)).statusCode, path).toBe(404);
  }
  expect((await server.post(url, school, auditor)).statusCode).toBe(404);
  expect((await server.get(url, auditor)).body).not.toContain(`${url}/new`);
  expect((await server.get(`${url}/${s.schools.AL}`, auditor)).body).not.toContain("/change");
});
