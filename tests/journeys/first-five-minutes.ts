import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { ARTA } from "../world/learners.ts";
import { type JourneySite, journeySite } from "./site.ts";
import { type Manner, Visitor } from "./visitor.ts";

/** The same story told four ways; the plain one is photographed for `docs/first-five-minutes`. */
export const MANNERS = {
  mouse: { name: "with a mouse on a wide screen", width: 1280, keyboard: false, javaScript: true },
  keyboard: { name: "by keyboard alone", width: 1280, keyboard: true, javaScript: true },
  plain: { name: "with JavaScript off", width: 1280, keyboard: false, javaScript: false },
  phone: { name: "on a phone of 360 pixels", width: 360, keyboard: false, javaScript: true },
} as const satisfies Readonly<Record<string, Manner>>;

/** Semicolons, a day that does not exist, a school nobody knows, a row that is too short. */
const BROKEN_FILE = `\uFEFFReference;Given names;Family name;Birth date;Country;Sending organisation;Hosting organisation;Hosting country;Hosting city;Starts;Ends
JS-901;Sanela;Hodžić;1984-03-02;BA;International University of Sarajevo (IUS Life);SEPR;FR;Lyon;2026-09-07;2026-09-11
JS-902;Đorđe;Ćosić;1979-11-30;RS;Chamber of Commerce and Industry of Serbia;SEPR;FR;Lyon;31.2.2026;2026-09-11
JS-903;Ana;Petrovska;1990-05-17;MK;A school nobody knows;SEPR;FR;Lyon;2026-09-07;2026-09-11
JS-904;Era
`;

/** The run is a job: without JavaScript the page is asked again, as its button says. */
async function untilComputed(page: Page): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await page.getByText("Sign off run").count()) > 0) return;
    await page.waitForTimeout(250);
    await page.reload();
  }
  throw new Error("the run was not computed in 15 seconds");
}

async function takesSeat(visitor: Visitor, site: JourneySite, role: string): Promise<void> {
  await visitor.opens(`${site.url}/demo/${site.scheme}/${role}`);
  await visitor.looksAround();
  await visitor.presses(visitor.page.getByRole("button", { name: /^Continue as/ }));
}

/** Registers the story in each of the manners: two files tell two each, so that workers share them. */
export function tellFirstFiveMinutes(manners: readonly Manner[]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  describe.each(manners)("the first five minutes $name", (manner) => {
    const pictured = manner === MANNERS.mouse || manner.width === 360;
    const picture = (name: string) => (pictured ? `${name}-${manner.width}` : undefined);

    test("from the front page to a verified run", { timeout: 180_000 }, async () => {
      const site = await journeySite();
      const staff = await Visitor.arrives(browser, manner);
      const { page } = staff;

      // 1. Home: what this is, lines against targets, the call, whom to see it as.
      await staff.opens(`${site.url}/en/`);
      await staff.looksAround(picture("1-home"));
      await expect(page.locator("main")).toBeDefined();
      expect(await page.locator("main").textContent()).toContain("118 of 360");

      // 2. Coordinator: how many cases and by when; three clicks from 360 to a person.
      await takesSeat(staff, site, "coordinator");
      await staff.looksAround(picture("2-coordinator"));
      expect(await page.locator("main").textContent()).toContain(
        "140 applicants wait for 84 seats",
      );
      await staff.opens(`${site.url}/console/${site.scheme}/board`);
      await staff.looksAround(picture("2-targets"));
      await staff.presses(page.locator("main td a", { hasText: /^360/ }));
      await staff.looksAround();
      await staff.presses(page.locator("main").getByRole("link", { name: "Albania" }).first());
      await staff.looksAround();
      await staff.presses(page.locator("main table a[href*='/people/']").first());
      expect(page.url()).toContain("/people/");
      await staff.looksAround(picture("2-person"));

      // 3. Workbench: run, one learner's "why not Bologna?", two signatures, publish.
      await staff.opens(`${site.url}/console/${site.scheme}`);
      await staff.presses(page.getByRole("link", { name: "Open the workbench" }));
      await staff.looksAround(picture("3-before-the-run"));
      await staff.presses(page.getByRole("button", { name: "Run the allocation" }));
      await untilComputed(page);
      await staff.looksAround(picture("3-workbench"));
      const runUrl = page.url();
      await page.getByLabel("Show", { exact: true }).selectOption({ label: "Everybody" });
      await staff.types(page.getByLabel("Name or code"), ARTA.code);
      await staff.presses(page.getByRole("button", { name: "Filter" }));
      await staff.presses(page.getByRole("link", { name: ARTA.code }));
      const why = await page.locator("main").textContent();
      expect(why).toContain("Bologna: 6 places, last place: 76 points");
      await staff.looksAround(picture("3-why-not-bologna"));
      await staff.presses(page.getByRole("button", { name: /^Sign off run/ }));
      await takesSeat(staff, site, "country-partner");
      await staff.looksAround();
      await staff.opens(runUrl);
      await staff.presses(page.getByRole("button", { name: /^Sign off run/ }));
      await takesSeat(staff, site, "coordinator");
      await staff.opens(runUrl);
      await staff.presses(page.getByRole("link", { name: "Preview and publish" }));
      await staff.looksAround(picture("3-publication"));
      await staff.presses(page.getByRole("button", { name: "Publish and send the offers" }));
      await staff.looksAround();

      // 4. The learner, in Albanian: place, reasons, accept in two presses.
      const learner = await Visitor.arrives(browser, {
        ...manner,
        width: Math.min(manner.width, 360),
      });
      const [born] = await site.db.sql<{ birth: string }>(
        "select p.birth_date as birth from persons p join applications a on a.person_id = p.id where a.code = $1",
        [ARTA.code],
      );
      const [year, month, day] = String(born?.birth).split("-").map(Number);
      await learner.opens(`${site.url}/sq/${site.scheme}/place`);
      await learner.looksAround(picture("4-code"));
      const phone = learner.page;
      await learner.types(
        phone.locator("input[name=code]"),
        ARTA.code.toLowerCase().replaceAll("-", ""),
      );
      const parts = phone.locator(".govuk-date-input input");
      for (const [at, value] of [day, month, year].entries()) {
        await learner.types(parts.nth(at), String(value));
      }
      await learner.presses(phone.locator("main form button").first());
      const result = await phone.locator("main").textContent();
      for (const shown of ["Maribor", "71", "76", "68", "60"]) expect(result).toContain(shown);
      await learner.looksAround(picture("4-result"));
      await learner.presses(phone.locator("main .govuk-button").first());
      await learner.looksAround(picture("4-accept"));
      await learner.presses(phone.locator("main form button").first());
      await learner.looksAround(picture("4-accepted"));
      const [offer] = await site.db.sql(
        "select o.state from offers o join applications a on a.id = o.application_id where a.code = $1",
        [ARTA.code],
      );
      expect(offer).toEqual({ state: "accepted" });
      await learner.leaves();

      // 5. Anyone: verify the published run in the browser; import a broken file and see what to do.
      const anyone = await Visitor.arrives(browser, manner);
      await anyone.opens(`${site.url}/en/`);
      await anyone.presses(anyone.page.getByRole("link", { name: /Check for yourself/ }).first());
      await anyone.looksAround();
      if (manner.javaScript) {
        await anyone.presses(anyone.page.getByRole("button", { name: /erif/ }));
        await anyone.page
          .getByText(/^Right\. The places/)
          .first()
          .waitFor({ timeout: 20_000 });
      }
      await anyone.looksAround(picture("5-verified"));
      await anyone.leaves();

      await staff.opens(`${site.url}/console/${site.scheme}/imports/new`);
      await staff.looksAround();
      await page.getByLabel("Participants of any line").check();
      await page
        .getByLabel("Line", { exact: true })
        .selectOption({ label: "Job shadowing for teachers and managers" });
      await page.getByLabel("File", { exact: true }).setInputFiles({
        name: "participants.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(BROKEN_FILE),
      });
      await staff.presses(page.getByRole("button", { name: "Go on to the columns" }));
      await staff.looksAround(picture("5-import-columns"));
      await staff.presses(page.getByRole("button", { name: "Check the rows" }));
      const report = await page.locator("main").textContent();
      expect(report).toContain("31.2.2026");
      expect(report).toContain("What to put right");
      await staff.looksAround(picture("5-import-problems"));
      const [brought] = await site.db.sql(
        "select count(*)::int as n from mobilities where reference = 'JS-901'",
      );
      expect(brought, "nothing is written before it is confirmed").toEqual({ n: 0 });

      // 6. The officer of a school in Prishtina: who of twelve has not sent, and what to write to them.
      await takesSeat(staff, site, "school-officer");
      await staff.looksAround(picture("6-officer"));
      expect(await page.locator("main").textContent()).toContain("5 pupils have not sent");
      await staff.presses(page.getByRole("link", { name: /^5 pupils have not sent/ }));
      await staff.looksAround(picture("6-applicants"));
      const reminder = page.getByLabel("For 11-B: who has not sent yet");
      expect(await reminder.inputValue()).toContain("?class=PR-4711");

      // 7. A company with a letter, in its own language: yes in one press, and then the names.
      await staff.presses(page.getByRole("link", { name: "Company", exact: true }));
      await staff.looksAround(picture("7-host"));
      expect(new URL(page.url()).pathname).toMatch(/^\/host\//);
      await staff.presses(page.locator("main form button"));
      await staff.looksAround(picture("7-host-yes"));
      expect(await page.locator("main .govuk-panel").count()).toBe(1);
      await staff.leaves();
    });
  });
}
