/**
 * Macedonian and Albanian run longer than English, and no language is the longest everywhere. So
 * English is made longer than any of them, and no page may scroll sideways on a small phone.
 */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { lengthenEnglish } from "../support/long-words.ts";
import { everyPage, seated } from "./crawl.ts";
import { Reader } from "./reader.ts";
import { journeySite } from "./site.ts";

lengthenEnglish();
const site = await journeySite();
let browser: Browser;
let reader: Reader;
beforeAll(async () => {
  browser = await startBrowser();
  reader = await Reader.sits(browser, site.url);
});
afterAll(() => browser?.close());

/** What reaches over the edge, by the text that does, so that a failure says what to mend. */
async function overTheEdge(): Promise<string | null> {
  return reader.page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const { right, width } = range.getBoundingClientRect();
      if (width > 1 && right > window.innerWidth) {
        texts.push(`${walker.currentNode.parentElement?.className}: ${range}`.slice(0, 120));
      }
    }
    const { scrollWidth } = document.documentElement;
    return `${location.pathname}: ${scrollWidth} px, ${texts.slice(0, 3).join(" | ")}`;
  });
}

test.each([
  { who: "anybody", locale: "en", least: 8 },
  { who: "anybody", locale: "mk", least: 8 },
  { who: "coordinator", locale: "en", least: 22 },
  { who: "coordinator", locale: "mk", least: 22 },
])("nothing of $who scrolls sideways in $locale", { timeout: 240_000 }, async (of) => {
  const open = of.who === "anybody";
  const caller = open
    ? { site, cookie: "", start: `/${of.locale}/${site.scheme}` }
    : await seated(site, of.who);
  const found: string[] = [];
  const kinds = await everyPage(caller, {
    below: open ? `/${of.locale}/` : "/console/",
    language: of.locale,
    look: async ({ path, html }) => {
      await reader.shows(path, html);
      const over = await overTheEdge();
      if (over) found.push(over);
    },
  });
  expect(found).toEqual([]);
  expect(kinds.length).toBeGreaterThanOrEqual(of.least);
});
