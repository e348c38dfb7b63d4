/** What is true of every page that anybody may read: no cookie, no third party, light, whole. */
import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../../tests/support/browser.ts";
import { queriesDuring } from "../../tests/support/queries.ts";
import { testServer } from "../../tests/support/server.ts";
import { DEMO_SCHEME } from "../../tests/world/build.ts";
import { worldDatabase } from "../../tests/world/database.ts";
import { LOCALES } from "../platform/i18n/index.ts";
import { serveAssets } from "../platform/web/plain-routes.ts";
import { loadAssets } from "../ui/assets.ts";
import { buildAssets } from "../ui/build/build-assets.ts";
import { routes } from "./index.ts";

const db = await worldDatabase();
const assets = await buildAssets();
loadAssets(assets.dir);
const server = await testServer(db, routes, { more: (app) => serveAssets(app, assets.dir) });
let site = "";
let browser: Browser;
beforeAll(async () => {
  site = await server.app.listen({ port: 0, host: "127.0.0.1" });
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const AT = `/${DEMO_SCHEME}`;
/** Pages of a language, by what they are. */
const PAGES = {
  home: AT,
  calls: `${AT}/calls`,
  chosen: `${AT}/calls?country=XK&age=17`,
  call: `${AT}/calls/4`,
  published: `${AT}/calls/2`,
  poster: `${AT}/calls/4/poster?country=RS`,
  check: `${AT}/check`,
  real: `${AT}/check?code=K4NEXT&country=AL`,
  false: `${AT}/check?code=K22222`,
  anywhere: "/check",
  cities: `${AT}/cities`,
  city: `${AT}/cities/wroclaw`,
  countries: `${AT}/countries`,
  country: `${AT}/countries/IT`,
  opportunities: `${AT}/opportunities`,
  how: `${AT}/how-places-are-given`,
  schools: `${AT}/for-schools`,
  companies: `${AT}/for-companies`,
  data: `${AT}/open-data`,
  results: `${AT}/results`,
  accessibility: "/accessibility",
  privacy: "/privacy",
  help: "/help",
} as const;
const FILES = [
  `/en${AT}/calls.json`,
  `/en${AT}/calls.atom`,
  `/en${AT}/opportunities.json`,
  `/en${AT}/opportunities.atom`,
  `/en${AT}/calls/4/dates.ics`,
  `/en${AT}/last-places.csv`,
  `/en${AT}/results.csv`,
  `/en${AT}/sitemap.xml`,
  "/en/sitemap.xml",
  "/sitemap.xml",
  "/robots.txt",
];

test("no page and no file sets a cookie, in any language", async () => {
  for (const path of [
    ...LOCALES.flatMap((lang) => Object.values(PAGES).map((page) => `/${lang}${page}`)),
    ...FILES,
  ]) {
    const reply = await server.get(path);
    expect([path, reply.statusCode, reply.headers["set-cookie"]], reply.body.slice(0, 300)).toEqual(
      [path, 200, undefined],
    );
  }
});

test("each page is whole HTML", async () => {
  const validate = new HtmlValidate({
    extends: ["html-validate:recommended"],
    // Our markup is written by a template, and govuk-frontend says some roles in so many words.
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
  for (const [name, path] of Object.entries(PAGES)) {
    const { body } = await server.get(`/sq${path}`);
    const report = await validate.validateString(body);
    const found = report.results.flatMap((result) =>
      result.messages.map((m) => `${name}: ${m.ruleId}: ${m.message}`),
    );
    expect(found).toEqual([]);
  }
});

test.each([
  ["sr-Cyrl", 360],
  ["sq", 360],
] as const)(
  "a first look at each page in %s at %i px is light, asks nobody else, and nothing is refused",
  { timeout: 120_000 },
  async (lang, width) => {
    const look = async (name: string, path: string) => {
      const context = await browser.newContext({ viewport: { width, height: 740 } });
      const page = await context.newPage();
      const wire = await context.newCDPSession(page);
      await wire.send("Network.enable");
      let bytes = 0;
      wire.on("Network.loadingFinished", (event) => {
        bytes += event.encodedDataLength;
      });
      const asked = new Set<string>();
      page.on("request", (request) => asked.add(new URL(request.url()).origin));
      const said: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      await page.goto(`${site}/${lang}${path}`, { waitUntil: "networkidle" });
      expect([...asked], name).toEqual([site]);
      // A block of facts for other programs that the policy refused would be told here.
      expect(said, name).toEqual([]);
      expect(bytes / 1024, `${name} in KB`).toBeLessThanOrEqual(60);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
      await context.close();
    };
    // Each waits half a second for whatever a page may still ask for: four of them wait together.
    const left = Object.entries(PAGES);
    const next = async (): Promise<void> => {
      for (let page = left.shift(); page; page = left.shift()) await look(...page);
    };
    await Promise.all([next(), next(), next(), next()]);
  },
);

test("without scripts a call is found and checked with forms alone", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site}/en${AT}`);
  await page.getByRole("link", { name: "Albania" }).click();
  await page.getByRole("button", { name: "Show calls" }).click();
  await page.waitForURL(/\/calls\?country=AL&/);
  await page.getByRole("link", { name: "Four weeks of work abroad" }).click();
  await page.waitForURL(/\/calls\/4/);
  expect(await page.getByRole("button", { name: "Start now" }).count()).toBe(2);
  // One tap from every page.
  await page.getByRole("link", { name: "Check that this is real" }).first().click();
  await page.getByLabel("The code from the poster or the message").fill("k4 next");
  await page.getByRole("button", { name: "Check" }).click();
  await page.waitForURL(/code=/);
  expect(await page.locator("h2").first().textContent()).toBe("Yes, this is real");
  await context.close();
});

test("every page is one tap away from the check and from help, in the same place", async () => {
  for (const [name, path] of Object.entries(PAGES)) {
    const { body } = await server.get(`/en${path}`);
    const header = body.slice(body.indexOf("<header"), body.indexOf("</header>"));
    const links = [...header.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links[1], name).toMatch(/^\/en(\/intervet-next)?\/check$/);
    expect(links[2], name).toBe("/en/help");
  }
});

test("the sitemap is well-formed, names each page in each language, and each address is there", async () => {
  const read = async (path: string, at: string): Promise<string[]> => {
    const { body } = await server.get(path);
    const [row] = await db.sql<{ found: string[] }>(
      `select xpath($2, $1::xml, array[array['s', 'http://www.sitemaps.org/schemas/sitemap/0.9'],
         array['x', 'http://www.w3.org/1999/xhtml']])::text[] as found`,
      [body.replace(/^<\?xml[^>]*\?>/, ""), at],
    );
    return row?.found ?? [];
  };
  const root = "http://localhost:4000";
  const maps = await read("/sitemap.xml", "//s:loc/text()");
  expect(maps).toHaveLength(LOCALES.length * 3);
  for (const map of maps.filter((each) => each.includes("/sq/"))) {
    const pages = await read(map.slice(root.length), "//s:loc/text()");
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      if (page.includes("/runs/")) continue;
      expect((await server.get(page.slice(root.length))).statusCode, page).toBeLessThan(400);
    }
  }
  const alternates = await read(`/en${AT}/sitemap.xml`, "//s:url[1]/x:link/@hreflang");
  expect(alternates).toHaveLength(LOCALES.length);
  expect((await server.get("/robots.txt")).body).toContain(`Sitemap: ${root}/sitemap.xml`);
});

test("a city tells who hosts, when groups go and what the last places were, and draws no border unasked", async () => {
  const maribor = await server.get(`/en${AT}/cities/maribor`);
  for (const shown of ["ZNI", "Stays you can apply for", "Last places of earlier calls", "<svg"]) {
    expect(maribor.body, shown).toContain(shown);
  }
  const lines = (body: string) => body.match(/stroke-width="0.7"/g)?.length ?? 0;
  expect(lines(maribor.body)).toBe(0);
  for (const [setting, count] of [
    ["borders", 1],
    ["borders-dashed", 2],
  ] as const) {
    await db.sql("update schemes set settings = settings || $1 where slug = $2", [
      { readers: { public: { baseMap: setting, languages: { sq: { baseMap: "coast" } } } } },
      DEMO_SCHEME,
    ]);
    expect(lines((await server.get(`/en${AT}/cities/maribor`)).body), setting).toBe(count);
    expect(lines((await server.get(`/sq${AT}/cities/maribor`)).body), setting).toBe(0);
  }
  for (const nowhere of ["atlantis", "Maribor", "..%2f"]) {
    expect((await server.get(`/en${AT}/cities/${nowhere}`)).statusCode, nowhere).toBe(404);
  }
});

test("lists of everything cost the database the same, however long they are", async () => {
  const count = (path: string) => queriesDuring(() => server.get(path));
  // One of them asks for the newest stories.
  expect(await count(`/en${AT}?n`)).toBe(7);
  expect(await count(`/en${AT}/cities?n`)).toBe(4);
  expect(await count(`/en${AT}/cities/lyon?n`)).toBe(5);
  expect(await count(`/en${AT}/for-schools?n`)).toBe(4);
  expect(await count(`/en${AT}/open-data?n`)).toBe(4);
  expect(await count(`/en${AT}/how-places-are-given?n`)).toBe(4);
});

test("with two programmes the front door asks for the country, and keeps it in the address alone", async () => {
  await db.sql(
    `insert into schemes (id, slug, name, kind, listed, invented, settings, created_at)
     values (gen_random_uuid(), 'second', '{"en": "Second"}', 'running', true, true, '{}', now())`,
  );
  const front = await server.get("/en/");
  expect(front.headers["set-cookie"]).toBeUndefined();
  expect(front.body).toContain(`href="/en${AT}/calls?country=AL"`);
  const albania = await server.get("/en/?country=AL");
  expect(albania.body).toContain("Programmes: Albania");
  expect(albania.body).not.toContain(">Second<");
  expect((await server.get("/en/?country=ZZ")).body).toContain(">Second<");
});
