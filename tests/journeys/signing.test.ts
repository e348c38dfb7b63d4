/**
 * One agreement on three channels: a learner signs with a script and a finger in Albanian, a guardian
 * on paper, a school without a script in Serbian letters, and the company names the mentor in three
 * clicks and two fields.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../../src/platform/log.ts";
import { openProgram } from "../../src/program.ts";
import { recordSignature } from "../../src/stages/agreements/record-signature.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { agreementScene, PUBLIC } from "../support/agreements.ts";
import { startBrowser } from "../support/browser.ts";
import { need } from "../support/call.ts";
import { Visitor } from "./visitor.ts";

const scene = await agreementScene();
const assets = await buildAssets();
loadAssets(assets.dir);
const stops: (() => Promise<void> | void)[] = [];
const { app } = await openProgram({
  urls: scene.db,
  clock: scene.clock,
  secret: "a secret of the journeys only, long enough",
  publicUrl: "http://localhost",
  demo: false,
  post: null,
  assets: assets.dir,
  log: createLog({ level: "fatal" }),
  onEnd: (_name, stop) => stops.unshift(stop),
});
await app.listen({ host: "127.0.0.1", port: 0 });
const { port } = app.server.address() as { port: number };
const address = async (role: string, lang: string) =>
  `http://localhost:${port}/${lang}/${scene.scheme.slug}/sign/${await scene.secret(role)}`;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const stop of stops) await stop();
});

test("a learner draws and signs in Albanian, and the bar is there from the first screen on", async () => {
  const visitor = await Visitor.arrives(browser, {
    name: "with JavaScript",
    width: 360,
    keyboard: false,
    javaScript: true,
  });
  const { page } = visitor;
  await visitor.opens(await address("participant", "sq"));
  await visitor.looksAround();
  expect(await page.locator(".app-sign-bar a").first().isVisible()).toBe(true);
  await page.locator(".app-sign-bar a").first().click();
  const board = page.locator("svg.app-drawing");
  await board.scrollIntoViewIfNeeded();
  const box = (await board.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 40);
  await page.mouse.up();
  await page.locator("input[name=name]").fill("Ana Secret");
  await page.locator("input[name=agreed]").check();
  await page.locator("form:has(input[value=sign]) button.app-button-wide").click();
  await page.waitForLoadState();
  await visitor.looksAround();
  const [signed] = await scene.db.sql<{ drawing: { path: string } }>(
    "select drawing from agreement_signatures",
  );
  expect(signed?.drawing.path).toMatch(/^M\d+ \d+(L\d+ \d+)+$/);
  await visitor.leaves();
}, 60_000);

test("after a guardian's paper, a school signs without a script, and the company in three clicks", async () => {
  const partyId = await scene.party("guardian");
  need(
    await scene.as((tx) =>
      recordSignature(
        tx,
        {
          agreementId: scene.agreementId,
          partyId,
          channel: "paper",
          version: 1,
          name: "Mirjeta Secret",
          signedOn: "2027-03-01",
          file: { type: "image/jpeg", bytes: Buffer.from("a photograph") },
        },
        PUBLIC,
      ),
    ),
  );
  const visitor = await Visitor.arrives(browser, {
    name: "without JavaScript",
    width: 360,
    keyboard: false,
    javaScript: false,
  });
  const { page } = visitor;
  const send = async () => {
    await page.locator("form:has(input[value=sign]) button.app-button-wide").click();
    await page.waitForLoadState();
  };
  for (const role of ["sending", "intermediary"]) {
    await visitor.opens(await address(role, "sr-Cyrl"));
    expect(await page.locator("svg.app-drawing").isVisible()).toBe(false);
    await page.locator("input[name=name]").fill("Марко Потпис");
    await page.locator("input[name=agreed]").check();
    await send();
  }
  // The company: its letter's address, the bar, the button; its own name and the mentor's.
  let clicks = 1;
  await visitor.opens(await address("hosting", "en"));
  await page.locator(".app-sign-bar a").first().click();
  clicks += 1;
  const fields = page.locator("form:has(input[value=sign]) input:not([type=hidden])");
  expect(await fields.count()).toBe(2);
  await page.locator('input[name="mentor.name"]').fill("Marta");
  await page.locator("input[name=name]").fill("Lucía");
  await send();
  clicks += 1;
  expect(clicks).toBe(3);
  const [agreement] = await scene.db.sql<{ state: string }>(
    "select state from agreements where id = $1",
    [scene.agreementId],
  );
  expect(agreement?.state).toBe("signed");
  await visitor.leaves();
}, 60_000);
