/**
 * `npm test`: builds the assets once, then runs every test. Words after `--` go to vitest, so
 * `npm test -- src/stages` runs a part.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildAssets } from "../src/ui/build/build-assets.ts";
import { startBrowser } from "./support/browser.ts";

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
const run = spawn(process.execPath, [vitest, "run", ...words], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => run.kill(signal));
run.once("exit", (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1);
});
