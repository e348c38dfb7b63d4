import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCALES } from "../../src/platform/i18n/index.ts";
import { axeFindings } from "../support/axe.ts";
import { startBrowser } from "../support/browser.ts";
import { pages, serveGallery } from "./serve.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serveGallery>>;

beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), serveGallery()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open<T>(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(site.url + path);
    await page.evaluate(() => document.fonts.ready.then(() => null));
    return await look(page);
  } finally {
    await context.close();
  }
}

function lengthen(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.data.trim() && !text.parentElement?.closest("svg,script,select")) {
      text.data += ` ${"ëçë ".repeat(Math.ceil((text.data.trim().length * 0.4) / 4))}`;
    }
  }
}

const phone = { viewport: { width: 360, height: 740 } };
const desk = { viewport: { width: 1280, height: 900 } };

describe.each(["portal", "console"] as const)("the %s", (surface) => {
  it.each([
    ["on a phone", "sq", phone],
    ["on a desk", "sr-Cyrl", desk],
    ["in the dark", "en", { ...desk, colorScheme: "dark" }],
  ] as const)("is clean for axe %s", async (_, locale, options) => {
    expect(await open(`/${surface}/${locale}`, options, (page) => axeFindings(page))).toEqual([]);
  });

  it("never scrolls sideways, also with longer words and narrow screens", async () => {
    for (const locale of LOCALES) {
      const wide = await open(`/${surface}/${locale}`, desk, async (page) => {
        // English stands for the language that grows: each of its texts becomes 40% longer.
        if (locale === "en") await page.evaluate(lengthen);
        const found: number[] = [];
        for (const width of [320, 360, 768, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          if (over > 0) found.push(width);
        }
        return found;
      });
      expect({ locale, wide }).toEqual({ locale, wide: [] });
    }
  });

  it("gives every finger enough room", async () => {
    const least = surface === "portal" ? 44 : 24;
    const small = await open(`/${surface}/sr-Latn`, phone, (page) =>
      page.evaluate((minimum) => {
        const controls = document.querySelectorAll<HTMLElement>(
          "a[href],button,input:not([type=hidden],[type=radio],[type=checkbox]),select,summary,textarea",
        );
        return [...controls]
          .filter((one) => {
            // Links inside sentences are exempt (WCAG 2.5.8); a task's whole row is its target.
            if (one.matches(".govuk-skip-link,.govuk-task-list__link")) return false;
            if (
              one.closest(
                "p,td,th,li:not([class]) > .govuk-error-summary__list,.govuk-error-summary",
              )
            )
              return false;
            const { width, height } = one.getBoundingClientRect();
            return width > 0 && height < minimum;
          })
          .map((one) => `${one.textContent?.trim()} ${one.getBoundingClientRect().height}`);
      }, least),
    );
    expect(small).toEqual([]);
  });

  it("asks only its own server, under a strict content policy, without an error", async () => {
    const context = await browser.newContext(desk);
    const trouble: string[] = [];
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url)) trouble.push(request.url());
    });
    await page.goto(`${site.url}/${surface}/en`);
    await page.waitForLoadState("networkidle");
    await context.close();
    expect(trouble).toEqual([]);
  });

  it.each(LOCALES)("is valid HTML in %s", async (locale) => {
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended"],
      rules: {
        // Our markup is written by a template, not by hand: these are matters of style.
        "no-trailing-whitespace": "off",
        "void-style": "off",
        "doctype-style": "off",
        "attr-quotes": "off",
        "long-title": "off",
        // govuk-frontend says role="group" and novalidate="" in so many words, with reasons.
        "prefer-native-element": "off",
        "attribute-boolean-style": "off",
        "no-redundant-role": "off",
        "no-redundant-for": "off",
        "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button"] }],
        "no-implicit-button-type": "off",
        "require-sri": "off",
        "tel-non-breaking": "off",
      },
    });
    const report = await validator.validateString(pages[surface](locale));
    const found = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    );
    expect(found).toEqual([]);
  });
});

describe("without scripts", () => {
  it("shows every question and every section", async () => {
    const texts = await open("/portal/en", { ...phone, javaScriptEnabled: false }, async (page) => [
      await page.getByText("Call us.", { exact: true }).isVisible(),
      await page.getByRole("button", { name: "Continue" }).isVisible(),
    ]);
    expect(texts).toEqual([true, true]);
  });
});

describe("with scripts", () => {
  it("goes to the problems first and from there to the field", async () => {
    await open("/portal/en", phone, async (page) => {
      expect(await page.evaluate(() => document.activeElement?.className)).toBe(
        "govuk-error-summary",
      );
      await page
        .getByRole("link", { name: "Write the year with four numbers, like 2009." })
        .click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("birth-year");
    });
  });

  it("keeps what was typed until it is sent", async () => {
    await open("/portal/en", phone, async (page) => {
      await page.fill("#why", "Ћирилица и ëmra");
      await page.waitForTimeout(400);
      await page.reload();
      expect(await page.inputValue("#why")).toBe("Ћирилица и ëmra");
      // What the server sent is newer than what was kept.
      expect(await page.inputValue("#school")).toBe("Čačak");
    });
  });

  it("hides a question until its answer asks for it", async () => {
    await open("/portal/en", phone, async (page) => {
      const question = page.getByText("Call us.", { exact: true });
      expect(await question.isVisible()).toBe(false);
      await page.check("#answer-4");
      expect(await question.isVisible()).toBe(true);
    });
  });

  it("moves through rows with j and k", async () => {
    await open("/console/en", desk, async (page) => {
      await page.getByRole("link", { name: "KLF-7M4" }).focus();
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("k");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("KLF-2C9");
    });
  });

  it("writes Serbian with the shapes its readers expect", async () => {
    const drawn = await open("/portal/sr-Cyrl", desk, (page) =>
      page.evaluate(async () => {
        await document.fonts.load('40px "Kalfa Sans"', "б");
        const shape = (lang: string): string => {
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 60;
          canvas.lang = lang;
          document.body.append(canvas);
          const pen = canvas.getContext("2d") as CanvasRenderingContext2D & { lang: string };
          pen.lang = lang;
          pen.font = '40px "Kalfa Sans"';
          pen.fillText("б", 5, 45);
          return canvas.toDataURL();
        };
        return { serbian: shape("sr"), russian: shape("ru") };
      }),
    );
    expect(drawn.serbian).not.toBe(drawn.russian);
  });
});
