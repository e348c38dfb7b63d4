import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings } from "../support/axe.ts";
import { startBrowser } from "../support/browser.ts";
import { applySite } from "./apply-site.ts";
import { apply, type Hands } from "./apply-walk.ts";
import { Meter } from "./meter.ts";

const site = await applySite();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 360, height: 740 } };
const SLOW = { timeout: 300_000 };

async function onPage<T>(
  options: BrowserContextOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ ...PHONE, ...options });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** A finger on a phone. */
const finger = (page: Page): Hands => ({
  page,
  type: (into, text) => into.fill(text),
  pick: (what) => what.check(),
  select: async (box, value) => {
    await box.selectOption(value);
  },
  async go(what) {
    const before = page.url();
    await what.click();
    await page.waitForURL((url) => String(url) !== before);
  },
});

/** Tab, arrows, Space and Enter; each stop can be seen and stands after the one before. */
const keyboard = (page: Page): Hands => {
  const reach = async (what: Parameters<Hands["pick"]>[0]) => {
    for (let tabs = 0; tabs < 80; tabs += 1) {
      if (await what.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    expect(await what.evaluate((element) => element === document.activeElement)).toBe(true);
    const seen = await what.evaluate((element) => {
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      return box.bottom > 0 && box.top < window.innerHeight;
    });
    expect(seen, "the focus is in view").toBe(true);
  };
  return {
    page,
    async type(into, text) {
      await reach(into);
      await page.keyboard.type(text);
    },
    async pick(what) {
      const first = page.locator(`[name="${await what.getAttribute("name")}"]`).first();
      await reach(first);
      await page.keyboard.press("Space");
      for (let steps = 0; steps < 10 && !(await what.isChecked()); steps += 1) {
        await page.keyboard.press("ArrowDown");
      }
      expect(await what.isChecked()).toBe(true);
    },
    async select(box, value) {
      await reach(box);
      for (let steps = 0; steps < 20 && (await box.inputValue()) !== value; steps += 1) {
        await page.keyboard.press("ArrowDown");
      }
      expect(await box.inputValue()).toBe(value);
    },
    async go(what) {
      const before = page.url();
      await reach(what);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => String(url) !== before);
    },
  };
};

/** Everything that was written down for a code, without what differs by itself. */
async function written(code: string): Promise<unknown> {
  const [row] = await site.db.sql(
    `select a.state, a.trade, a.sending_country, a.organisation_id, a.locale, a.facts, a.entered_by,
       p.given_names, p.family_name, p.birth_date, p.phone, p.email,
       (select array_agg(w.flow_id order by w.rank) from wishes w where w.application_id = a.id) as wishes,
       (select array_agg(s.question || ': ' || s.answer order by s.position) from application_answers s where s.application_id = a.id) as answers
     from applications a join persons p on p.id = a.person_id where a.code = $1`,
    [code],
  );
  return row;
}

test(
  "a learner of 17: nine questions, twelve pages, under seven minutes, no file",
  SLOW,
  async () => {
    const meter = new Meter();
    await onPage({}, async (page) => {
      await page.goto(site.start("en"));
      await apply(site, finger(page), { meter });
    });
    const { pages, forms, clicks, fields, files, keys, seconds } = meter;
    console.log(
      `learner: ${pages} pages, ${clicks} taps, ${fields} fields, ${keys} keys, ${Math.round(seconds)} s`,
    );
    expect({ pages, files, questions: forms - 1 }).toEqual({ pages: 12, files: 0, questions: 9 });
    expect(fields).toBeLessThanOrEqual(16);
    expect(clicks).toBeLessThanOrEqual(20);
    expect(seconds).toBeLessThan(420);
  },
);

test("the same is written down without scripts and by keyboard alone", SLOW, async () => {
  const codes: string[] = [];
  for (const [javaScriptEnabled, hands] of [
    [true, finger],
    [false, finger],
    [true, keyboard],
  ] as const) {
    codes.push(
      await onPage({ javaScriptEnabled }, async (page) => {
        await page.goto(site.start("en"));
        return apply(site, hands(page));
      }),
    );
  }
  const [withScripts, without, byKeys] = await Promise.all(codes.map(written));
  expect(withScripts).toBeDefined();
  expect(without).toEqual(withScripts);
  expect(byKeys).toEqual(withScripts);
});

const validate = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "no-trailing-whitespace": "off",
    "void-style": "off",
    "doctype-style": "off",
    "attr-quotes": "off",
    "long-title": "off",
    "prefer-native-element": "off",
    "attribute-boolean-style": "off",
    "no-redundant-role": "off",
    "no-redundant-for": "off",
    "no-implicit-button-type": "off",
    "require-sri": "off",
    "tel-non-breaking": "off",
  },
});

/** What is wrong with a page as it stands: axe, sideways scroll, small targets, headings. */
async function faults(page: Page, name: string): Promise<string[]> {
  const violations = await axeFindings(page);
  const own = await page.evaluate(() => {
    const found: string[] = [];
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over > 0) found.push(`scrolls sideways by ${over}`);
    if (document.querySelectorAll("h1").length !== 1) found.push("has not one h1");
    for (const one of document.querySelectorAll<HTMLElement>(
      "main button, main input:not([type=hidden],[type=radio],[type=checkbox]), main select, main textarea",
    )) {
      const { width, height } = one.getBoundingClientRect();
      if (width > 0 && height < 44) found.push(`${one.id || one.textContent} is ${height} high`);
    }
    return found;
  });
  return [...violations.map((each) => `${name}: ${each}`), ...own.map((each) => `${name} ${each}`)];
}

test.each(["sr-Cyrl", "sq", "bs"])("every page is clean in %s", SLOW, async (locale) => {
  const found: string[] = [];
  await onPage({}, async (page) => {
    const look = async (name: string) => {
      found.push(...(await faults(page, `${locale} ${name}`)));
      await page.setViewportSize({ width: 320, height: 740 });
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) {
        found.push(`${locale} ${name} scrolls sideways at 320`);
      }
      await page.setViewportSize(PHONE.viewport);
      if (locale === "sq") {
        const html = await (await page.request.get(page.url())).text();
        const report = await validate.validateString(html);
        found.push(
          ...report.results.flatMap((r) =>
            r.messages.map((m) => `${name}: ${m.ruleId}: ${m.message}`),
          ),
        );
      }
    };
    await page.goto(site.start(locale));
    await apply(site, finger(page), { look });
    for (const path of ["leave", "continue"]) {
      await page.goto(`${site.url}/${locale}/summer/apply/${path}`);
      await look(path);
    }
  });
  expect(found).toEqual([]);
});

test(
  "a page with problems says so in its title, takes the focus to them and keeps what was typed",
  SLOW,
  async () => {
    for (const javaScriptEnabled of [true, false]) {
      await onPage({ javaScriptEnabled }, async (page) => {
        await page.goto(`${site.start("en")}/first`);
        await page.fill("[name=name-given]", "Era");
        await page.click("main form button");
        await page.waitForSelector(".govuk-error-summary");
        expect(await page.title()).toMatch(/^Error: /);
        expect(await page.inputValue("[name=name-given]")).toBe("Era");
        const link = page.locator(".govuk-error-summary a");
        expect(await link.getAttribute("href")).toBe("#name-family");
        const words = (await link.textContent()) ?? "";
        expect(await page.locator("#name-family-error").textContent()).toContain(words);
        if (!javaScriptEnabled) return;
        expect(
          await page.evaluate(() =>
            document.activeElement?.classList.contains("govuk-error-summary"),
          ),
        ).toBe(true);
        await link.click();
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("name-family");
        const found = await faults(page, "first, refused");
        expect(found).toEqual([]);
      });
    }
  },
);
