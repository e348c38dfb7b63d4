/** Somebody with a browser: by mouse or by keyboard alone, with or without JavaScript, on any screen. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { axeFindings } from "../support/axe.ts";

export type Manner = {
  readonly name: string;
  readonly width: number;
  readonly keyboard: boolean;
  readonly javaScript: boolean;
};

const PICTURES = join(import.meta.dirname, "../../docs/first-five-minutes");
const MOST_TABS = 400;

export class Visitor {
  readonly page: Page;
  readonly #manner: Manner;

  private constructor(page: Page, manner: Manner) {
    this.page = page;
    this.#manner = manner;
  }

  static async arrives(browser: Browser, manner: Manner): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: manner.width, height: manner.width < 500 ? 740 : 900 },
      javaScriptEnabled: manner.javaScript,
    });
    return new Visitor(await context.newPage(), manner);
  }

  /** Opens an address typed or followed from elsewhere. */
  async opens(url: string): Promise<void> {
    const reply = await this.page.goto(url);
    expect(reply?.status(), url).toBe(200);
  }

  /** Presses a link or button as a person would: reached by Tab alone in the keyboard's manner. */
  async presses(what: Locator): Promise<void> {
    if (!this.#manner.keyboard) {
      await what.click();
    } else {
      await this.reaches(what);
      // Unlike a click, a key press does not wait for the page it leads to; a button of a script leads nowhere.
      const moved = this.page.waitForEvent("framenavigated", { timeout: 5_000 }).catch(() => null);
      await this.page.keyboard.press("Enter");
      await moved;
    }
    await this.page.waitForLoadState();
  }

  async types(into: Locator, text: string): Promise<void> {
    if (!this.#manner.keyboard) return into.fill(text);
    await this.reaches(into);
    await this.page.keyboard.type(text);
  }

  /** Tab after Tab until the focus is there, and the focus can be seen. */
  private async reaches(what: Locator): Promise<void> {
    await what.waitFor({ state: "attached" });
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await what.evaluate((element) => element === document.activeElement)) {
        const box = await what.boundingBox();
        expect(box, "the focused element can be seen").not.toBeNull();
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${what} cannot be reached by keyboard`);
  }

  /** What is true of every page: no axe finding, no sideways scroll, one h1. */
  async looksAround(picture?: string): Promise<void> {
    const { page } = this;
    if (this.#manner.javaScript) {
      // The keyboard walks the pages of the mouse: axe has looked at them.
      if (!this.#manner.keyboard) expect(await axeFindings(page), page.url()).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    expect(await page.locator("h1").count(), `${page.url()} has one h1`).toBe(1);
    if (picture && process.env.KALFA_PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${picture}.png`), fullPage: false });
    }
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }
}
