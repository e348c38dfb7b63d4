import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { weigh } from "./apply-budget.ts";
import { applySite } from "./apply-site.ts";

const site = await applySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const KB = 1024;

test("bytes are exact: first view within 45 KB with the own font, each next step within 3 KB", {
  timeout: 120_000,
}, async () => {
  for (const locale of ["sq", "sr-Cyrl"]) {
    const { firstView, steps, laterFonts } = await weigh(browser, site, locale, false);
    console.log(
      `${locale}: first view ${(firstView / KB).toFixed(1)} KB, steps ${steps.map((step) => (step / KB).toFixed(2)).join(" ")} KB`,
    );
    expect(firstView).toBeGreaterThan(20 * KB);
    expect(firstView).toBeLessThanOrEqual(45 * KB);
    expect(Math.max(...steps)).toBeLessThanOrEqual(3 * KB);
    // A school's name in the other script brings its letters once; even then it is a light first view.
    expect(firstView + laterFonts).toBeLessThanOrEqual(52 * KB);
  }
});

test("on a slow line and a slow phone the page stands there in two and a half seconds", {
  timeout: 180_000,
}, async () => {
  const paints: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { largestPaint, layoutShift } = await weigh(browser, site, "sr-Cyrl", true);
    paints.push(Math.round(largestPaint));
    expect(layoutShift).toBeLessThanOrEqual(0.02);
  }
  console.log(`largest paint: ${paints.join(", ")} ms`);
  expect(paints.sort((a, b) => a - b)[1]).toBeLessThanOrEqual(2500);
});
