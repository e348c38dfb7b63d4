import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startBrowser } from "../../../tests/support/browser.ts";
import { need } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import {
  AFTER_CLOSING,
  type ClosedCall,
  closedCall,
  computedRun,
  FREEZE,
  PEOPLE,
} from "../../../tests/support/run.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { parseProblem, parseResult, verify } from "../../allocation/index.ts";
import { clockAt } from "../../platform/clock.ts";
import { LOCALES } from "../../platform/i18n/locales.ts";
import { serveAssets } from "../../platform/web/plain-routes.ts";
import { publishRun } from "../../stages/allocation-runs/publish-run.ts";
import { signRun } from "../../stages/allocation-runs/sign-run.ts";
import { loadAssets } from "../../ui/assets.ts";
import { buildAssets } from "../../ui/build/build-assets.ts";
import { paths } from "../paths.ts";
import { routes } from "./run.page.ts";

const clock = clockAt(AFTER_CLOSING);
const db = await testDatabase({ clock });
const assets = await buildAssets(join(import.meta.dirname, "../../../.kalfa/assets"));
loadAssets(assets.dir);
const server = await testServer(db, routes, {
  clock,
  more: (app) => serveAssets(app, assets.dir),
});
afterAll(() => expect(server.errors).toEqual([]));

async function publishedRun(call: ClosedCall): Promise<{ runId: string }> {
  const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
  const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
  const runId = await computedRun(db, call);
  for (const who of [coordinator, partner]) {
    need(await db.database.withTx(who.actor, (tx) => signRun(tx, runId), FREEZE));
  }
  need(await db.database.withTx(coordinator.actor, (tx) => publishRun(tx, runId), FREEZE));
  return { runId };
}

const call = await closedCall(db, clock, { slug: "open" });
const draft = await computedRun(db, call);
const { runId } = await publishedRun(call);
const FILES = [
  "problem/applicants.csv",
  "problem/options.csv",
  "problem/places.csv",
  "problem/rules.json",
  "result/placements.csv",
  "result/certificate.json",
] as const;

test("a published run has a page in every language; a draft and a stranger's run have none", async () => {
  for (const lang of LOCALES) {
    const reply = await server.get(paths.run(lang, "open", runId));
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain(`<html lang="${lang}"`);
    expect(reply.body).toContain("npx kalfa verify problem result");
    expect(reply.body).not.toMatch(/KLF-|a-[0-9a-f]{16}/);
  }
  await closedCall(db, clock, { slug: "closed" });
  for (const url of [
    paths.run("en", "open", draft),
    paths.run("en", "closed", runId),
    paths.run("en", "open", "nonsense"),
    paths.run("xx", "open", runId),
    paths.runFile("en", "open", draft, FILES[0]),
    paths.runFile("en", "closed", runId, FILES[0]),
    paths.runFile("en", "open", runId, "problem/secrets.csv"),
    paths.runFile("en", "open", runId, "office/minima.json"),
  ]) {
    expect((await server.get(url)).statusCode, url).toBe(404);
  }
});

test("the downloads verify, and a changed one does not", async () => {
  const files: Record<string, string> = {};
  for (const name of FILES) {
    const reply = await server.get(paths.runFile("en", "open", runId, name));
    expect(reply.statusCode).toBe(200);
    files[name.split("/")[1]!] = reply.body;
  }
  const judge = (from: Record<string, string>): boolean => {
    const problem = parseProblem(from);
    if (!problem.ok) return false;
    const result = parseResult(problem.problem, from);
    return result.ok && verify(problem.problem, result.result).ok;
  };
  expect(judge(files)).toBe(true);
  const placements = files["placements.csv"]!;
  const taken = /^(p-[0-9a-f]+),(\S+)$/m.exec(placements)!;
  const forged = placements.replace(taken[0], `${taken[1]},`);
  expect(judge({ ...files, "placements.csv": forged })).toBe(false);
});

test("a run of few people publishes its hash and totals only", async () => {
  const few = await closedCall(db, clock, { slug: "few", people: PEOPLE.slice(0, 6) });
  await db.sql("update schemes set invented = false where id = $1", [few.scheme.id]);
  const published = await publishedRun(few);
  const reply = await server.get(paths.run("en", "few", published.runId));
  expect(reply.body).toContain("Only totals and fingerprints are public");
  expect(reply.body).not.toContain("data-verify");
  const [run] = await db.sql<{ problem_hash: string }>(
    "select problem_hash from allocation_runs where id = $1",
    [published.runId],
  );
  expect(reply.body).toContain(run!.problem_hash);
  // A last place of so few people is the points of one of them.
  expect(reply.body).not.toContain("<table");
  const file = paths.runFile("en", "few", published.runId, FILES[0]);
  expect((await server.get(file)).statusCode).toBe(404);
});

test("the button verifies the run in a real browser, and notices a forged file", async () => {
  const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.goto(address + paths.run("en", "open", runId));
    await page.getByRole("button", { name: "Verify in this browser" }).click();
    const right = page.locator('[data-outcome="right"]');
    await right.waitFor({ state: "visible" });
    expect(await right.textContent()).toContain("people checked: 12");
    expect(await right.textContent()).toContain("people passed over: 0");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await page.route("**/result/placements.csv", async (route) => {
      const answer = await route.fetch();
      const text = (await answer.text()).replace(/^(p-[0-9a-f]+),\S+$/m, "$1,");
      await route.fulfill({ status: 200, contentType: "text/csv", body: text });
    });
    await page.getByRole("button", { name: "Verify in this browser" }).click();
    await page.locator('[data-outcome="wrong"]').waitFor({ state: "visible" });
    expect(await right.isVisible()).toBe(false);
  } finally {
    await browser.close();
  }
});
