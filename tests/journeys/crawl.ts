import { expect } from "vitest";
import { LOCALES } from "../../src/platform/i18n/index.ts";
import { LOCALE_COOKIE, SESSION_COOKIE } from "../../src/platform/web/server.ts";
import type { JourneySite } from "./site.ts";
import type { Visitor } from "./visitor.ts";

/** Addresses of one kind look alike: ids, codes, countries and queries do not make another page. */
export const kindOf = (path: string): string =>
  path
    .replace(/\?.*$/, "")
    .replace(/#.*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/\/board\/[a-z-]+(?!\.)/, "/board/:line")
    .replace(/\/:line\/[A-Z]{2}/, "/:line/:country")
    .replace(/(?<=\/calls\/)\d+/, ":number")
    .replace(/(?<=\/cities\/)[a-z-]+/, ":city")
    .replace(new RegExp(`^/(${LOCALES.join("|")})(?=/|$)`), "/:lang");

type Crawl = {
  readonly start: string;
  /** Only links below this address are followed. */
  readonly below: string;
  readonly language: string;
  readonly look: () => Promise<void>;
};

/** Follows every link below an address, one page of each kind; each must be there and be right. */
export async function everyPage(site: JourneySite, visitor: Visitor, of: Crawl): Promise<string[]> {
  const seen = new Map<string, string>();
  const waiting = [of.start];
  while (waiting.length > 0) {
    const path = waiting.shift()!;
    if (seen.has(kindOf(path))) continue;
    seen.set(kindOf(path), path);
    const { page } = visitor;
    // A file is not a page; that it is there is enough.
    if (/\.(csv|json|ndjson|atom|xml|ics|svg|pdf|zip|xlsx)($|\?)|\/trace$|\/folder\//.test(path)) {
      expect((await page.request.get(site.url + path)).status(), path).toBe(200);
      continue;
    }
    await visitor.opens(site.url + path);
    await of.look();
    expect(await page.locator("html").getAttribute("lang"), path).toBe(of.language);
    const links = await page
      .locator("a[href^='/']")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    waiting.push(...links.filter((link) => link.startsWith(of.below)));
  }
  return [...seen.keys()].sort();
}

/** Takes a seat of the demo and reads the console in a language. */
export async function sitsDown(
  site: JourneySite,
  visitor: Visitor,
  role: string,
  locale: string,
): Promise<void> {
  const { page } = visitor;
  await visitor.opens(`${site.url}/demo/${site.scheme}/${role}`);
  await visitor.presses(page.locator("main form button").first());
  const cookies = await page.context().cookies();
  expect(cookies.find((c) => c.name === SESSION_COOKIE)?.httpOnly).toBe(true);
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: site.url }]);
}
