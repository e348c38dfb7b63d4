/** The page of a party: what it shows, what a scanner changes, and signing without a script. */
import { afterAll, expect, test } from "vitest";
import { hands, sentAgreement } from "../../../tests/support/agreements.ts";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { routes as console_ } from "../../console/agreements/index.ts";
import { wordsFor } from "../../platform/i18n/index.ts";
import { whoseTurn } from "../../stages/agreements/agreement.rules.ts";
import { draftAgreement } from "../../stages/agreements/draft-agreement.ts";
import { routes as check } from "./check-paper.page.ts";
import { routes as sign } from "./sign.page.ts";

const hosting = await hostingScene(3);
const scene = await sentAgreement(hosting);
const { db } = scene;
const server = await testServer(db, [...sign, ...check, ...console_], { clock: scene.clock });
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const auditor = await signInAs(db, scene.scheme, { role: "auditor" });
const neighbour = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
afterAll(() => expect(server.errors).toEqual([]));

const base = `/${scene.scheme.slug}`;
const pageOf = async (role: string, lang: string) =>
  `/${lang}${base}/sign/${await scene.secret(role)}`;
const kept = async () =>
  db.sql<{ all: string }>(
    `select md5(string_agg(t, '' order by t)) as all from (
       select a::text as t from agreements a union all select p::text from agreement_parties p
       union all select s::text from agreement_signatures s union all select e.id::text from event_log e) x`,
  );

test("looking changes nothing, whoever looks and however often", async () => {
  const url = await pageOf("participant", "sq");
  const before = await kept();
  for (const address of [url, `${url}/sheet`, `${url}?plain=1`]) {
    expect((await server.get(address)).statusCode).toBe(200);
    expect((await server.app.inject({ method: "HEAD", url: address })).statusCode).toBe(200);
  }
  expect((await server.get(`${url}/paper`)).statusCode).toBe(404);
  expect(await kept()).toEqual(before);
  expect((await server.get(url.replace(/.{32}$/, "0".repeat(32)))).statusCode).toBe(404);
});

test("in Serbian letters every mistake is told at once, and a signature needs no script", async () => {
  const url = await pageOf("participant", "sr-Cyrl");
  const shown = await server.get(url);
  expect(shown.body).toContain("Споразум о учењу");
  expect(shown.body).toContain("једноставан електронски потпис");
  expect(shown.body).not.toContain("квалификован електронски потпис је");
  const refused = await server.post(url, { do: "sign", version: "1", name: "" });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#name"');
  expect(refused.body).toContain("Недостаје квачица");
  const done = await server.post(url, {
    do: "sign",
    version: "1",
    name: "Ана Тајна",
    agreed: "yes",
    drawing: '600x160|M1 1"><script>',
  });
  expect(done.statusCode).toBe(303);
  const after = await server.get(url);
  expect(after.body).toContain("Ана Тајна");
  const [signature] = await db.sql<{ drawing: unknown; channel: string; said_locale: string }>(
    "select drawing, channel, said_locale from agreement_signatures",
  );
  expect(signature).toEqual({ drawing: null, channel: "link", said_locale: "sr-Cyrl" });
});

test("anybody checks a code, and is told no name", async () => {
  const [{ code } = { code: "" }] = await db.sql<{ code: string }>("select code from agreements");
  const found = await server.get(`/en${base}/check-paper?code=${code.toLowerCase()}`);
  expect(found.body).toContain(`${code} is ours`);
  expect(found.body).not.toContain("Secret00");
  expect((await server.get(`/en${base}/check-paper?code=KLA-2222-2222`)).body).toContain(
    "We know no paper with this code",
  );
});

test("the wall asks the database as often for three rows as for one, and a neighbour sees none", async () => {
  const wall = `/console${base}/agreements`;
  await server.get(wall, coordinator);
  const one = await queriesDuring(() => server.get(wall, coordinator));
  for (const mobilityId of scene.stays.slice(1)) {
    await scene.as((tx) => draftAgreement(tx, { mobilityId, kind: "host-agreement" }));
  }
  const three = await queriesDuring(() => server.get(wall, coordinator));
  expect((await server.get(wall, coordinator)).body).toContain("3 documents");
  expect(three).toBe(one);
  expect((await server.get(wall, neighbour)).body).toContain("No agreement here");
  const page = `${wall}/${scene.agreementId}`;
  expect((await server.get(page, coordinator)).statusCode).toBe(200);
  expect((await server.get(page, neighbour)).statusCode).toBe(404);
  expect((await server.get(`${page}/text`, coordinator)).body).toContain("Secret00");
  const typed = await server.post(
    `${page}/text`,
    { "mobility.from": "never", "programme.weekly-hours": "a lot" },
    coordinator,
  );
  expect(typed.statusCode).toBe(422);
  expect(typed.body.match(/govuk-error-message/g)?.length).toBe(2);
});

test("every link to a party opens: a draft has none yet, and who only reads is offered none", async () => {
  const wall = `/console${base}/agreements`;
  const parties = ({ body }: { body: string }) => [
    ...new Set([...body.matchAll(/href="([^"]+\/parties\/[^"]+)"/g)].map(([, link]) => link!)),
  ];
  const page = `${wall}/${scene.agreementId}`;
  for (const address of [wall, page]) {
    const links = parties(await server.get(address, coordinator));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect((await server.get(link, coordinator)).statusCode).toBe(200);
    const read = await server.get(address, auditor);
    expect(read.statusCode).toBe(200);
    expect(parties(read)).toEqual([]);
  }
});

test("a host reads frame and page in its own language, and English is one press away", async () => {
  const other = await sentAgreement(hosting, 1);
  const { page, sign: signs } = hands(other);
  for (let next = "participant"; next !== "hosting"; ) {
    const found = await page();
    const [one] = whoseTurn(found.stand?.standings ?? []);
    next = one?.party.role ?? "hosting";
    if (next !== "hosting") need(await signs(found.secrets.get(one?.party.id ?? "") ?? ""));
  }
  const url = `/en${base}/sign/${await other.secret("hosting")}`;
  const own = await server.get(url);
  expect(own.statusCode).toBe(200);
  expect(own.body).toContain('<html lang="es"');
  const bar = (html: string) =>
    [...html.matchAll(/class="app-languages__item"[^>]*>([^<]+)/g)].map(([, name]) => name);
  expect(bar(own.body)).toEqual(["English", "Español"]);
  expect(own.body).toContain(`href="${url}?plain=1"`);
  // What was typed is in nobody knows which language, and whoever reads is told so.
  const typed = wordsFor("es").t("sign.text-typed");
  expect(own.body).toContain(typed);
  const outcome = /<span lang="">[^<]+: [^<]+/;
  expect(own.body).toMatch(outcome);
  const plain = await server.get(`${url}?plain=1`);
  expect(plain.body).toContain('<html lang="en"');
  expect(plain.body).not.toContain(typed);
  expect(bar(plain.body)).toEqual(["English", "Español"]);
});
