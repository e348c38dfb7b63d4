/**
 * `npm test`: builds the assets once, then runs every test. Words after `--` go to vitest, so
 * `npm test -- src/stages` runs a part.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAssets } from "../src/ui/build/build-assets.ts";
import { startBrowser } from "./support/browser.ts";
import type { LostFiles } from "./support/lost-files.ts";

const COMPILED = join(tmpdir(), "kalfa-test-modules");
const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2);

await buildAssets();
if (words.length === 0) {
  // Known in two seconds instead of after eight minutes.
  try {
    await (await startBrowser()).close();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

const vitest = join(root, "node_modules/vitest/vitest.mjs");
let running: ChildProcess | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => running?.kill(signal));
}

/** Runs these and says how it went and which files a worker took with it. */
async function run(...asked: readonly string[]): Promise<{ code: number; lost: LostFiles }> {
  const folder = mkdtempSync(join(tmpdir(), "kalfa-tests-"));
  const left = join(folder, "lost.json");
  running = spawn(process.execPath, [vitest, "run", ...asked], {
    cwd: root,
    stdio: "inherit",
    // Each worker, and each whole program that a test starts, loads the same few hundred modules.
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, KALFA_LOST_FILES: left },
  });
  const code = await new Promise<number>((resolve) => {
    running?.once("exit", (ended, signal) => resolve(signal ? 1 : (ended ?? 1)));
  });
  const lost: LostFiles = existsSync(left)
    ? JSON.parse(readFileSync(left, "utf8"))
    : { files: [], onlyLost: false };
  rmSync(folder, { recursive: true, force: true });
  return { code, lost };
}

const first = await run(...words);
process.exitCode = first.code;
if (first.code !== 0 && first.lost.files.length > 0) {
  console.error(`A worker ended in the middle of: ${first.lost.files.join(", ")}`);
  // An ended process is no failed test. Whether it was chance is seen when the file runs alone; a
  // file that ends its worker again is red.
  if (first.lost.onlyLost) {
    console.error("Everything else passed. These files run once more, alone.");
    process.exitCode = (await run(...first.lost.files)).code;
  }
}
