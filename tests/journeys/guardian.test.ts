/**
 * A parent with a phone and a link: what it costs, with and without JavaScript, in a browser inside a
 * chat program; how heavy the page is; and what a scanner of messages with a real browser changes.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { registerApplicants } from "../../src/stages/applications/register-applicants.ts";
import { asGuardian, makeGuardianLink } from "../../src/stages/consents/guardian-link.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { startBrowser } from "../support/browser.ts";
import { need, testCall, testEntry } from "../support/call.ts";
import { testDatabase } from "../support/database.ts";
import { Keyboard } from "./keyboard.ts";
import { Visitor } from "./visitor.ts";

const db = await testDatabase();
const call = await testCall(db, "summer");
const entries = ["Arta", "Besa", "Drita", "Era", "Fatime", "Gresa"].map((givenNames, at) =>
  testEntry(call, {
    person: {
      givenNames,
      familyName: `Hoxha${at}`,
      email: `person${at}@example.org`,
      birthDate: "2010-12-31" as never,
    },
  }),
);
const people = need(
  await db.database.withTx(call.actor, (tx) => registerApplicants(tx, call.callId, entries), {
    purpose: "import",
  }),
);
const secretOf = async (at: number) =>
  need(
    await db.database.withTx(call.actor, (tx) =>
      makeGuardianLink(tx, {
        applicationId: people[at]!.applicationId,
        guardian: 1,
        locale: "sq",
      }),
    ),
  ).secret;
const consentsOf = (at: number) =>
  db.sql<{ purpose: string; guardian_name: string }>(
    "select purpose, guardian_name from consents where application_id = $1 and withdrawn_at is null order by purpose",
    [people[at]!.applicationId],
  );

const assets = await buildAssets();
loadAssets(assets.dir);
const stops: (() => Promise<void> | void)[] = [];
const { app } = await openProgram({
  urls: db,
  clock: systemClock,
  secret: "a secret of the journeys only, long enough",
  publicUrl: "http://localhost",
  demo: false,
  post: null,
  assets: assets.dir,
  log: createLog({ level: "error" }),
  onEnd: (_name, stop) => stops.unshift(stop),
});
await app.listen({ host: "127.0.0.1", port: 0 });
const { port } = app.server.address() as { port: number };
const address = (secret: string, lang = "sq") =>
  `http://localhost:${port}/${lang}/summer/guardian/${secret}`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const stop of stops) await stop();
  await db.close();
});

/** Agrees as a parent does, counting each press and each field. */
async function agrees(page: Page): Promise<{ presses: number; fields: number }> {
  let presses = 0;
  let fields = 0;
  for (const purpose of ["taking-part", "data"]) {
    await page.locator(`input[value="${purpose}"]`).check();
    presses += 1;
    fields += 1;
  }
  await page.locator("input[name=guardianName]").fill("Mirjeta Hoxha");
  fields += 1;
  await page.locator("form:has(input[value=answer]) button").click();
  presses += 1;
  await page.waitForLoadState();
  return { presses, fields };
}

for (const manner of [
  { name: "with JavaScript", width: 360, keyboard: false, javaScript: true },
  { name: "without JavaScript", width: 360, keyboard: false, javaScript: false },
]) {
  test(`a parent agrees in three presses and three fields, ${manner.name}`, async () => {
    const at = manner.javaScript ? 0 : 1;
    const visitor = await Visitor.arrives(browser, manner);
    const url = address(await secretOf(at));
    await visitor.opens(url);
    await visitor.looksAround();
    expect(await agrees(visitor.page)).toEqual({ presses: 3, fields: 3 });
    expect(visitor.page.url()).toBe(url);
    await visitor.looksAround();
    expect(await consentsOf(at)).toEqual([
      { purpose: "data", guardian_name: "Mirjeta Hoxha" },
      { purpose: "taking-part", guardian_name: "Mirjeta Hoxha" },
    ]);
    // Taking back costs one press.
    await visitor.page
      .locator("form:has(input[value=withdraw]):has(input[value=taking-part]) button")
      .click();
    await visitor.page.waitForLoadState();
    expect(await consentsOf(at)).toEqual([{ purpose: "data", guardian_name: "Mirjeta Hoxha" }]);
    await visitor.leaves();
  }, 60_000);
}

test("by keyboard alone the whole way, and every part can be hit by a thumb", async () => {
  const visitor = await Visitor.arrives(browser, {
    name: "keyboard",
    width: 360,
    keyboard: true,
    javaScript: true,
  });
  const { page } = visitor;
  await visitor.opens(address(await secretOf(2), "sr-Cyrl"));
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("main button, main .govuk-checkboxes__item label, main input")]
      .map((element) => ({
        name: element.outerHTML.slice(0, 60),
        box: element.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
      .map(({ name }) => name),
  );
  expect(small).toEqual([]);
  const keys = new Keyboard(page);
  await keys.walks();
  for (const purpose of ["taking-part", "data"]) {
    await keys.ticks(page.locator(`input[value="${purpose}"]`));
  }
  await keys.types(page.locator("input[name=guardianName]"), "Мирјана Хоџа");
  await keys.follows(page.locator("form:has(input[value=answer]) button"));
  expect(await consentsOf(2)).toHaveLength(2);
  await keys.walks();
  // And taken back, by keyboard too.
  await keys.follows(
    page.locator("form:has(input[value=withdraw]):has(input[value=taking-part]) button"),
  );
  expect(await consentsOf(2)).toHaveLength(1);
  await keys.walks();
  await visitor.leaves();
}, 60_000);

test("the page is light, takes no cookie, and asks nobody else for anything", async () => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    userAgent:
      "Mozilla/5.0 (Linux; Android 9; wv) AppleWebKit/537.36 Version/4.0 Chrome/90 Mobile Safari/537.36 Viber/15",
  });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  const hosts = new Set<string>();
  client.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto(address(await secretOf(3)), { waitUntil: "networkidle" });
  expect([...hosts]).toEqual([`localhost:${port}`]);
  expect(await context.cookies()).toEqual([]);
  expect(bytes).toBeLessThanOrEqual(45 * 1024);
  await context.close();
}, 60_000);

test("a scanner of messages with a browser of its own changes nothing, and the parent still can", async () => {
  const secret = await secretOf(4);
  const kept = async () =>
    JSON.stringify(
      await db.sql(
        "select (select md5(string_agg(g::text, '')) from guardian_links g) as links, (select count(*) from event_log) as events, (select count(*) from consents) as consents",
      ),
    );
  const before = await kept();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address(secret), { waitUntil: "networkidle" });
  await page.waitForTimeout(5_000);
  await context.close();
  expect(await kept()).toBe(before);
  const still = await db.database.withTx(
    { kind: "anonymous", schemeId: call.scheme.id },
    async (tx) => (await asGuardian(tx, secret))?.link.answeredAt,
  );
  expect(still).toBeNull();
  const visitor = await Visitor.arrives(browser, {
    name: "parent",
    width: 360,
    keyboard: false,
    javaScript: true,
  });
  await visitor.opens(address(secret));
  await agrees(visitor.page);
  expect(await consentsOf(4)).toHaveLength(2);
  await visitor.leaves();
}, 60_000);
