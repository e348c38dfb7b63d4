import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { pdf } from "../../../tests/support/hostile.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { DEMO_SCHEME } from "../../../tests/world/build.ts";
import { worldDatabase } from "../../../tests/world/database.ts";
import { openUploads } from "../../platform/files/upload.ts";
import { routes as publicRoutes } from "../../portal/network/network.page.ts";
import { routes } from "./index.ts";

const db = await worldDatabase();
const home = mkdtempSync(join(tmpdir(), "kalfa-growth-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
openUploads({ home, clamd: null });
const server = await testServer(db, [...routes, ...publicRoutes]);
const [found] = await db.sql<{ id: string }>("select id from schemes where slug = $1", [
  DEMO_SCHEME,
]);
const scheme = { id: found!.id, slug: DEMO_SCHEME };
const signIn = (role: "coordinator" | "country-partner", country?: string) =>
  signInAs(db, scheme, { role, name: role, ...(country && { country }) });
const coordinator = await signIn("coordinator");
const partner = await signIn("country-partner", "AL");
const root = `/console/${DEMO_SCHEME}/growth`;
const idOf = async (name: string) => {
  const [row] = await db.sql<{ id: string }>(
    "select id from organisations where scheme_id = $1 and name = $2",
    [scheme.id, name],
  );
  return row!.id;
};
const albanian = await idOf("Albanian Skills");

test("every partner with its standards, what it did, and what it lacks to lead a scheme", async () => {
  const page = await server.get(root, coordinator);
  expect(page.statusCode).toBe(200);
  for (const said of ["Albanian Skills", "Not alone yet", "People sent", "Year by year"]) {
    expect(page.body).toContain(said);
  }
  // The consortium has fourteen; one more would not be one more question.
  expect(await queriesDuring(() => server.get(root, coordinator))).toBe(4);
});

test("a partner answers for its own country: every wrong box at once, nothing lost", async () => {
  const path = `${root}/${albanian}/standards/outcomes`;
  const wrong = await server.post(path, { level: "", link: "nowhere" }, partner);
  expect(wrong.statusCode).toBe(422);
  for (const field of ["level", "link"]) expect(wrong.body).toContain(`href="#${field}"`);
  expect(wrong.body).toContain('value="nowhere"');
  const said = { level: "in-place", evidence: "<b>Units</b> of the school", link: "" };
  expect((await server.post(path, said, partner)).statusCode).toBe(303);
  expect((await server.get(path, partner)).body).toContain("&lt;b&gt;Units&lt;/b&gt;");
  const elsewhere = await idOf("Uniser Soc. Coop. Sociale Onlus");
  const tried = await server.post(`${root}/${elsewhere}/standards/outcomes`, said, partner);
  expect(tried.statusCode).toBe(404);
});

test("the coordinator confirms what others said, and never the own words", async () => {
  const standard = `${root}/${albanian}/standards/digital`;
  const own = { level: "in-place", evidence: "Seen on our visit.", link: "" };
  expect((await server.post(standard, own, coordinator)).statusCode).toBe(303);
  const idFor = async (code: string) => {
    const [row] = await db.sql<{ id: string }>(
      `select id from growth_answers where organisation_id = $1 and standard = $2
         and superseded_at is null`,
      [albanian, code],
    );
    return row!.id;
  };
  const decide = (answers: string, action = "confirm", reason = "") =>
    server.post(`${root}/${albanian}/decisions`, { answers, action, reason }, coordinator);
  const refused = await decide(await idFor("digital"));
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("Nobody decides about their own answers");
  const silent = await decide(await idFor("outcomes"), "return");
  expect(silent.statusCode).toBe(422);
  expect(silent.body).toContain('href="#reason"');
  expect((await decide(await idFor("outcomes"))).statusCode).toBe(303);
  // Said again, it waits again; what was confirmed stays in the history.
  const again = { level: "begun", evidence: "Two units are open again.", link: "" };
  const outcomes = `${root}/${albanian}/standards/outcomes`;
  expect((await server.post(outcomes, again, partner)).statusCode).toBe(303);
  const states = await db.sql<{ state: string; now: boolean }>(
    `select state, superseded_at is null as now from growth_answers
     where organisation_id = $1 and standard = 'outcomes' order by said_at`,
    [albanian],
  );
  expect(states).toEqual([
    { state: "confirmed", now: false },
    { state: "said", now: true },
  ]);
});

test("a file shows it: kept by the one path of uploads, saved by offices, taken away when nothing rests on it", async () => {
  const path = `${root}/${albanian}/standards/monitoring`;
  type File = { name: string; type: string; bytes: Buffer };
  const say = (fields: Record<string, string>, files: readonly File[] = []) =>
    server.app.inject({
      method: "POST",
      url: path,
      cookies: partner.cookies,
      ...uploadOf("file", files, randomUUID(), { evidence: "", link: "", ...fields }),
    });
  const bytes = pdf();
  const rules = { name: "rules of mentors.pdf", type: "application/pdf", bytes };
  const program = { name: "rules.pdf", type: "application/pdf", bytes: Buffer.from("MZ") };
  const refused = await say({ level: "in-place", evidence: "Written down." }, [program]);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#file"');
  expect(refused.body).toContain("Written down.");
  const half = await say({ level: "" }, [rules]);
  expect(half.statusCode).toBe(422);
  // What is refused anyway keeps no file.
  expect(await db.sql("select 1 from uploads where name like 'rules%'")).toEqual([]);
  expect((await say({ level: "in-place" }, [rules])).statusCode).toBe(303);
  const shown = await server.get(path, coordinator);
  // Without it a browser sends the name of a file and nothing of it.
  expect(shown.body).toContain('enctype="multipart/form-data"');
  const href = /href="([^"]+\/files\/[^"]+)">rules of mentors.pdf/.exec(shown.body)?.[1] ?? "";
  const saved = await server.get(href, coordinator);
  expect(saved.headers["content-disposition"]).toMatch(/^attachment/);
  expect(saved.rawPayload.equals(bytes)).toBe(true);
  const serbian = await signIn("country-partner", "RS");
  expect((await server.post(`${href}/removal`, {}, serbian)).statusCode).toBe(404);
  const elsewhere = href.replace("monitoring", "digital");
  expect((await server.get(elsewhere, coordinator)).statusCode).toBe(404);
  const alone = await server.post(`${href}/removal`, {}, partner);
  expect(alone.statusCode).toBe(422);
  expect(alone.body).toContain("Nothing but this file shows");
  const [first] = await db.sql<{ id: string }>(
    "select id from growth_answers where organisation_id = $1 and standard = 'monitoring'",
    [albanian],
  );
  const confirmed = { answers: first!.id, action: "confirm", reason: "" };
  expect(
    (await server.post(`${root}/${albanian}/decisions`, confirmed, coordinator)).statusCode,
  ).toBe(303);
  expect((await server.post(`${href}/removal`, {}, partner)).body).toContain("confirmed this");
  // Said anew with words, the file stays with it and can go from both at once.
  const words = { level: "in-place", evidence: "Each learner has a mentor." };
  expect((await say({ ...words, keepsFile: "yes" })).statusCode).toBe(303);
  const used = "select count(*)::int as n from growth_answers where upload_id is not null";
  expect(await db.sql(used)).toEqual([{ n: 2 }]);
  expect((await server.post(`${href}/removal`, {}, partner)).statusCode).toBe(303);
  expect(await db.sql(used)).toEqual([{ n: 0 }]);
  expect((await server.get(href, coordinator)).statusCode).toBe(404);
  expect((await server.get(path, coordinator)).body).toContain("removed a file on");
  expect(await db.sql("select state from uploads where name like 'rules%'")).toEqual([
    { state: "refused" },
  ]);
});

test("who works with whom: staff read every number, the public none below ten, nobody a company", async () => {
  const inside = await server.get(`/console/${DEMO_SCHEME}/network`, partner);
  expect(inside.statusCode).toBe(200);
  expect(inside.body).toContain("<svg");
  const outside = await server.get(`/en/${DEMO_SCHEME}/network`);
  expect(outside.statusCode).toBe(200);
  const small = /<td[^>]*>\s*[1-9]\s*<\/td>/;
  expect(outside.body).not.toMatch(small);
  expect(outside.body).toContain("fewer than 10");
  expect(inside.body).toMatch(small);
  for (const { body } of [inside, outside]) {
    expect(body).toContain('id="network-title"');
    expect(body).toContain('id="network-map-title"');
  }
  const companies = await db.sql<{ name: string }>(
    "select name from organisations where scheme_id = $1 and roles = array['company']",
    [scheme.id],
  );
  expect(companies.length).toBeGreaterThan(0);
  expect(companies.filter(({ name }) => outside.body.includes(name))).toEqual([]);
  const none = await server.get(`/en/${DEMO_SCHEME}/network?year=1999&kind=nobody`);
  expect(none.statusCode).toBe(200);
});
