/**
 * What a journey costs a person, by the keystroke-level model (Card, Moran and Newell 1983) with the
 * figures of a small phone: a key by thumb, a tap with its aim, a decision, and reading what stands
 * on the page. The text of one's own has the time to think of it on top.
 */
import type { Page } from "playwright-core";

const SECONDS = {
  key: 0.28,
  tap: 1.1,
  decide: 1.35,
  /** 240 words a minute, for words that are read: half of a form's words are looked over. */
  word: 0.125,
  /** Each letter of a text that has to be thought of before it is typed. */
  compose: 0.3,
  /** A page of a form on a slow line (400 ms, 400 kbit/s). */
  wait: 1.33,
} as const;

export class Meter {
  pages = 0;
  clicks = 0;
  fields = 0;
  keys = 0;
  files = 0;
  /** Pages that ask or send something. */
  forms = 0;
  seconds = 0;

  /** A page came: it was waited for and read. */
  async page(page: Page): Promise<void> {
    this.pages += 1;
    const text = await page.evaluate(() => document.querySelector("main")?.innerText ?? "");
    const words = text.split(/\s+/).filter(Boolean).length;
    this.seconds += SECONDS.wait + words * SECONDS.word;
    if ((await page.locator("main form[data-answer]").count()) > 0) this.forms += 1;
    this.files += await page.locator("main input[type=file]").count();
  }
  press(): void {
    this.clicks += 1;
    this.seconds += SECONDS.tap;
  }
  /** A box was found, decided about and filled. */
  type(text: string, own = false): void {
    this.fields += 1;
    this.keys += text.length;
    this.seconds += SECONDS.decide + SECONDS.tap + text.length * SECONDS.key;
    if (own) this.seconds += text.length * SECONDS.compose;
  }
  /** One of several was chosen; a select asks for two taps. */
  choose(taps: 1 | 2): void {
    this.fields += 1;
    this.clicks += taps;
    this.seconds += SECONDS.decide + taps * SECONDS.tap;
  }
}
