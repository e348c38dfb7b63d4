import { afterAll, expect, test } from "vitest";
import { classOf, openMoment, pupil, schoolCall } from "../../../tests/support/class.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { openVault } from "../../platform/vault.ts";
import { routes as consoleRoutes } from "../index.ts";

openVault("a data key of the tests only");
const clock = openMoment();
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
const server = await testServer(db, consoleRoutes, { clock });
const scheme = { id: s.schemeId, slug: s.slug };
const officer = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: s.schools.AL,
  name: "Besa Gashi",
});
const elsewhere = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: s.schools.RS,
});
const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const root = `/console/${s.slug}`;
const school = `${root}/school`;
const call = await schoolCall(db, s);
const text = (html: string) =>
  (html.split("<main")[1] ?? "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
const quietPages = [
  school,
  `${school}/classes`,
  `${school}/applicants`,
  `${root}/consents`,
  `${school}/consent-message`,
  `${school}/staff`,
  `${school}/print`,
  `${school}/hand-over`,
];

test("each of an officer's pages asks the same few questions, however many pupils there are", async () => {
  const counts = async () => {
    const found: number[] = [];
    for (const url of [...quietPages, `${school}/calls/${call.callId}/facts`]) {
      found.push(
        await queriesDuring(async () => {
          expect((await server.get(url, officer)).statusCode, url).toBe(200);
        }),
      );
    }
    return found;
  };
  const made = await classOf(db, officer.actor, call.callId, s.schools.AL);
  const group = { ...call, classCode: made.code };
  await pupil(db, s, group, { name: "Era Gashi" });
  await pupil(db, s, group, { name: "Liri Basha", pages: 2 });
  const withOne = await counts();
  expect(withOne).toEqual([5, 5, 6, 3, 3, 3, 4, 4, 4]);
  for (const name of ["Dion Hoxha", "Arta Leka"]) await pupil(db, s, group, { name });
  await pupil(db, s, group, { name: "Ina Dema", pages: 1 });
  expect(await counts()).toEqual(withOne);
});

test("an officer's Monday is one page: what waits, oldest first, one link each", async () => {
  const page = await server.get(school, officer);
  expect(text(page.body)).toContain("Shkolla Drini Today");
  expect(text(page.body)).toContain("Confirm the grades of 3 pupils");
  expect(text(page.body)).toContain("9 pupils have not sent the application");
  const links = page.body.match(/class="govuk-link govuk-task-list__link"/g) ?? [];
  expect(links.length).toBeLessThanOrEqual(7);
  expect(text((await server.get(school, elsewhere)).body)).toContain(
    "A call is open: make a class code",
  );
});

test("three presses: a class code, its poster, its text for Viber", async () => {
  const refused = await server.post(`${school}/classes`, { callId: call.callId }, officer);
  expect(refused.statusCode).toBe(422);
  expect(text(refused.body)).toContain("Class: ");
  const made = await server.post(
    `${school}/classes`,
    {
      callId: call.callId,
      organisationId: s.schools.AL,
      className: "12-C",
      trade: "hospitality",
      teacherName: "Besa Gashi",
      pupils: "",
    },
    officer,
  );
  expect(made.statusCode, made.body).toBe(303);
  const [url = ""] = String(made.headers.location).split("?");
  const page = await server.get(url, officer);
  const code = /[A-HJ-NP-Z]{2}-\d{4}/.exec(page.body)?.[0] ?? "";
  expect(page.body).toContain(`apply/`);
  expect(page.body).toContain(`?class=${code}`);
  expect(page.body).toContain("+355 4 000 0000");
  expect(page.body).toContain(`data-copy="text"`);
  const poster = await server.get(`${url}/poster?lang=sq`, officer);
  expect(poster.body).toContain('<article class="app-class-poster" lang="sq">');
  expect(text(poster.body)).toContain("Nuk të kërkojmë kurrë para.");
  expect(poster.body).toContain("<svg");
  for (const path of [url, `${url}/poster`]) {
    expect((await server.get(path, elsewhere)).statusCode).toBe(404);
    expect((await server.get(path, coordinator)).statusCode).toBe(404);
  }
  expect((await server.post(`${url}/withdrawal`, {}, elsewhere)).statusCode).toBe(404);
  expect((await server.post(`${url}/withdrawal`, {}, officer)).statusCode).toBe(303);
  expect((await server.get(`${url}/poster`, officer)).statusCode).toBe(404);
  expect(text((await server.get(url, officer)).body)).toContain("This code was withdrawn");
});

test("grades are pasted, looked over with warnings, and confirmed with one press", async () => {
  const url = `${school}/calls/${call.callId}/facts`;
  const page = await server.get(url, officer);
  expect(text(page.body)).toContain("Confirm for 3 pupils");
  const preview = await server.post(
    url,
    { act: "paste", paste: "Gashi Era\t34\tgood\t97\nHoxha Dion\t36\nNobody Known\t3\n" },
    officer,
  );
  expect(preview.statusCode).toBe(422);
  expect(text(preview.body)).toContain("2 pupils filled in.");
  expect(text(preview.body)).toContain("Line 3: nobody of the table is called “Nobody Known 3”.");
  expect(text(preview.body)).toContain("Dion Hoxha, Grades: The number can be at most 35.");
  expect(await db.sql("select 1 from school_confirmations")).toEqual([]);
  const fields: Record<string, string[]> = {};
  const keep = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), value];
  };
  for (const [, name = "", value = ""] of preview.body.matchAll(
    /<input class="govuk-input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g,
  )) {
    keep(name, value);
  }
  for (const [, name = "", options = ""] of preview.body.matchAll(
    /<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs,
  )) {
    keep(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? "");
  }
  const wrong = Object.keys(fields).find((name) => fields[name]?.[0] === "36") ?? "";
  const done = await server.post(url, { ...fields, [wrong]: "30", act: "confirm" }, officer);
  expect(done.statusCode, text(done.body)).toBe(303);
  const list = await server.get(String(done.headers.location), officer);
  expect(text(list.body)).toContain("Confirmed for 2 pupils.");
  expect(text(list.body)).toContain("Grades: 34, Conduct: 5");
  expect((await server.get(url, elsewhere)).statusCode).toBe(200);
  expect(text((await server.get(url, elsewhere)).body)).not.toContain("Gashi");
  expect((await server.get(url, partner)).statusCode).toBe(404);
});

test("two who have the table open at once cannot take each other's figures back unseen", async () => {
  const url = `${school}/calls/${call.callId}/facts`;
  const body = (await server.get(url, officer)).body;
  const fields = (html: string) => {
    const found: Record<string, string[]> = {};
    const keep = (name: string, value: string) => {
      found[name] = [...(found[name] ?? []), value];
    };
    for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
      const name = / name="([^"]+-[0-9a-f-]{36})"/.exec(tag)?.[1];
      if (name) keep(name, / value="([^"]*)"/.exec(tag)?.[1] ?? "");
    }
    for (const [, name = "", options = ""] of html.matchAll(
      /<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs,
    )) {
      keep(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? "");
    }
    return found;
  };
  const shown = fields(body);
  const cell = Object.keys(shown).find(
    (name) => name.startsWith("grades-") && shown[name]?.[0] === "34",
  )!;
  const first = await server.post(url, { ...shown, [cell]: "33", act: "confirm" }, officer);
  expect(first.headers.location).toContain("confirmed=1");
  const untouched = await server.post(url, { ...shown, act: "confirm" }, officer);
  expect(untouched.headers.location).toContain("confirmed=0");
  const other = await server.post(url, { ...shown, [cell]: "31", act: "confirm" }, officer);
  expect(other.statusCode).toBe(422);
  expect(text(other.body)).toContain("Era Gashi, Grades: Somebody changed this in the meantime.");
  expect(other.body).toContain("<strong>33</strong>");
  const decided = await server.post(url, { ...fields(other.body), act: "confirm" }, officer);
  expect(decided.headers.location).toContain("confirmed=1");
  expect(text((await server.get(url, officer)).body)).not.toContain("in the meantime");
  await server.post(
    url,
    { ...fields((await server.get(url, officer)).body), [cell]: "34", act: "confirm" },
    officer,
  );
});

test("who lacks a paper is written to with two presses, by a text that names nobody", async () => {
  expect(text((await server.get(`${school}/consent-message`, officer)).body)).toContain(
    "No paper is missing",
  );
  const [application] = await db.sql<{ id: string }>(
    "select a.id from applications a join persons p on p.id = a.person_id where p.family_name = 'Gashi'",
  );
  const [place] = await db.sql<{ id: string }>(
    "select p.id from places p join flows f on f.id = p.flow_id where f.call_id = $1",
    [call.callId],
  );
  await db.sql(
    `insert into allocation_runs (id, scheme_id, call_id, number, state, seed, rule, code_version,
       problem_hash, frozen_at, frozen_by)
     values (gen_random_uuid(), $1, $2, 1, 'computed', 'aa', 'stable', '1', 'hash', now(), 'x')`,
    [s.schemeId, call.callId],
  );
  await db.sql(
    `insert into offers (id, scheme_id, call_id, run_id, application_id, place_id, state, answer_by,
       offered_at, answered_at)
     select gen_random_uuid(), $1, $2, r.id, $3, $4, 'wished', '2027-02-01', now(), now()
     from allocation_runs r where r.call_id = $2`,
    [s.schemeId, call.callId, application?.id, place?.id],
  );
  const wall = await server.get(`${root}/consents`, officer);
  expect(text(wall.body)).toContain("Gashi, Era");
  expect(wall.body).toContain(`href="${school}/consent-message"`);
  const message = await server.get(`${school}/consent-message?lang=sr-Cyrl`, officer);
  expect(text(message.body)).toContain("Gashi, Era · Bologna");
  const sent = /<textarea[^>]*>([^<]*)/.exec(message.body)?.[1] ?? "";
  expect(sent).toContain("Имаш место");
  expect(sent).not.toContain("Gashi");
  expect(text((await server.get(`${school}/consent-message`, elsewhere)).body)).toContain(
    "No paper is missing",
  );
  expect(text((await server.get(school, officer)).body)).toContain(
    "1 place waits for a guardian’s consent",
  );
});

test("an absence is handed over from a form; every wrong box is named", async () => {
  const url = `${school}/hand-over`;
  const refused = await server.post(url, { organisationId: s.schools.AL }, officer);
  expect(refused.statusCode).toBe(422);
  for (const field of ["Colleague’s name", "Colleague’s e-mail address", "First day", "Last day"]) {
    expect(text(refused.body)).toContain(`${field}: `);
  }
  const good = {
    organisationId: s.schools.AL as string,
    name: "Luan Dema",
    email: "luan@shkolla.example",
    "starts-day": "11",
    "starts-month": "12",
    "starts-year": "2026",
    "ends-day": "12",
    "ends-month": "12",
    "ends-year": "2026",
  };
  expect((await server.post(url, good, elsewhere)).statusCode).toBe(404);
  const done = await server.post(url, good, officer);
  expect(done.statusCode, text(done.body)).toBe(303);
  const page = await server.get(String(done.headers.location), officer);
  expect(text(page.body)).toContain("Luan Dema stands in for you");
  const [letter] = await db.sql<{ body: string }>(
    "select body from mail_messages where template = 'school.mail-hand-over'",
  );
  expect(letter?.body).toContain("http://localhost:4000/sign-in");
  const id = String(done.headers.location).split("given=")[1];
  expect((await server.post(`${url}/${id}/ending`, {}, elsewhere)).statusCode).toBe(404);
  expect((await server.post(`${url}/${id}/ending`, {}, officer)).statusCode).toBe(303);
});

afterAll(() => expect(server.errors).toEqual([]));
