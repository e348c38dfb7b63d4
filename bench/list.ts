/**
 * A list page of 25 of 5,000 applicants, as a signed-in coordinator: session, roles, policy and
 * row-level security for every request, one server process, everything on this machine.
 *
 *   node bench/list.ts            measures and prints
 *   node bench/list.ts --write    also writes the figures into docs/benchmarks.md
 */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import autocannon from "autocannon";
import pg from "pg";
import { clockAt, pause, systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { openDatabase } from "../src/platform/db/index.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import { SESSION_COOKIE } from "../src/platform/web/server.ts";
import { day } from "../src/shared/day.ts";
import { registerApplicants } from "../src/stages/applications/register-applicants.ts";
import { buildAssets } from "../src/ui/build/build-assets.ts";
import { need, testCall, testEntry } from "../tests/support/call.ts";
import type { TestDatabase } from "../tests/support/database.ts";
import { signInAs } from "../tests/support/server.ts";
import { writeFigures } from "./figures.ts";

const APPLICANTS = 5_000;
const PATH = "/console/bench/applicants";
const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const home = mkdtempSync(join(place, "kalfa-bench-"));
const server = await startEmbedded({ home });
let child: ChildProcess | undefined;
try {
  const urls = need(await prepareDatabase(server.adminUrl, "a secret of the bench only"));
  const cookie = await fill(urls.appUrl);
  const assets = await buildAssets();
  const listening = new Promise<number>((resolve, reject) => {
    child = fork(join(import.meta.dirname, "list-server.ts"), [urls.appUrl, assets.dir]);
    child.once("message", (port) => resolve(port as number));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const base = `http://127.0.0.1:${await listening}`;
  const fonts = Object.values(assets.manifest).filter((name) => name.endsWith(".woff2"));
  const weight = await firstView(base, cookie, fonts);
  const figures: Record<string, string> = {
    "First view, compressed": `${(weight / 1024).toFixed(1)} KB`,
  };
  for (const [name, search] of [
    ["First page by name", ""],
    ["Page 100 by name", "?page=100"],
    ["By points, one country", "?sort=-points&country=RS"],
    ["Search in any script", "?q=hoxha+arta"],
  ] as const) {
    await shoot(`${base}${PATH}${search}`, cookie, 3);
    figures[name] = said(await shoot(`${base}${PATH}${search}`, cookie, 8));
  }
  const rest = await commitsEvery(5);
  figures["First page by name, somebody commits every 5 ms: nothing can be remembered"] = said(
    await shoot(`${base}${PATH}`, cookie, 8),
  );
  await rest();
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  if (process.argv.includes("--write")) {
    writeFigures("A list page of 25 of 5,000 applicants", "node bench/list.ts --write", figures);
  }
} finally {
  child?.kill();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}

function said(result: autocannon.Result): string {
  return `${Math.round(result.requests.average).toLocaleString("en")} requests/s, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, ${result.non2xx + result.errors} failures`;
}

/** A transaction with an id of its own, again and again: each names a new snapshot for everybody. */
async function commitsEvery(milliseconds: number): Promise<() => Promise<void>> {
  const writer = new pg.Client({ connectionString: server.adminUrl });
  await writer.connect();
  let ended = false;
  const writing = (async () => {
    while (!ended) {
      await writer.query("select pg_current_xact_id()");
      await pause(milliseconds);
    }
  })();
  return async () => {
    ended = true;
    await writing;
    await writer.end();
  };
}

function shoot(url: string, cookie: string, seconds: number) {
  return autocannon({ url, connections: 16, duration: seconds, headers: { cookie } });
}

/** Page, style sheet, script and every cut of the font, each as a browser that takes brotli gets them. */
async function firstView(base: string, cookie: string, fonts: readonly string[]): Promise<number> {
  const reply = await fetch(`${base}${PATH}`, {
    headers: { cookie, "accept-encoding": "identity" },
  });
  const page = await reply.text();
  if (!page.includes("app-table--cards")) throw new Error(`not the list: ${page.slice(0, 200)}`);
  const links = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|woff2))"/g)];
  let bytes = brotliCompressSync(page, { params: { 1: 4 } }).length;
  const paths = [...links.map((link) => link[1]), ...fonts.map((font) => `/assets/${font}`)];
  for (const path of new Set(paths)) {
    const asset = Buffer.from(await (await fetch(`${base}${path}`)).arrayBuffer());
    bytes += path?.endsWith(".woff2") ? asset.length : brotliCompressSync(asset).length;
  }
  return bytes;
}

async function fill(appUrl: string): Promise<string> {
  const database = openDatabase({ appUrl, clock: clockAt("2027-02-01T09:00:00Z") });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  const db = {
    database,
    sql: async (text: string, values?: unknown[]) => (await admin.query(text, values)).rows,
  } as unknown as TestDatabase;
  const call = await testCall(db, "bench");
  const given = ["Arta", "Besa", "Čedomir", "Đorđe", "Elira", "Fatos", "Gëzim", "Хана", "Илија"];
  const family = ["Hoxha", "Ćosić", "Ђурић", "Çela", "Dhima", "Shkodra", "Petrović", "Xhafa"];
  const entries = Array.from({ length: APPLICANTS }, (_, n) =>
    testEntry(call, {
      person: {
        givenNames: `${given[n % given.length]} ${n % 97}`,
        familyName: `${family[n % family.length]}-${family[(n * 7) % family.length]} ${n}`,
        birthDate: day(`200${7 + (n % 3)}-0${1 + (n % 9)}-1${n % 10}`),
        email: null,
        country: n % 3 === 0 ? "RS" : "AL",
      },
      trade: ["Cooking", "Welding", "Hotel", "Car mechanics", "Care"][n % 5]!,
      points: { motivation: n % 41, marks: n % 61 },
    }),
  );
  const from = systemClock.now().getTime();
  await database.withTx(call.actor, (tx) => registerApplicants(tx, call.callId, entries));
  console.log(`${APPLICANTS} applicants registered in ${systemClock.now().getTime() - from} ms`);
  const { token } = await signInAs(db, call.scheme, { role: "coordinator" });
  await admin.query("analyze");
  await Promise.all([admin.end(), database.close()]);
  return `${SESSION_COOKIE}=${token}`;
}
