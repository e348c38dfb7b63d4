import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { pdf } from "../../../tests/support/hostile.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { smallScheme } from "../../../tests/support/small-scheme.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { openUploads } from "../../platform/files/upload.ts";
import { openVault } from "../../platform/vault.ts";
import { routes as portal } from "../../portal/library/index.ts";
import { routes } from "./index.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-library-"));
openVault("a data key of the tests only, long enough");
openUploads({ home, clamd: null });
afterAll(() => rmSync(home, { recursive: true, force: true }));

const db = await testDatabase();
const small = await smallScheme(db.database);
const scheme = { id: small.schemeId, slug: small.slug };
const server = await testServer(db, [...routes, ...portal]);
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
const mirela = await signInAs(db, scheme, {
  role: "country-partner",
  country: "AL",
  name: "Mirela",
});
const LIBRARY = `/console/${scheme.slug}/library`;
const OPEN = `/en/${scheme.slug}/library`;
const TEXT = {
  language: "en",
  title: "Before the first shift",
  summary: "What to ask.",
  body: "## Ask\n\n- Where are the **exits**?\n- <script>alert(1)</script>",
  kind: "guide",
  minutes: "4",
  readers: "learner",
  licence: "cc-by-sa",
  credit: "Mirela",
  translation: "original",
};
const step = (at: string, act: string, as: typeof anna, more = {}) =>
  server.post(`${at}/steps`, { act, ...more }, as);

test("written by a partner, looked at by a coordinator, read by anybody", async () => {
  const drafted = await server.post(LIBRARY, TEXT, mirela);
  expect(drafted.statusCode).toBe(303);
  const at = drafted.headers.location as string;
  const id = at.split("/").at(-1);
  expect((await server.get(`${OPEN}/${id}`)).statusCode).toBe(404);
  expect((await server.get(at, mirela)).body).toContain("Hand it in");
  await step(at, "submit", mirela);
  // She sees why she cannot publish it, and no button that would be refused.
  const waiting = (await server.get(at, mirela)).body;
  expect(waiting).toContain("somebody else looks at it");
  expect(waiting).not.toContain('value="publish"');
  expect((await step(at, "publish", mirela)).statusCode).toBe(422);
  const refused = await step(at, "send-back", anna, { reason: "" });
  expect([refused.statusCode, refused.body.includes("Say why")]).toEqual([422, true]);
  await step(at, "publish", anna);
  const page = await server.get(`${OPEN}/${id}`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain("<strong>exits</strong>");
  expect(page.body).toContain("&lt;script&gt;alert(1)");
  expect(page.body).toContain('href="https://creativecommons.org/licenses/by-sa/4.0/"');
  const facts = JSON.parse(
    /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page.body)?.[1] ?? "{}",
  );
  expect(facts).toMatchObject({
    "@type": "LearningResource",
    name: "Before the first shift",
    inLanguage: "en",
    timeRequired: "PT4M",
    license: "https://creativecommons.org/licenses/by-sa/4.0/",
    isAccessibleForFree: true,
  });
  expect((await server.get(at, anna)).body).toContain("Published in the library");
});

test("a text without a licence is refused by name, with everything else kept as typed", async () => {
  const { licence: _, ...without } = TEXT;
  const refused = await server.post(
    LIBRARY,
    { ...without, title: "Kept as typed", kind: "video", minutes: "many", transcript: "Short." },
    mirela,
  );
  expect(refused.statusCode).toBe(422);
  for (const said of [
    "Choose a licence. Without one nobody may print",
    "Write what the film says and shows",
    "Write the address at which the film can be watched",
    "Write a whole number",
    'value="Kept as typed"',
  ]) {
    expect([said, refused.body.includes(said)]).toEqual([said, true]);
  }
});

test("a file is kept once the form is whole, and is only saved, never opened in the page", async () => {
  const send = (fields: Readonly<Record<string, string>>, bytes: Buffer) =>
    server.app.inject({
      method: "POST",
      url: LIBRARY,
      cookies: mirela.cookies,
      ...uploadOf(
        "file",
        [{ name: "list.pdf", type: "application/pdf", bytes }],
        randomUUID(),
        fields,
      ),
    });
  const { body: _, ...withFile } = { ...TEXT, title: "A list to print" };
  const count = async () => (await db.sql("select 1 from uploads")).length;
  expect((await send({ ...withFile, licence: "" }, pdf())).statusCode).toBe(422);
  expect(await count()).toBe(0);
  expect((await send(withFile, Buffer.from("MZ no paper"))).statusCode).toBe(422);
  const sent = await send(withFile, pdf());
  expect(server.errors).toEqual([]);
  expect(sent.statusCode).toBe(303);
  const at = sent.headers.location as string;
  await step(at, "submit", mirela);
  await step(at, "publish", anna);
  const id = at.split("/").at(-1);
  const saved = await server.get(`${OPEN}/${id}/file`);
  expect([saved.statusCode, saved.headers["content-type"]]).toEqual([200, "application/pdf"]);
  expect(saved.headers["content-disposition"]).toMatch(/^attachment/);
  await step(at, "withdraw", anna, { reason: "Out of date." });
  expect((await server.get(`${OPEN}/${id}/file`)).statusCode).toBe(404);
  expect((await server.get(at, anna)).body).toContain("Out of date.");
});

test("a filter of an address is a plain question, and one that nobody can have chosen is said", async () => {
  const found = (await server.get(`${OPEN}?q=first+shift&reader=learner&light=yes`)).body;
  expect(found).toContain("1 found");
  expect(found).toContain("Little data");
  expect((await server.get(`${OPEN}?reader=nobody`)).statusCode).toBe(422);
  expect((await server.get(`${OPEN}?q=%D0%B1%D0%B5%D1%84%D0%BE%D1%80`)).body).toContain("1 found");
  expect((await server.get(`${OPEN}?page=999`)).statusCode).toBe(200);
});

test("the program's guides come by one button; kits are read in order, in the reader's letters", async () => {
  expect((await server.get(LIBRARY, anna)).body).toMatch(/Add \d+ guides/);
  expect((await server.get(LIBRARY, mirela)).body).not.toMatch(/Add \d+ guides/);
  const added = await server.post(`${LIBRARY}/guides`, {}, anna);
  expect(added.headers.location).toBe(`${LIBRARY}?guides`);
  const front = (await server.get(`/sr-Latn/${scheme.slug}/library`)).body;
  const kit = /href="([^"]*\/kits\/[^"]*)">Sat pre puta</.exec(front)?.[1];
  const page = (await server.get(kit ?? "")).body;
  const [one = -1, two = -1] = ["1. ", "2. "].map((mark) => page.indexOf(mark));
  expect(one > 0 && two > one).toBe(true);
  const resource = /href="([^"]*\/library\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? "";
  const text = (await server.get(resource)).body;
  expect(text).toContain('lang="sr-Latn"');
  expect(text.match(/<h1[^>]*>[^<]*</g)?.[0]).not.toMatch(/\p{Script=Cyrillic}/u);
});

test("a kit is put together, changed and taken out of use", async () => {
  const [row] = await db.sql<{ work: string }>(
    "select work_id as work from resources where guide = 'first-time-host' limit 1",
  );
  const kit = { "title-en": "", "about-en": "For a job.", readers: "host" };
  const refused = await server.post(`${LIBRARY}/kits`, kit, anna);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("Choose at least one text of the library");
  const whole = { ...kit, "title-en": "New in town", works: [row!.work, ""] };
  expect((await server.post(`${LIBRARY}/kits`, whole, anna)).statusCode).toBe(303);
  const list = (await server.get(`${LIBRARY}/kits`, anna)).body;
  const at = /href="([^"]*\/kits\/[0-9a-f-]{36})">New in town/.exec(list)?.[1] ?? "";
  const changed = await server.post(at, { ...whole, "title-en": "Newer in town" }, anna);
  expect(changed.statusCode).toBe(303);
  expect((await server.post(`${at}/removal`, {}, anna)).statusCode).toBe(303);
  expect((await server.get(`${LIBRARY}/kits`, anna)).body).not.toContain("in town");
});
