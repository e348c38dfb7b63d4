import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { findBrowser, packaged, startBrowser } from "./browser.ts";

const CYRILLIC = '<p lang="sr-Cyrl">Љубица бира Болоњу</p>';

test("a browser starts and shows Serbian letters", async () => {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(CYRILLIC);
    expect(await page.textContent("p")).toBe("Љубица бира Болоњу");
  } finally {
    await browser.close();
  }
});

test("the browser inside the npm package starts with the libraries that come with it", async () => {
  // Built for x64 Linux; elsewhere a browser has to be installed.
  if (process.platform !== "linux" || process.arch !== "x64") return;
  const own = (await packaged()).at(-1)!;
  const browser = await chromium.launch({
    executablePath: own.path,
    args: ["--no-sandbox", "--headless", "--disable-gpu"],
    env: { ...(process.env as Record<string, string>), ...own.env },
  });
  try {
    const page = await browser.newPage();
    await page.setContent(CYRILLIC);
    expect(await page.textContent("p")).toBe("Љубица бира Болоњу");
  } finally {
    await browser.close();
  }
}, 60_000);

test("a browser that was chosen and does not start fails in one line that says so", async () => {
  const failure = await findBrowser("/nowhere/chromium").catch((error: Error) => error.message);
  expect(failure).toMatch(
    /^No browser starts on this machine; install Chromium or set CHROMIUM_PATH\. Tried \/nowhere\/chromium: /,
  );
  expect(failure).not.toContain("\n");
});
