/**
 * Everything of a programme in one archive: how long `kalfa export` takes and how much memory it holds,
 * of the demo's world and with 50,000 applications. The command runs in a process of its own, as a
 * person starts it; its memory is what the system saw at most, where it says so (Linux).
 *
 *   node bench/export.ts            measures and prints
 *   node bench/export.ts --write    also writes the figures into docs/benchmarks.md
 */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { elapsed, pause, systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import { openVault } from "../src/platform/vault.ts";
import { need } from "../tests/support/call.ts";
import { buildWorld, DEMO_SCHEME } from "../tests/world/build.ts";
import { writeFigures } from "./figures.ts";
import { multiply } from "./many-applications.ts";

const APPLICATIONS = 50_000;
const SECRET = "a secret of the bench only, long enough";
const DATA_KEY = Buffer.alloc(32, 7).toString("base64");
const MAIN = join(import.meta.dirname, "../src/cli/main.ts");
const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const work = mkdtempSync(join(place, "kalfa-bench-"));
// The account of the database passes through it to its data.
chmodSync(work, 0o711);
const home = join(work, "home");
const figures: Record<string, string> = {};
openVault(DATA_KEY);
const server = await startEmbedded({ home });
try {
  const urls = need(await prepareDatabase(server.adminUrl, SECRET));
  writeFileSync(join(home, "secret"), SECRET);
  writeFileSync(join(home, "data-key"), DATA_KEY);
  await buildWorld({ appUrl: urls.appUrl, now: systemClock.now() });
  // Styles and scripts are built by the first, as by the first start of a program.
  await exported("warm", "public");
  await measure("The demo");
  await multiply(server.adminUrl, APPLICATIONS);
  await measure(`${APPLICATIONS.toLocaleString("en")} applications`);
  figures["Load of the machine meanwhile, other work included"] = loadavg()[0]!.toFixed(1);
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  if (process.argv.includes("--write")) {
    writeFigures("A whole programme in one archive", "node bench/export.ts --write", figures);
  }
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}

async function measure(what: string): Promise<void> {
  for (const level of ["office", "whole"] as const) {
    const { seconds, megabytes, size, said } = await exported(`${what}-${level}`, level);
    const [, rows = "?", pages = "?"] = /with (\d+) rows, .* (\d+) pages/.exec(said) ?? [];
    figures[`${what}, ${level}`] =
      `${Number(rows).toLocaleString("en")} rows, ${pages} pages, ${(size / 1_000_000).toFixed(1)} MB in ${seconds.toFixed(1)} s, at most ${megabytes} MB of memory`;
    console.log(`${what}, ${level}: ${figures[`${what}, ${level}`]}`);
  }
}

async function exported(name: string, level: string) {
  const out = join(work, `${name.replace(/\W+/g, "-")}.zip`);
  const since = elapsed();
  const words = [MAIN, "export", DEMO_SCHEME, out, "--level", level];
  const { PATH } = process.env;
  const child = spawn(process.execPath, words, {
    env: { PATH, KALFA_HOME: home, DATABASE_URL: server.adminUrl },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  let over = false;
  const status = new Promise<number | null>((resolve) => child.once("exit", resolve));
  void status.then(() => {
    over = true;
  });
  let megabytes = 0;
  while (!over) {
    megabytes = Math.max(megabytes, mostOf(child.pid ?? 0));
    await pause(50);
  }
  if ((await status) !== 0) throw new Error("the export failed");
  const seconds = since() / 1_000;
  const { size } = statSync(out);
  rmSync(out);
  return { seconds, megabytes, size, said };
}

/** The most that a process has held so far, in megabytes; 0 where nobody says so. */
function mostOf(pid: number): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}
