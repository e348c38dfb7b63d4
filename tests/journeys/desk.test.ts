/** The door of an event on telephones: installed, without a line, by camera, by keyboard, without scripts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";
import { createLog } from "../../src/platform/log.ts";
import { openVault } from "../../src/platform/vault.ts";
import { openProgram } from "../../src/program.ts";
import { endDoorLink, makeDoorLink } from "../../src/stages/attendance/door-link.ts";
import { squareText } from "../../src/stages/attendance/ticket.rules.ts";
import { registrationSecret } from "../../src/stages/events/letters.ts";
import { loadAssets } from "../../src/ui/assets.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { axeFindings } from "../support/axe.ts";
import { startBrowser } from "../support/browser.ts";
import { testDatabase } from "../support/database.ts";
import { eventScene, there } from "../support/door.ts";
import { type Line, lineTo } from "../support/line.ts";
import { must, smallScheme } from "../support/small-scheme.ts";
import { filmOf } from "../support/square-film.ts";
import { Keyboard } from "./keyboard.ts";

openVault("a data key of the journeys only, long enough");
const db = await testDatabase({ clock: systemClock });
const small = await smallScheme(db.database);
const scheme = { id: small.schemeId, slug: small.slug };
const today = systemClock.now().toISOString().slice(0, 10);
const scene = await eventScene(db, scheme, { people: 8, first: today, mode: "on-site" });
const other = await eventScene(db, scheme, { people: 1, first: today, title: "Another event" });
const [morning, noon] = scene.sessions;
// Whatever hour the test runs at: the first session is on, the second comes.
await db.sql(
  `update event_sessions set starts_at = now() - interval '5 minutes', ends_at = now() + interval '1 hour'
   where id = $1`,
  [morning],
);
await db.sql(
  `update event_sessions set starts_at = now() + interval '2 hours', ends_at = now() + interval '3 hours'
   where id = $1`,
  [noon],
);
await db.sql("update events set starts = current_date - 1, ends = current_date + 1");
const codeOf = (at: number) => there(scene.people[at]).code;
const nameOf = (at: number) => there(scene.people[at]).name;
const linkOf = (helper: string) =>
  db.database.withTx(small.coordinator, async (tx) =>
    must(await makeDoorLink(tx, scene.eventId, { helper, locale: "en" })),
  );

const film = join(mkdtempSync(join(tmpdir(), "kalfa-film-")), "tickets.y4m");
const address = (eventId: string) => `http://localhost/en/${small.slug}/events/${eventId}`;
filmOf(
  film,
  [
    squareText(address(scene.eventId), codeOf(3)),
    squareText(address(other.eventId), there(other.people[0]).code),
  ],
  3,
);

const stops: (() => Promise<void> | void)[] = [];
const lines: Line[] = [];
let browser: Browser;
let port = 0;
beforeAll(async () => {
  const assets = await buildAssets();
  loadAssets(assets.dir);
  const { app } = await openProgram({
    urls: db,
    clock: systemClock,
    secret: "a secret of the journeys only, long enough",
    publicUrl: "http://localhost",
    demo: false,
    post: null,
    assets: assets.dir,
    log: createLog({ level: "error" }),
    onEnd: (_name, stop) => stops.unshift(stop),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  port = (app.server.address() as { port: number }).port;
  browser = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  for (const line of lines) await line.end();
  for (const stop of stops) await stop();
  await db.close();
  rmSync(join(film, ".."), { recursive: true, force: true });
});

type Phone = { readonly page: Page; readonly line: Line; readonly context: BrowserContext };
async function phone(path: string, javaScriptEnabled = true): Promise<Phone> {
  const line = await lineTo(port);
  lines.push(line);
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled,
    permissions: ["camera"],
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(line.url + path);
  return { page, line, context };
}
const deskOf = (secret: string) => `/en/${small.slug}/desk/${secret}`;
const kept = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(async () =>
        (await caches.open("kalfa-kept-pages"))
          .keys()
          .then((all) => all.some(({ url }) => new URL(url).pathname === location.pathname)),
      ),
    )
    .toBe(true);
const result = (page: Page) => page.locator("[data-result]");
const count = (page: Page) => page.locator("[data-count]");
const note = (page: Page) => page.locator("[data-queue-note]");
async function types(page: Page, code: string): Promise<void> {
  await page.getByLabel("Ticket number").fill(code);
  await page.getByLabel("Ticket number").press("Enter");
}
async function says(page: Page, words: string): Promise<void> {
  await expect.poll(() => result(page).textContent()).toContain(words);
}
const rows = async (table: string) => {
  const [found] = await db.sql<{ n: number }>(
    `select count(*)::int as n from ${table} where event_id = $1`,
    [scene.eventId],
  );
  return found?.n;
};
const SLOW = { timeout: 90_000 };

test(
  "two telephones without a line, by number, list and camera, opened again: exact counts",
  SLOW,
  async () => {
    const [first, second] = [await linkOf("Besnik"), await linkOf("Drita")];
    const a = await phone(deskOf(first.secret));
    const b = await phone(deskOf(second.secret));
    const devtools = await a.context.newCDPSession(a.page);
    const manifest = await devtools.send("Page.getAppManifest");
    expect([manifest.errors, JSON.parse(manifest.data ?? "{}").start_url]).toEqual([
      [],
      deskOf(first.secret),
    ]);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // A window of a test keeps nothing after it is closed, so it offers to install nothing.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
    await kept(a.page);
    await kept(b.page);
    for (const { line } of [a, b]) line.cut();

    await types(a.page, codeOf(0));
    await says(a.page, `Welcome: ${nameOf(0)}`);
    await types(a.page, codeOf(0));
    await says(a.page, `Already here: ${nameOf(0)}`);
    await types(a.page, "12");
    await says(a.page, "no ticket of this event");
    await types(a.page, "999 999");
    await says(a.page, "not on the list of this phone");
    await a.page.getByRole("button", { name: `Check in: ${nameOf(1)}` }).click();
    await says(a.page, `Welcome: ${nameOf(1)}`);
    await expect.poll(() => note(a.page).textContent()).toContain("3");

    // Opened again without a line: what was seen is known, and waits.
    await a.page.reload();
    await expect.poll(() => note(a.page).textContent()).toContain("3");
    await expect.poll(() => count(a.page).textContent()).toBe("Here: 2 of 8");
    await types(a.page, codeOf(1));
    await says(a.page, `Already here: ${nameOf(1)}`);

    // The same people at the other door, and one by the camera.
    await types(b.page, codeOf(1));
    await types(b.page, codeOf(2));
    await says(b.page, `Welcome: ${nameOf(2)}`);
    await b.page.getByRole("button", { name: "Scan with the camera" }).click();
    await expect.poll(() => count(b.page).textContent(), { timeout: 20_000 }).toBe("Here: 3 of 8");
    await expect
      .poll(() => result(b.page).textContent(), { timeout: 20_000, interval: 100 })
      .toContain("for another event");
    await b.page.getByRole("button", { name: "Stop the camera" }).click();
    expect(await rows("event_check_ins")).toBe(0);

    // The later one sends first; then the other one; then both once more.
    b.line.restore();
    await b.page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => note(b.page).textContent()).toContain("Everything is sent");
    a.line.restore();
    await a.page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => note(a.page).textContent()).toContain("Everything is sent");
    await expect.poll(() => count(a.page).textContent()).toBe("Here: 4 of 8");
    expect(await a.page.locator("[data-later]").textContent()).toContain("999 999");
    await b.page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => count(b.page).textContent()).toBe("Here: 4 of 8");
    expect([await rows("event_attendances"), await rows("event_check_ins")]).toEqual([4, 5]);

    // A telephone is lost: its link ends, and with the next line no name is on it.
    await db.database.withTx(small.coordinator, async (tx) =>
      must(await endDoorLink(tx, scene.eventId, second.linkId)),
    );
    await b.page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => note(b.page).textContent()).toContain("This link has ended");
    expect(await b.page.getByText(nameOf(5)).count()).toBe(0);
    b.line.cut();
    await expect(b.page.reload()).rejects.toThrow();
    await a.context.close();
    await b.context.close();
  },
);

test("by keyboard alone, without a fault that axe finds, and without a script", SLOW, async () => {
  const { secret } = await linkOf("Mira");
  const { page, context } = await phone(deskOf(secret));
  expect(await axeFindings(page)).toEqual([]);
  const keys = new Keyboard(page);
  await keys.reaches(page.getByLabel("Ticket number"));
  await page.keyboard.type(codeOf(4));
  await page.keyboard.press("Enter");
  await says(page, `Welcome: ${nameOf(4)}`);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await context.close();

  const plain = await phone(deskOf(secret), false);
  await plain.page.getByLabel("Find a name").fill("006");
  await plain.page.getByRole("button", { name: "Find" }).click();
  await plain.page.getByRole("button", { name: `Check in: ${nameOf(5)}` }).click();
  expect(await plain.page.textContent("main")).toContain(`Welcome: ${nameOf(5)}`);
  await plain.page.getByLabel("Ticket number").fill(codeOf(5));
  await plain.page.getByRole("button", { name: "Check in", exact: true }).click();
  expect(await plain.page.textContent(".govuk-error-summary")).toContain("is in already");
  await plain.context.close();
});

test(
  "a ticket opens without a line and is one sheet of paper; not my phone: nothing stays",
  SLOW,
  async () => {
    const path = `/en/${small.slug}/ticket/${registrationSecret(there(scene.people[6]).id)}`;
    const { page, line, context } = await phone(path);
    await kept(page);
    expect(await axeFindings(page)).toEqual([]);
    line.cut();
    await page.reload();
    expect(await page.textContent("main")).toContain(
      `${codeOf(6).slice(0, 3)} ${codeOf(6).slice(3)}`,
    );
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("svg.app-qr").isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: /Not my phone/ }).isVisible()).toBe(false);
    const paper = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBe(1);
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("button", { name: /Not my phone/ }).click();
    await expect.poll(() => page.textContent("main")).toContain("Nothing of it is on this phone");
    await expect(page.reload()).rejects.toThrow();
    await context.close();
  },
);
