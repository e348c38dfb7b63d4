import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { everyPage, sitsDown } from "./crawl.ts";
import { journeySite } from "./site.ts";
import { Visitor } from "./visitor.ts";

const site = await journeySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const PHONE = { name: "on a phone", width: 360, keyboard: false, javaScript: true };

test("every public page in Albanian", { timeout: 180_000 }, async () => {
  const visitor = await Visitor.arrives(browser, PHONE);
  const kinds = await everyPage(site, visitor, {
    start: `/sq/${site.scheme}`,
    below: "/sq/",
    language: "sq",
    look: () => visitor.looksAround(),
  });
  expect(kinds).toContain("/:lang/:scheme/place".replace(":scheme", site.scheme));
  expect(kinds.length).toBeGreaterThanOrEqual(8);
  await visitor.leaves();
});

test.each([
  { role: "coordinator", locale: "sr-Cyrl", least: 22 },
  { role: "country-partner", locale: "sq", least: 14 },
])("every page of a $role in $locale", { timeout: 240_000 }, async ({ role, locale, least }) => {
  const visitor = await Visitor.arrives(browser, PHONE);
  await sitsDown(site, visitor, role, locale);
  const kinds = await everyPage(site, visitor, {
    start: `/console/${site.scheme}`,
    below: "/console/",
    language: locale,
    look: () => visitor.looksAround(),
  });
  expect(kinds.length).toBeGreaterThanOrEqual(least);
  await visitor.leaves();
});
