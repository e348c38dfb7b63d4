import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { addMembership } from "../../stages/accounts/add-membership.ts";
import { endMembership } from "../../stages/accounts/end-membership.ts";
import { routes as languages } from "./languages.page.ts";
import { routes } from "./people.page.ts";

const db = await testDatabase();
const server = await testServer(db, [...routes, ...languages]);

async function office() {
  const scheme = await testScheme(db);
  const [partner] = await db.sql<{ id: string }>(
    `insert into organisations (id, scheme_id, name, kind, roles, city, country, created_at)
     values (gen_random_uuid(), $1, 'Albanian Skills', 'ngo', '{sending}', 'Tirana', 'AL', now())
     returning id`,
    [scheme.id],
  );
  await db.sql(
    `insert into scheme_countries (scheme_id, country, sending_partner_id, position)
     values ($1, 'AL', $2, 1)`,
    [scheme.id, partner?.id],
  );
  const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna Ferri" });
  return { scheme, anna, url: `/console/${scheme.slug}/settings/people` };
}
const rolesOf = (schemeId: string) =>
  db.sql(
    `select person_name as name, email, role, country, ended_at is not null as ended
     from memberships where scheme_id = $1 order by created_at, person_name`,
    [schemeId],
  );
const idOf = async (schemeId: string, name: string) =>
  String(
    (
      await db.sql("select id from memberships where scheme_id = $1 and person_name = $2", [
        schemeId,
        name,
      ])
    )[0]?.id,
  );

test("a coordinator gives a role, the person is told, history knows it", async () => {
  const { scheme, anna, url } = await office();
  const sent = await server.post(
    url,
    {
      name: " Mirela Lleshi ",
      email: "Mirela@Skills.Example",
      role: "country-partner",
      country: "AL",
    },
    anna,
  );
  expect(sent.statusCode).toBe(303);
  expect((await rolesOf(scheme.id)).find(({ name }) => name === "Mirela Lleshi")).toEqual({
    name: "Mirela Lleshi",
    email: "mirela@skills.example",
    role: "country-partner",
    country: "AL",
    ended: false,
  });
  const page = await server.get(String(sent.headers.location), anna);
  expect(page.body).toContain("Mirela Lleshi now has this role");
  expect(page.body).toContain("Country partner, Albania");
  const [mail] = await db.sql(
    "select to_address, template, body from mail_messages where scheme_id = $1",
    [scheme.id],
  );
  expect(mail).toMatchObject({
    to_address: "mirela@skills.example",
    template: "accounts.mail-role-given",
  });
  expect(mail?.body).toContain("http://localhost:4000/sign-in\n");
  expect(
    await db.sql("select name, actor_id, data from event_log where scheme_id = $1", [scheme.id]),
  ).toEqual([
    {
      name: "membership.added",
      actor_id: anna.userId,
      data: { role: "country-partner", country: "AL" },
    },
  ]);
});

test("a refused role says everything that is wrong and keeps what was typed", async () => {
  const { scheme, anna, url } = await office();
  const reply = await server.post(
    url,
    { name: "", email: "mirela", role: "country-partner", country: "IT" },
    anna,
  );
  expect(reply.statusCode).toBe(422);
  for (const words of [
    "Write the name.",
    "Write an e-mail address like name@example.org.",
    "IT is not a country of this programme.",
    'value="mirela"',
    'href="#country"',
  ]) {
    expect(reply.body).toContain(words);
  }
  expect(await rolesOf(scheme.id)).toHaveLength(1);
  const twice = { name: "Eva", email: "eva@office.example", role: "auditor" };
  expect((await server.post(url, twice, anna)).statusCode).toBe(303);
  const again = await server.post(url, twice, anna);
  expect(again.statusCode).toBe(422);
  expect(again.body).toContain("This address already has this role.");
});

test("fields that are not asked for are not taken", async () => {
  const { scheme, anna, url } = await office();
  await server.post(
    url,
    {
      name: "Eva",
      email: "eva@office.example",
      role: "auditor",
      country: "AL",
      user_id: anna.userId,
      scheme_id: "11111111-1111-4111-8111-111111111111",
      organisationId: "x",
      ended_at: "2020-01-01",
    },
    anna,
  );
  expect((await rolesOf(scheme.id)).find(({ name }) => name === "Eva")).toEqual({
    name: "Eva",
    email: "eva@office.example",
    role: "auditor",
    country: null,
    ended: false,
  });
});

test("a role is ended on a page of its own; the last coordinator's is not", async () => {
  const { scheme, anna, url } = await office();
  await server.post(url, { name: "Eva", email: "eva@office.example", role: "auditor" }, anna);
  const eva = `${url}/${await idOf(scheme.id, "Eva")}/ending`;
  expect((await server.get(eva, anna)).body).toContain("eva@office.example");
  expect((await rolesOf(scheme.id))[1]?.ended).toBe(false);
  const ended = await server.post(eva, {}, anna);
  expect((await server.get(String(ended.headers.location), anna)).body).toContain(
    "The role of Eva has ended.",
  );
  expect((await server.get(eva, anna)).statusCode).toBe(404);
  expect((await server.post(eva, {}, anna)).body).toContain("This role has already ended.");
  const own = await server.post(`${url}/${await idOf(scheme.id, "Anna Ferri")}/ending`, {}, anna);
  expect(own.statusCode).toBe(422);
  expect(own.body).toContain("This is the last coordinator.");
});

test("two coordinators who end each other at the same moment leave one", async () => {
  const { scheme, anna } = await office();
  const paolo = await signInAs(db, scheme, { role: "coordinator", name: "Paolo Conti" });
  const [annas, paolos] = [
    await idOf(scheme.id, "Anna Ferri"),
    await idOf(scheme.id, "Paolo Conti"),
  ];
  const outcomes = await Promise.all([
    db.database.withTx(anna.actor, (tx) => endMembership(tx, paolos)),
    db.database.withTx(paolo.actor, (tx) => endMembership(tx, annas)),
  ]);
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  expect((await rolesOf(scheme.id)).filter((role) => !role.ended)).toHaveLength(1);
});

test("other roles, other schemes and made-up ids find nothing here", async () => {
  const { scheme, anna, url } = await office();
  const elsewhere = await office();
  const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const annas = await idOf(scheme.id, "Anna Ferri");
  for (const [as, path] of [
    [partner, url],
    [partner, `${url}/${annas}/ending`],
    [elsewhere.anna, `${elsewhere.url}/${annas}/ending`],
    [anna, `${url}/11111111-1111-4111-8111-111111111111/ending`],
    [anna, `${url}/x/ending`],
  ] as const) {
    expect((await server.get(path, as)).statusCode).toBe(404);
    expect((await server.post(path, { name: "X" }, as)).statusCode).toBe(404);
  }
  const given = { name: "Eva", email: "eva@office.example", role: "auditor" };
  const refused = await db.database.withTx(partner.actor, (tx) => addMembership(tx, given));
  expect(refused).toEqual({ ok: false, problems: [{ code: "forbidden" }] });
});

test("an address known in one scheme can be given a role in another, and neither learns of it", async () => {
  const first = await office();
  const second = await office();
  const given = { name: "Eva One", email: "eva.two@office.example", role: "auditor" };
  await server.post(first.url, given, first.anna);
  await server.post(second.url, { ...given, name: "Eva Two" }, second.anna);
  expect((await server.get(first.url, first.anna)).body).not.toContain("Eva Two");
  expect((await server.get(second.url, second.anna)).body).not.toContain("Eva One");
});

test("the list takes the same number of statements with one person and with three", async () => {
  const { scheme, anna, url } = await office();
  await server.get(url, anna);
  const one = await queriesDuring(() => server.get(url, anna));
  await signInAs(db, scheme, { role: "auditor" });
  await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const three = await queriesDuring(() => server.get(url, anna));
  expect([one, three]).toEqual([5, 5]);
});

test("the coordinator sees which languages a speaker has read", async () => {
  const { scheme, anna } = await office();
  const page = await server.get(`/console/${scheme.slug}/settings/languages`, anna);
  expect(page.body.match(/Not yet read by a speaker/g)).toHaveLength(7);
  expect(page.body).toContain('<span lang="sr-Cyrl">Српски</span>');
  expect(page.body).toContain("Read and approved");
});
