import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { CLASS_CODE } from "../world/build-schools.ts";
import { sitsDown } from "./crawl.ts";
import { Meter } from "./meter.ts";
import { journeySite } from "./site.ts";
import { Visitor } from "./visitor.ts";

const site = await journeySite();
const school = `/console/${site.scheme}/school`;
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** Seconds that the meter takes for a word. */
const A_WORD = 0.125;
const SLOW = { timeout: 240_000 };
const PHONE = { name: "on a phone", width: 360, keyboard: false, javaScript: true };
const PLAIN = { ...PHONE, javaScript: false };

/** A page came and was read, but for the choices of lists that are closed. */
async function reads(meter: Meter, page: Page): Promise<void> {
  await meter.page(page);
  const choices = (await page.locator("main option").allTextContents()).join(" ").split(/\s+/);
  meter.seconds -= choices.filter(Boolean).length * A_WORD;
}

/** In the seat of the officer in Prishtina, with somebody counting what each press costs. */
async function officer(manner = PHONE): Promise<{ visitor: Visitor; page: Page; meter: Meter }> {
  const visitor = await Visitor.arrives(browser, manner);
  await sitsDown(site, visitor, "school-officer", "en");
  return { visitor, page: visitor.page, meter: new Meter() };
}

test(
  "Monday's check is one page: at most seven lines, one link each, read in half a minute",
  SLOW,
  async () => {
    const { visitor, page, meter } = await officer();
    await visitor.opens(site.url + school);
    await meter.page(page);
    const lines = page.locator("main .govuk-task-list__item");
    const count = await lines.count();
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(7);
    expect(await lines.locator("a").count()).toBe(count);
    expect(await page.locator("main").textContent()).toContain(
      "5 pupils have not sent the application",
    );
    expect([meter.pages, meter.clicks, meter.fields]).toEqual([1, 0, 0]);
    expect(meter.seconds).toBeLessThan(30);
    // One press further: which of the twelve, and what to write to them.
    await lines.getByText("5 pupils have not sent").click();
    const shown = await page.locator("main").textContent();
    for (const text of [/7\s*have sent/, /3\s*have begun/, /2\s*not begun/, /Thaçi, Rinor/]) {
      expect(shown).toMatch(text);
    }
    await visitor.leaves();
  },
);

test("the class is told with three presses: the code, its text, its poster", SLOW, async () => {
  const { visitor, page, meter } = await officer();
  await visitor.opens(site.url + school);
  for (const name of ["Classes", "11-B"]) {
    meter.press();
    await visitor.presses(page.getByRole("link", { name, exact: true }).first());
  }
  expect(await page.locator("#text").inputValue()).toContain(`?class=${CLASS_CODE}`);
  meter.press();
  await visitor.presses(page.getByRole("button", { name: "Poster to print" }));
  expect(meter.clicks).toBe(3);
  await page.emulateMedia({ media: "print" });
  // One sheet of A4 at the size in which a browser prints: 96 pixels an inch, margins of a centimetre.
  await page.setViewportSize({ width: 718, height: 1046 });
  for (const gone of [".app-header", ".app-demo", ".govuk-service-navigation"]) {
    expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
  }
  const sheet = await page.locator(".app-class-poster").boundingBox();
  expect(sheet?.height).toBeLessThan(1046);
  const qr = await page.locator(".app-qr").boundingBox();
  expect(qr?.width).toBeGreaterThan(150);
  await visitor.leaves();
});

test.each([PHONE, PLAIN])(
  "grades of a class are pasted and confirmed ($javaScript)",
  SLOW,
  async (manner) => {
    const { visitor, page, meter } = await officer(manner);
    await site.db.sql("delete from school_confirmations");
    await site.db.sql("delete from school_facts");
    const rows = await site.db.sql<{ name: string; code: string }>(
      `select p.family_name || ' ' || p.given_names as name, a.code from applications a
     join persons p on p.id = a.person_id join calls c on c.id = a.call_id
     where c.number = 4 and a.sending_country = 'XK' order by a.code`,
    );
    expect(rows).toHaveLength(7);
    const pasted = rows
      .map(
        ({ name, code }, at) =>
          `${at % 2 === 0 ? name : code}\t${20 + at}\thost-b1+other-a2\t${8 + at}\t9${at}`,
      )
      .join("\n");
    await visitor.opens(site.url + school);
    meter.press();
    await visitor.presses(page.getByRole("link", { name: /grades/ }));
    await reads(meter, page);
    meter.press();
    await page.getByText("Paste from a spreadsheet").click();
    // Pasted, not typed: one press.
    meter.press();
    await page.getByLabel("Names or codes and figures").fill(pasted);
    meter.press();
    await visitor.presses(page.getByRole("button", { name: "Fill in the table" }));
    await visitor.looksAround();
    await reads(meter, page);
    expect(await page.locator("main").textContent()).toContain("7 pupils filled in.");
    expect(await page.locator("main .govuk-error-message").count()).toBe(0);
    meter.press();
    await visitor.presses(page.getByRole("button", { name: "Confirm for 7 pupils" }));
    expect(meter.clicks).toBe(5);
    expect(meter.seconds).toBeLessThan(180);
    const [stored] = await site.db.sql(
      `select count(distinct application_id)::int as pupils, max(points)::int as most from school_confirmations`,
    );
    expect(stored).toEqual({ pupils: 7, most: 26 });
    await visitor.leaves();
  },
);

test("an absence is handed over in under a minute", SLOW, async () => {
  const { visitor, page, meter } = await officer(PLAIN);
  await visitor.opens(site.url + school);
  meter.press();
  await visitor.presses(page.getByRole("link", { name: "Hand over to a colleague" }));
  await meter.page(page);
  const year = String(new Date().getUTCFullYear() + 1);
  for (const [label, text] of [
    ["Colleague’s name", "Luan Dema"],
    ["Colleague’s e-mail address", "luan@mjeshtri.example"],
  ] as const) {
    meter.type(text);
    await page.getByLabel(label).fill(text);
  }
  for (const [name, days] of [
    ["starts", "4"],
    ["ends", "8"],
  ] as const) {
    for (const [part, text] of [
      ["day", days],
      ["month", "1"],
      ["year", year],
    ] as const) {
      meter.type(text);
      await page.locator(`#${name}-${part}`).fill(text);
    }
  }
  meter.press();
  await visitor.presses(page.getByRole("button", { name: "Hand over" }));
  expect(await page.locator("main").textContent()).toContain("Luan Dema stands in for you");
  expect(meter.fields).toBe(8);
  expect(meter.seconds).toBeLessThan(60);
  await visitor.leaves();
});
