/**
 * Somebody at a company with a letter: yes in two clicks and no field, with and without JavaScript; a
 * scanner with a real browser changes nothing; the page is small and can be used by everybody.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { askHost } from "../../src/stages/hosting/ask-hosts.ts";
import { hostSecret } from "../../src/stages/hosting/host-link.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { startBrowser } from "../support/browser.ts";
import { need } from "../support/call.ts";
import { hostingScene, PUBLIC } from "../support/hosting.ts";
import { Visitor } from "./visitor.ts";

const scene = await hostingScene(3);
const { db } = scene;
const assets = await buildAssets();
loadAssets(assets.dir);
const stops: (() => Promise<void> | void)[] = [];
const { app } = await openProgram({
  urls: db,
  clock: scene.clock,
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
const letters: string[] = [];
for (const stay of scene.stays) {
  const id = need(
    await db.database.withTx(scene.actor, (tx) =>
      askHost(tx, {
        organisationId: scene.companies[0],
        flowId: scene.flows["AL-2"],
        mobilityIds: [stay],
        tasks: "Frenos, diagnosis, recepción",
        publicUrl: PUBLIC,
      }),
    ),
  );
  const path = `/host/es/${scene.scheme.slug}/${hostSecret("request", id)}`;
  letters.push(`http://localhost:${port}${path}`);
}
const stayOf = async (at: number) =>
  (
    await db.sql<{ state: string }>("select state from mobilities where id = $1", [scene.stays[at]])
  )[0]?.state;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const stop of stops) await stop();
  await db.close();
});

test.each([
  { name: "host", width: 360, keyboard: false, javaScript: true },
  { name: "host without JavaScript", width: 360, keyboard: false, javaScript: false },
])(
  "yes is two clicks and no field: $name",
  async (manner) => {
    const at = manner.javaScript ? 0 : 1;
    const visitor = await Visitor.arrives(browser, manner);
    // The first click is the link in the letter.
    await visitor.opens(letters[at]!);
    await visitor.looksAround();
    expect(await visitor.page.locator("main input:not([type=hidden]), main select").count()).toBe(
      0,
    );
    await visitor.presses(visitor.page.locator("form:has(input[value=yes]) button"));
    expect(visitor.page.url()).toBe(letters[at]);
    await visitor.looksAround();
    expect(await visitor.page.textContent("main")).toContain(`Secret0${at}`);
    expect(await stayOf(at)).toBe("matched");
    await visitor.leaves();
  },
  60_000,
);

test("a program that opens every link with a real browser changes nothing; a person then can", async () => {
  const rows = () =>
    db.sql(
      `select (select md5(string_agg(r::text, '')) from host_requests r) as requests,
         (select count(*) from event_log) as events, (select count(*) from mail_messages) as letters`,
    );
  const before = await rows();
  const page = await browser.newPage();
  for (const path of ["", "/change", "/decline", "/other"]) {
    await page.goto(`${letters[2]}${path}`);
    await page.waitForTimeout(300);
  }
  expect(await rows()).toEqual(before);
  await page.goto(letters[2]!);
  await page.locator('a[href$="/decline"]').click();
  await page.locator('input[value="no-mentor"]').check();
  await page.locator('input[value="6"]').check();
  await page.locator("main form button").click();
  await page.waitForLoadState();
  expect(await stayOf(2)).toBe("planned");
  expect(await page.textContent("h1")).toContain("Gracias");
  await page.close();
}, 60_000);
