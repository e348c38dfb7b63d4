/**
 * The demo's closed call (about 140 applicants, 84 seats, 18 flows): frozen, solved in a thread,
 * verified, explained and stored, on a real PostgreSQL with fsync on.
 *
 *   node bench/call.ts            measures and prints
 *   node bench/call.ts --write    also writes the figures into docs/benchmarks.md
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elapsed, systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/db/embedded.ts";
import { openDatabase } from "../src/platform/db/index.ts";
import { prepareDatabase } from "../src/platform/db/prepare.ts";
import { openVault } from "../src/platform/vault.ts";
import { readRun } from "../src/stages/allocation-runs/read-runs.ts";
import { startRun } from "../src/stages/allocation-runs/start-run.ts";
import { listCalls } from "../src/stages/calls/read-calls.ts";
import { computeRun } from "../src/worker/run-allocation.ts";
import { need } from "../tests/support/call.ts";
import { buildWorld } from "../tests/world/build.ts";
import { writeFigures } from "./figures.ts";

const RUNS = 7;
openVault("a data key of the bench only, long enough");
const place = process.platform === "linux" ? "/var/tmp" : tmpdir();
const home = mkdtempSync(join(place, "kalfa-bench-"));
const server = await startEmbedded({ home });
try {
  const urls = need(await prepareDatabase(server.adminUrl, "a secret of the bench only"));
  const { schemeId } = await buildWorld({
    appUrl: urls.appUrl,
    now: systemClock.now(),
    say: () => {},
  });
  const database = openDatabase({ appUrl: urls.appUrl, clock: systemClock });
  const actor = { kind: "system", schemeId } as const;
  const calls = await database.withTx(actor, listCalls);
  const call = calls.find((c) => c.state === "closed")!;
  const whole: number[] = [];
  const freezing: number[] = [];
  let summary = "";
  for (let at = 0; at < RUNS; at += 1) {
    const took = elapsed();
    const started = await database.withTx(actor, (tx) => startRun(tx, call.id), {
      purpose: "freeze",
    });
    const { runId } = need(started);
    freezing.push(took());
    await computeRun(database, actor, runId);
    whole.push(took());
    const run = await database.withTx(actor, (tx) => readRun(tx, runId));
    if (run?.state !== "computed" || run.summary?.hardRulesBroken !== 0) {
      throw new Error(JSON.stringify(run?.problems));
    }
    const { applicants, placed, seats } = run.summary;
    summary = `${applicants} applicants, ${placed} of ${seats} seats`;
  }
  await database.close();
  const middle = (list: readonly number[]) =>
    `${Math.round([...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!)} ms`;
  const figures = {
    Call: summary,
    "Frozen (eligibility, checks, files, job), median": middle(freezing),
    "Frozen, solved, verified, explained and stored, median": middle(whole),
    "The same, slowest": `${Math.round(Math.max(...whole))} ms`,
  };
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
  if (process.argv.includes("--write")) {
    writeFigures("One call, from closed to explained", "node bench/call.ts --write", figures);
  }
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
