/** What becomes of an answer when the line or the browser dies, and when somebody taps twice. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { applySite } from "./apply-site.ts";

const site = await applySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
const SLOW = { timeout: 90_000 };
const question = (code: string) => `${site.url}/en/summer/apply/question/${code}`;

async function begin(page: Page, family: string): Promise<void> {
  await page.goto(`${site.start("en")}/first`);
  await page.fill("[name=name-given]", "Line");
  await page.fill("[name=name-family]", family);
  await page.click("main form button");
  await page.waitForURL(/question\/birth/);
}
const draftOf = async (family: string) =>
  (
    await site.db.sql<{ id: string; code: string; answers: Record<string, unknown> }>(
      "select id, code, answers from application_drafts where answers->'name'->>'familyName' = $1",
      [family],
    )
  ).map((row) => row);

test(
  "the line dies while an answer is sent: it is said, kept, and sent once when the line is back",
  SLOW,
  async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await begin(page, "Offline");
    await page.goto(question("why"));
    let posts = 0;
    page.on("request", (request) => {
      if (request.method() === "POST") posts += 1;
    });
    await page.fill("[name=why]", "Because of the bread.");
    await context.setOffline(true);
    await page.click("main form button");
    await page.waitForSelector("#not-sent:not([hidden])");
    expect(await page.textContent("#not-sent")).toContain("We try again by ourselves.");
    expect(await page.inputValue("[name=why]")).toBe("Because of the bread.");
    expect((await draftOf("Offline"))[0]?.answers.why).toBeUndefined();
    await context.setOffline(false);
    await page.waitForURL(/question\/guardian/, { timeout: 15_000 });
    expect((await draftOf("Offline"))[0]?.answers.why).toBe("Because of the bread.");
    expect(posts).toBe(2);
    await context.close();
  },
);

test(
  "the browser dies in the middle of a text: it stands there again, and is gone once it was sent",
  SLOW,
  async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await begin(page, "Crash");
    await page.goto(question("why"));
    await page.locator("[name=why]").pressSequentially("Half a sent");
    await page.waitForTimeout(500);
    await page.close();
    const again = await context.newPage();
    await again.goto(question("why"));
    expect(await again.inputValue("[name=why]")).toBe("Half a sent");
    await again.click("main form button");
    await again.waitForURL(/question\/guardian/);
    expect(await again.evaluate(() => Object.keys(localStorage))).toEqual([]);
    // Health and money are never kept on a phone.
    await again.goto(question("needs"));
    await again.locator("[name=needs]").pressSequentially("private");
    await again.waitForTimeout(500);
    expect(await again.evaluate(() => JSON.stringify(localStorage))).not.toContain("private");
    // Somebody else's phone: what is kept is forgotten when it is left.
    await again.goto(question("contact"));
    await again.fill("[name=contact-phone]", "+355 69 000");
    await again.waitForTimeout(500);
    expect(await again.evaluate(() => Object.keys(localStorage).length)).toBe(1);
    await again.goto(`${site.url}/en/summer/apply/leave`);
    await again.locator("main form button").first().click();
    await again.waitForURL(/apply\/continue/);
    expect(await again.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect((await context.cookies()).filter((cookie) => cookie.name === "kalfa.apply")).toEqual([]);
    await context.close();
  },
);

test("a browser inside an app without storage does without", SLOW, async () => {
  const context = await browser.newContext({
    userAgent:
      "Mozilla/5.0 (Linux; Android 11; SM-A125F) AppleWebKit/537.36 Chrome/112.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/420.0;]",
  });
  await context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await begin(page, "Inapp");
  await page.goto(question("why"));
  await page.fill("[name=why]", "It works here too.");
  await page.click("main form button");
  await page.waitForURL(/question\/guardian/);
  expect((await draftOf("Inapp"))[0]?.answers.why).toBe("It works here too.");
  expect(errors).toEqual([]);
  await context.close();
});

test(
  "a double tap and the back button end in one application and the last answer",
  SLOW,
  async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.start("en")}/first`);
    await page.fill("[name=name-given]", "Line");
    await page.fill("[name=name-family]", "Twice");
    await page.dblclick("main form button");
    await page.waitForURL(/question\/birth/);
    await page.goBack();
    await page.waitForURL(/first/);
    await page.fill("[name=name-given]", "Back");
    await page.fill("[name=name-family]", "Twice");
    await page.click("main form button");
    await page.waitForURL(/question\/birth/);
    const drafts = await draftOf("Twice");
    // Coming back the browser may have asked for the page anew: then it is another application begun.
    expect(
      drafts.map((draft) => (draft.answers.name as { givenNames: string }).givenNames),
    ).toContain("Back");
    await context.close();
  },
);

test("begun on one phone, finished on another by code and birth date", SLOW, async () => {
  const first = await browser.newContext();
  const page = await first.newPage();
  await begin(page, "Resume");
  await page.fill("[name=birth-day]", "14");
  await page.fill("[name=birth-month]", "3");
  await page.fill("[name=birth-year]", "2010");
  await page.click("main form button");
  await page.waitForURL(/question\/school/);
  const code = ((await page.textContent(".app-code")) ?? "").trim();
  await first.close();
  const second = await browser.newContext();
  const other = await second.newPage();
  await other.goto(`${site.url}/en/summer/apply/continue`);
  await other.fill("[name=code]", code);
  await other.fill("[name=birth-day]", "14");
  await other.fill("[name=birth-month]", "3");
  await other.fill("[name=birth-year]", "2010");
  await other.click("main form button");
  await other.waitForURL(/apply\/check/);
  expect(await other.textContent("main")).toContain("Line Resume");
  await second.close();
});
