/**
 * An assessor's hour: twenty-five cases by keyboard alone, metered; the same with JavaScript off. What
 * the office then makes of the scores is a list that the command line computes anew.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RANKING_FILES } from "../../src/stages/selection/ranking/ranking-folder.ts";
import { axeFindings } from "../support/axe.ts";
import { startBrowser } from "../support/browser.ts";
import { journeySite } from "./site.ts";

const site = await journeySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => browser?.close());

/** Seconds of a keystroke, and of making up one's mind to act (Card, Moran and Newell 1980). */
const KEY = 0.28;
const MIND = 1.35;
const CASES = 25;

/** Counts what hands do; a press of the mouse is an error of the journey. */
class Meter {
  readonly page: Page;
  keys = 0;
  pages = 0;
  constructor(page: Page) {
    this.page = page;
  }
  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
  /** A press that leads to another page. */
  async go(key: string): Promise<void> {
    const moved = this.page.waitForEvent("framenavigated");
    await this.press(key);
    await moved;
    await this.page.waitForLoadState();
    this.pages += 1;
  }
}

async function seated(role: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled,
  });
  const page = await context.newPage();
  await page.goto(`${site.url}/demo/${site.scheme}/${role}`);
  await page.click("main form button");
  return page;
}

const scoredOf = async (mark: number): Promise<number> =>
  (
    await site.db.sql<{ n: number }>(
      "select count(*)::int as n from assessments t join assessors r on r.id = t.assessor_id where r.mark = $1 and t.state = 'scored'",
      [mark],
    )
  )[0]!.n;

test("twenty-five cases without a mouse: a digit and Enter each", {
  timeout: 180_000,
}, async () => {
  const page = await seated("assessor");
  await page.evaluate(() => {
    for (const name of ["mousedown", "pointerdown"]) {
      addEventListener(name, () => {
        throw new Error("a mouse was used");
      });
    }
  });
  const meter = new Meter(page);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  // From the first page to the first case: Tab to the queue, Tab to the button.
  const reach = async (what: string) => {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      const there = await page.evaluate(
        (text) => document.activeElement?.textContent === text,
        what,
      );
      if (there) return;
      await meter.press("Tab");
    }
    throw new Error(`${what} cannot be reached`);
  };
  await reach("Call 5: Job shadowing in Lyon and Dordrecht");
  await meter.go("Enter");
  await reach("Begin");
  await meter.go("Enter");
  const before = meter.keys;
  expect(await page.locator("h1").textContent()).toBe("Case 1 of 25");
  expect(await axeFindings(page)).toEqual([]);
  for (let done = 0; done < CASES; done += 1) {
    await meter.press(String(1 + (done % 4)));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Save and next");
    await meter.go("Enter");
  }
  expect(await page.locator("main").textContent()).toContain("All your cases are done");
  expect(await scoredOf(1)).toBe(CASES);
  expect(errors).toEqual([]);

  const perCase = (meter.keys - before) / CASES;
  const hands = meter.keys * KEY + CASES * 2 * MIND;
  // What is left of an hour is for reading: more than two minutes a case.
  expect({ perCase, pages: meter.pages }).toEqual({ perCase: 2, pages: CASES + 2 });
  expect(hands).toBeLessThan(120);
  expect((3600 - hands) / CASES).toBeGreaterThan(120);
  await page.context().close();
});

test("s skips, n writes a note, c declares a conflict; in the note digits are text", async () => {
  await site.db.sql(
    "update assessments set state = 'waiting' where assessor_id = (select id from assessors where mark = 1) and not shared",
  );
  const page = await seated("assessor");
  await page.click("table a");
  await page.click("main .govuk-button");
  const meter = new Meter(page);
  const first = await page.locator("h1").textContent();
  await meter.press("n");
  await page.keyboard.type("1 and 2 and s");
  expect(await page.locator("textarea").inputValue()).toBe("1 and 2 and s");
  // Kept a moment after the last key.
  await page.waitForTimeout(500);
  await page.reload();
  // What was typed is still there, and the focus is back at the scores.
  expect(await page.locator("textarea").inputValue()).toBe("1 and 2 and s");
  await meter.go("s");
  expect(await page.locator("h1").textContent()).not.toBe(first);
  await meter.go("c");
  expect(await page.locator("h1").textContent()).toContain("Conflict of interest");
  await page.context().close();
});

test("with JavaScript off the same page scores a case with radios and a button", async () => {
  const page = await seated("assessor", false);
  await page.click("table a");
  await page.click("main .govuk-button");
  const before = await page.locator("h1").textContent();
  await page.check("input[data-score='3']");
  // These cases were scored once: the page asks why, and says so when nobody does.
  await page.click("text=Save and next");
  expect(await page.locator(".govuk-error-summary").count()).toBe(1);
  await page.fill("[name=reason]", "Read once more");
  await page.check("input[data-score='2']");
  await page.click("text=Save and next");
  expect(await page.locator("h1").textContent()).not.toBe(before);
  await page.context().close();
});

test("the office makes a list of the scores, and the command line makes the same one", {
  timeout: 180_000,
}, async () => {
  await site.db.sql(
    "update assessments set state = 'scored' where state in ('waiting', 'skipped') and call_id = (select id from calls where number = 5)",
  );
  const page = await seated("coordinator");
  const root = `${site.url}/console/${site.scheme}/selection`;
  await page.goto(root);
  await page.click("main table a");
  const call = page.url();
  // Three people's papers were not looked at yet: the page says whose, and each takes three forms.
  await page.goto(`${call}/cases?show=missing`);
  const people = await page
    .locator("main tbody a")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(people).toHaveLength(3);
  for (const person of people) {
    for (const criterion of ["languages", "post", "first-time"]) {
      await page.goto(person);
      const form = page.locator("form", {
        has: page.locator(`input[name="criterion"][value="${criterion}"]`),
        hasNot: page.locator("textarea"),
      });
      await form.locator("xpath=ancestor::details/summary").click();
      if (criterion === "languages") await form.getByLabel(/B1/).first().check();
      await form.locator("button").click();
    }
  }
  await page.goto(`${call}/decisions`);
  const today = new Date().toISOString().slice(0, 10).split("-");
  for (const [part, value] of [
    ["year", today[0]],
    ["month", today[1]],
    ["day", today[2]],
  ] as const) {
    await page.fill(`[name="heldOn-${part}"]`, value!);
  }
  await page.fill("[name=members]", "Anna Ferri, chair\nMirela Lleshi, Albanian Skills");
  await page.fill("[name=minutes]", "Every case was looked at. The order is taken as computed.");
  await page.click("text=Record and freeze");
  await page.click("text=Publish the provisional list");
  await page.click("main form button");
  await page.click("text=Write the letters");
  await page.click("main form button");
  expect(await page.locator("main").textContent()).toContain("25 letters have been let go");
  await page.goto(`${call}/lists`);
  await page.click("text=Provisional list");
  expect(await page.locator("main tbody tr").count()).toBe(25);
  expect(await axeFindings(page)).toEqual([]);

  const folder = mkdtempSync(join(tmpdir(), "kalfa-list-"));
  for (const name of RANKING_FILES) {
    const reply = await page.request.get(`${page.url()}/files/${name}`);
    writeFileSync(join(folder, name), await reply.text());
  }
  const rank = () =>
    spawnSync(process.execPath, [join(import.meta.dirname, "../../bin/kalfa"), "rank", folder], {
      encoding: "utf8",
    });
  expect(rank()).toMatchObject({ status: 0, stdout: expect.stringContaining("25 people") });
  writeFileSync(join(folder, "list.csv"), "rank,applicant\n1,NOBODY\n");
  expect(rank().status).toBe(1);
  rmSync(folder, { recursive: true });
  await page.context().close();
});
