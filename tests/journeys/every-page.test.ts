import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/platform/i18n/index.ts";
import { LOCALE_COOKIE, SESSION_COOKIE } from "../../src/platform/web/server.ts";
import { startBrowser } from "../support/browser.ts";
import { journeySite } from "./site.ts";
import { Visitor } from "./visitor.ts";

const site = await journeySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const PHONE = { name: "on a phone", width: 360, keyboard: false, javaScript: true };

/** Addresses of one kind look alike: ids, codes, countries and queries do not make another page. */
const kindOf = (path: string): string =>
  path
    .replace(/\?.*$/, "")
    .replace(/#.*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/\/board\/[a-z-]+(?!\.)/, "/board/:line")
    .replace(/\/:line\/[A-Z]{2}/, "/:line/:country")
    .replace(new RegExp(`^/(${LOCALES.join("|")})(?=/|$)`), "/:lang");

/** Follows every link that stays below an address, one page of each kind; each must be there and be right. */
async function everyPage(
  visitor: Visitor,
  start: string,
  language: string,
  below: string,
): Promise<string[]> {
  const seen = new Map<string, string>();
  const waiting = [start];
  while (waiting.length > 0) {
    const path = waiting.shift()!;
    if (seen.has(kindOf(path))) continue;
    seen.set(kindOf(path), path);
    const { page } = visitor;
    // A file is not a page; that it is there is enough.
    if (/\.(csv|json|ndjson)($|\?)|\/trace$|\/folder\//.test(path)) {
      expect((await page.request.get(site.url + path)).status(), path).toBe(200);
      continue;
    }
    await visitor.opens(site.url + path);
    await visitor.looksAround();
    expect(await page.locator("html").getAttribute("lang"), path).toBe(language);
    const links = await page
      .locator("a[href^='/']")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    waiting.push(...links.filter((link) => link.startsWith(below)));
  }
  return [...seen.keys()].sort();
}

test("every public page in Albanian", { timeout: 180_000 }, async () => {
  const visitor = await Visitor.arrives(browser, PHONE);
  const kinds = await everyPage(visitor, `/sq/${site.scheme}`, "sq", "/sq/");
  expect(kinds).toContain("/:lang/:scheme/place".replace(":scheme", site.scheme));
  expect(kinds.length).toBeGreaterThanOrEqual(8);
  await visitor.leaves();
});

test.each([
  { role: "coordinator", locale: "sr-Cyrl", least: 22 },
  { role: "country-partner", locale: "sq", least: 14 },
])("every page of a $role in $locale", { timeout: 240_000 }, async ({ role, locale, least }) => {
  const visitor = await Visitor.arrives(browser, PHONE);
  const { page } = visitor;
  await visitor.opens(`${site.url}/demo/${site.scheme}/${role}`);
  await visitor.presses(page.locator("main form button").first());
  const cookies = await page.context().cookies();
  expect(cookies.find((c) => c.name === SESSION_COOKIE)?.httpOnly).toBe(true);
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: site.url }]);
  const kinds = await everyPage(visitor, `/console/${site.scheme}`, locale, "/console/");
  expect(kinds.length).toBeGreaterThanOrEqual(least);
  await visitor.leaves();
});
