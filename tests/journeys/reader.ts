/**
 * Reads many pages in one window: the text of a page is written into it as if it had come from its
 * address, with its style sheet and its scripts, and axe is loaded once for all of them. A page costs
 * a third of what it costs to open it.
 */
import type { Browser, Page } from "playwright-core";
import { axeFindings } from "../support/axe.ts";

type Reading = {
  /** Where the text came from, without the site. */
  readonly path: string;
  readonly html: string;
  readonly language: string;
  /** False for a page whose colours were looked at in another language. */
  readonly colours?: boolean;
};

export class Reader {
  readonly page: Page;
  #read = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  /** @param url of a program that listens: style sheets, fonts and scripts come from there */
  static async sits(browser: Browser, url: string): Promise<Reader> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(`${url}/en/`);
    return new Reader(page);
  }

  /** Shows a page on a small phone. */
  async shows(path: string, html: string): Promise<void> {
    this.#read += 1;
    // A module runs once in a window, unless it has another address.
    const again = html.replace(/(<script type="module" src="[^"?]+)/g, `$1?${this.#read}`);
    await this.page.evaluate((to) => history.replaceState(null, "", to), path);
    await this.page.setContent(again);
  }

  /** What is wrong with a page: findings of axe, a sideways scroll, its language, its headings. */
  async reads({ path, html, language, colours = true }: Reading): Promise<string[]> {
    await this.shows(path, html);
    const { over, lang, h1 } = await this.page.evaluate(() => ({
      over: document.documentElement.scrollWidth - window.innerWidth,
      lang: document.documentElement.lang,
      h1: document.querySelectorAll("h1").length,
    }));
    return [
      ...(await axeFindings(this.page, { colours })),
      ...(over > 0 ? [`scrolls sideways by ${over} pixels`] : []),
      ...(lang === language ? [] : [`is in ${lang}`]),
      ...(h1 === 1 ? [] : [`has ${h1} h1`]),
    ].map((finding) => `${path} in ${language}: ${finding}`);
  }
}
