/**
 * What applying costs on the reference phone and line: 360 x 740, six times slower, 400 ms there and
 * back, 400 kbit/s. Bytes are exact; times are the median of three visits with nothing cached. And
 * what it costs a person, by the keystroke-level model.
 *
 *   node bench/apply.ts            measures and prints
 *   node bench/apply.ts --write    also writes the figures into docs/benchmarks.md
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { openDatabase } from "../src/platform/db/index.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import { createLog } from "../src/platform/log.ts";
import { openProgram } from "../src/program.ts";
import { loadAssets } from "../src/ui/assets.ts";
import { buildAssets } from "../src/ui/build/build-assets.ts";
import { weigh } from "../tests/journeys/apply-budget.ts";
import type { ApplySite } from "../tests/journeys/apply-site.ts";
import { startBrowser } from "../tests/support/browser.ts";
import { need, testCall } from "../tests/support/call.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { writeFigures } from "./figures.ts";

const SECRET = "a secret of the bench only, long enough";
const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const home = mkdtempSync(join(place, "kalfa-apply-"));
const server = await startEmbedded({ home });
const stops: (() => Promise<void> | void)[] = [];
try {
  const urls = need(await prepareDatabase(server.adminUrl, SECRET));
  const admin = new pg.Client({ connectionString: server.adminUrl });
  admin.on("error", () => {});
  await admin.connect();
  stops.push(() => admin.end());
  const database = openDatabase({ appUrl: urls.appUrl, clock: systemClock });
  stops.push(() => database.close());
  const sql = (async (text: string, values?: unknown[]) =>
    (await admin.query(text, values)).rows) as TestDatabase["sql"];
  const db = { database, sql } as TestDatabase;
  const call = await testCall(db, "summer");
  const [row] = await sql<{ code: string }>("select public_code as code from calls where id = $1", [
    call.callId,
  ]);
  const assets = await buildAssets();
  loadAssets(assets.dir);
  const { app } = await openProgram({
    urls,
    clock: systemClock,
    secret: SECRET,
    publicUrl: "http://localhost",
    demo: false,
    post: null,
    assets: assets.dir,
    log: createLog({ level: "error" }),
    onEnd: (_name, stop) => stops.unshift(stop),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://localhost:${(app.server.address() as { port: number }).port}`;
  const callCode = row!.code;
  const site: ApplySite = {
    url,
    db,
    call,
    callCode,
    start: (locale) => `${url}/${locale}/summer/apply/${callCode}`,
  };
  const browser = await startBrowser();
  stops.unshift(() => browser.close());

  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  const middle = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const figures: Record<string, string> = {};
  for (const [locale, name] of [
    ["sq", "Albanian"],
    ["sr-Cyrl", "Serbian, Cyrillic"],
  ] as const) {
    const { firstView, steps } = await weigh(browser, site, locale, false);
    const visits = [];
    for (let round = 0; round < 3; round += 1)
      visits.push(await weigh(browser, site, locale, true));
    figures[`${name}: first view with style, script and own font`] = kb(firstView);
    figures[`${name}: each next step`] = `${kb(Math.min(...steps))} to ${kb(Math.max(...steps))}`;
    figures[`${name}: largest paint`] =
      `${(middle(visits.map((visit) => visit.largestPaint)) / 1000).toFixed(1)} s`;
    figures[`${name}: layout shift`] = Math.max(
      ...visits.map((visit) => visit.layoutShift),
    ).toFixed(3);
  }
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  if (process.argv.includes("--write")) {
    writeFigures("Applying on a slow phone and line", "node bench/apply.ts --write", figures);
  }
} finally {
  for (const stop of stops) await stop();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
