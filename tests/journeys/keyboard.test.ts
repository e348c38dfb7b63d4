/** The Monday of a school's officer and the messages of a coordinator, by keyboard alone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SESSION_COOKIE } from "../../src/platform/web/server.ts";
import { startBrowser } from "../support/browser.ts";
import { seated } from "./crawl.ts";
import { Keyboard } from "./keyboard.ts";
import { journeySite } from "./site.ts";

const site = await journeySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const SLOW = { timeout: 180_000 };

/** In a seat, at its first page; a press of the mouse is an error of the journey. */
async function keyboardOf(role: string): Promise<{ keys: Keyboard; page: Page }> {
  const { cookie, start } = await seated(site, role);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const token = new RegExp(`${SESSION_COOKIE}=([^;]*)`).exec(cookie)?.[1] ?? "";
  await context.addCookies([{ name: SESSION_COOKIE, value: token, url: site.url }]);
  await context.addInitScript(() => {
    addEventListener("pointerdown", () => {
      throw new Error("a mouse was used");
    });
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(site.url + start);
  return { keys: new Keyboard(page), page };
}

test(
  "an officer's Monday: who has not sent, what to write to them, and the grades",
  SLOW,
  async () => {
    const { keys, page } = await keyboardOf("school-officer");
    await site.db.sql("delete from school_confirmations");
    await site.db.sql("delete from school_facts");
    await keys.walks();
    await keys.follows(page.getByRole("link", { name: /^5 pupils have not sent/ }));
    await keys.walks();
    await keys.reaches(page.getByLabel("For 11-B: who has not sent yet"));
    await page.goBack();

    const rows = await site.db.sql<{ code: string }>(
      `select a.code from applications a join calls c on c.id = a.call_id
     where c.number = 4 and a.sending_country = 'XK' order by a.code`,
    );
    await keys.follows(page.getByRole("link", { name: /grades/ }));
    await keys.walks();
    const more = page.locator("summary", { hasText: "Paste from a spreadsheet" });
    await keys.reaches(more);
    await page.keyboard.press("Enter");
    await keys.reaches(page.getByLabel("Names or codes and figures"));
    // What was copied in the other program comes with one press.
    await page.keyboard.insertText(
      rows
        .map(({ code }, at) => `${code}\t${20 + at}\thost-b1+other-a2\t${8 + at}\t9${at}`)
        .join("\n"),
    );
    await keys.follows(page.getByRole("button", { name: "Fill in the table" }));
    await keys.walks();
    await keys.follows(page.getByRole("button", { name: `Confirm for ${rows.length} pupils` }));
    const [stored] = await site.db.sql(
      "select count(distinct application_id)::int as pupils from school_confirmations",
    );
    expect(stored).toEqual({ pupils: rows.length });
    await page.context().close();
  },
);

test("a coordinator writes, looks at what people will read, and says when", SLOW, async () => {
  const { keys, page } = await keyboardOf("coordinator");
  await keys.follows(page.getByRole("link", { name: "Letters and library" }).first());
  await keys.walks();
  await keys.follows(page.getByRole("button", { name: "New template" }));
  await keys.walks();
  await keys.types(page.locator("[name=name]"), "By keyboard");
  await keys.types(page.locator("[name=subject-en]"), "A word about {call}");
  await keys.types(page.locator("[name=body-en]"), "Dear {given-names}, the call closes {closes}.");
  await keys.follows(page.locator("main form button").first());
  expect(await page.locator(".govuk-error-summary").count()).toBe(0);

  await keys.follows(page.getByRole("link", { name: "Letters and library" }).first());
  await keys.follows(page.getByRole("button", { name: "New message to people" }));
  await keys.walks();
  await keys.selects(page.locator("[name=template]"), "By keyboard");
  await keys.selects(page.locator("[name=view]"), "Applicants of Kosovo");
  await keys.follows(page.getByRole("button", { name: "Show who gets what" }));
  expect(await page.locator(".app-phones").textContent()).toContain("the call closes");
  await keys.walks();
  for (const box of await page.locator("select[name^=fallback-]").all()) {
    await keys.selects(box, "English");
  }
  await keys.picks(page.locator("[name=when][value=later]"));
  const year = String(new Date().getUTCFullYear() + 1);
  for (const [part, text] of [
    ["day", "7"],
    ["month", "1"],
    ["year", year],
  ] as const) {
    await keys.types(page.locator(`[name=at-${part}]`), text);
  }
  await keys.types(page.locator("[name=time]"), "09:30");
  await keys.follows(page.getByRole("button", { name: "Send it to these people" }));
  expect(await page.locator(".govuk-error-summary").count()).toBe(0);
  await keys.walks();
  const [kept] = await site.db.sql(
    "select state from sendings where template_name = 'By keyboard'",
  );
  expect(kept).toEqual({ state: "scheduled" });
  await page.context().close();
});

test.each([
  ["does not show the focus", "<a href='/a' style='outline: none'>A</a>"],
  ["lies under", "<a href='/a'>A</a><div style='position: fixed; inset: 0'></div>"],
  ["stands before", "<a href='/a' tabindex=2>A</a><a href='/b' tabindex=1>B</a>"],
  ["is never reached", "<a href='/a'>A</a><button tabindex=0 id=b inert>B</button>"],
  ["is not in view", "<a href='/a' style='position: fixed; top: -99px'>A</a>"],
])("a page is not walked where a control %s", async (fault, html) => {
  const page = await browser.newPage();
  await page.goto(`${site.url}/robots.txt`);
  await page.setContent(`<!doctype html><body>${html}</body>`);
  expect((await new Keyboard(page).faultsOfWalk()).join()).toContain(fault);
  await page.close();
});
