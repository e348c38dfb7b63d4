/** What an apply page weighs and how soon it stands there on the reference line and phone. */
import type { Browser } from "playwright-core";
import type { ApplySite } from "./apply-site.ts";

/** 360 x 740, six times slower than this machine, 400 ms there and back, 400 kbit/s. */
const LINE = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000, offline: false };
const SLOWER = 6;

export type Weighed = {
  /** Bytes of the first view with style, script and font, as they crossed the line. */
  readonly firstView: number;
  /** Milliseconds to the largest paint of the first view. */
  readonly largestPaint: number;
  readonly layoutShift: number;
  /** Bytes of each further step: the answer to the form that was sent, and the next page. */
  readonly steps: readonly number[];
  /** Cuts of the font that came later, because a name on a page has letters of another script. */
  readonly laterFonts: number;
};

declare global {
  interface Window {
    painted: number;
    shifted: number;
  }
}

/**
 * @param browser is asked for a fresh context, so that nothing is cached yet
 * @param line on the reference line and phone; the bytes of further steps are the same on any line
 */
export async function weigh(
  browser: Browser,
  site: ApplySite,
  locale: string,
  line: boolean,
): Promise<Weighed> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  if (line) {
    await devtools.send("Network.emulateNetworkConditions", LINE);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  let bytes = 0;
  let fonts = 0;
  const isFont = new Set<string>();
  devtools.on("Network.responseReceived", (event) => {
    if (event.response.url.endsWith(".woff2")) isFont.add(event.requestId);
  });
  devtools.on("Network.loadingFinished", (event) => {
    if (isFont.has(event.requestId)) fonts += event.encodedDataLength;
    else bytes += event.encodedDataLength;
  });
  await page.addInitScript(() => {
    window.painted = 0;
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.painted = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        window.shifted += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const settle = async () => {
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(200);
    const weight = bytes;
    bytes = 0;
    return weight;
  };
  try {
    await page.goto(`${site.url}/${locale}/summer/apply/${site.callCode}/first`);
    const firstView = (await settle()) + fonts;
    fonts = 0;
    const [largestPaint, layoutShift] = await page.evaluate(() => [window.painted, window.shifted]);
    const steps: number[] = [];
    const weighed = () => ({
      firstView,
      largestPaint: largestPaint!,
      layoutShift: layoutShift!,
      steps,
      laterFonts: fonts,
    });
    if (line) return weighed();
    const next = async (fill: () => Promise<unknown>) => {
      await fill();
      const before = page.url();
      await page.click("main form button");
      await page.waitForURL((url) => String(url) !== before, { timeout: 60_000 });
      steps.push(await settle());
    };
    await next(async () => {
      await page.fill("[name=name-given]", "Era");
      await page.fill("[name=name-family]", "Gashi");
    });
    await next(async () => {
      await page.fill("[name=birth-day]", "14");
      await page.fill("[name=birth-month]", "3");
      await page.fill("[name=birth-year]", "2010");
    });
    await next(() => page.check(`[value="${site.call.schools.AL}"]`));
    await next(async () => {
      await page.selectOption("[name=trade-trade]", "hospitality");
      await page.check("[name=trade-year][value='2']");
    });
    await next(async () => {
      await page.fill("[name=contact-phone]", "0691234567");
      await page.check("[name=contact-way][value=phone]");
    });
    await next(() => page.selectOption("[name=cities-1]", site.call.flows["AL-1"]));
    await next(() => page.fill("[name=why]", "To learn."));
    return weighed();
  } finally {
    await context.close();
  }
}
