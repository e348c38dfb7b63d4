import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { pause } from "../../src/platform/clock.ts";
import { isAlive } from "../../src/platform/processes.ts";
import {
  clearHome,
  copiedHome,
  databasePid,
  killLaunched,
  launch,
  startProgram,
  temporaryHome,
} from "../support/process.ts";

// Whole starts, several a test, on a machine that may be doing other things.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 200_000 });

let unused: string;
beforeAll(async () => {
  unused = await temporaryHome();
  await (await startProgram({ home: unused, args: ["--empty"] })).stop();
});
afterAll(() => clearHome(unused));

let home: string;
beforeEach(() => {
  home = copiedHome(unused);
});
afterEach(async () => {
  await killLaunched();
  await clearHome(home);
});

async function gone(pids: number[]): Promise<boolean> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (pids.every((pid) => !isAlive(pid))) return true;
    await pause(50);
  }
  return false;
}

async function finish(launched: ReturnType<typeof launch>): Promise<number | null> {
  return new Promise((resolve) => launched.child.once("exit", resolve));
}

/** For the tests of a first start, which makes its database itself. */
async function freshHome(): Promise<void> {
  await clearHome(home);
  home = await temporaryHome();
}

test("Ctrl-C under npm ends everything, and the next start finds its data", async () => {
  await freshHome();
  const first = await startProgram({ home, args: ["--empty"], throughNpm: true });
  const health = await fetch(`${first.url}/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    { ok: true, database: true, worker: true, seal: "none", sealUntil: null },
  ]);
  const setUp = /^No scheme yet\. Open (\S+)$/m.exec(first.output())?.[1] ?? "";
  expect(setUp.startsWith(`${first.url}/set-up?key=`)).toBe(true);
  expect((await fetch(setUp)).status).toBe(200);
  expect((await fetch(`${setUp}x`)).status).toBe(404);
  const pids = [first.pid, first.outerPid, databasePid(home)!];
  await first.stop();
  expect(await gone(pids)).toBe(true);
  expect(databasePid(home)).toBe(null);
  expect(existsSync(join(home, "lock"))).toBe(false);

  const again = await startProgram({ home, args: ["--empty"] });
  expect(again.output()).not.toContain("Creating the database");
  await again.stop();
  expect(await again.ended()).toBe(0);
});

test("when only npm is told to end, nothing stays behind", async () => {
  const program = await startProgram({ home, args: ["--empty"], throughNpm: true });
  const pids = [program.pid, program.outerPid, databasePid(home)!];
  process.kill(program.outerPid, "SIGTERM");
  expect(await gone(pids)).toBe(true);
});

test("a second start says where the first one runs, and leaves it alone", async () => {
  const first = await startProgram({ home, args: ["--empty"] });
  const second = launch({ home, args: ["--empty"] });
  expect(await finish(second)).toBe(1);
  expect(second.output()).toBe(
    `Kalfa already runs at ${first.url} (process ${first.pid}) with the data in ${home}. ` +
      "Stop it first, or set KALFA_HOME to another folder.\n",
  );
  expect((await fetch(`${first.url}/health`)).status).toBe(200);
  await first.stop();
});

test("the command line finds the Kalfa that runs, and its embedded database", async () => {
  const link = () =>
    spawnSync(process.execPath, ["bin/kalfa", "sign-in-link", "arta@example.org"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, KALFA_HOME: home },
    });
  const program = await startProgram({ home, args: ["--empty"] });
  expect(link()).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("Nobody with the address arta@example.org has a role."),
  });
  await program.stop();
  expect(link()).toMatchObject({ status: 2, stderr: expect.stringContaining("No Kalfa runs") });
});

test("two starts at the same moment: one runs, the other says so", async () => {
  await freshHome();
  const both = [launch({ home, args: ["--empty"] }), launch({ home, args: ["--empty"] })];
  const loser = await Promise.race(both.map(async (one) => ({ one, code: await finish(one) })));
  expect(loser.code).toBe(1);
  expect(loser.one.output()).toMatch(/^Kalfa (is already starting|already runs)/);
  const winner = both.find((one) => one !== loser.one)!;
  for (let i = 0; !winner.output().includes("Kalfa is ready"); i++) {
    expect(i).toBeLessThan(1_500);
    await pause(20);
  }
  process.kill(winner.child.pid!, "SIGTERM");
  expect(await finish(winner)).toBe(0);
});

test("after kill -9 the next start takes over the database that lived on", async () => {
  const first = await startProgram({ home, args: ["--empty"] });
  const database = databasePid(home)!;
  await first.kill();
  expect(isAlive(database)).toBe(true);
  const second = await startProgram({ home, args: ["--empty"] });
  expect(second.output()).toContain("was taken over");
  expect(databasePid(home)).toBe(database);
  await second.stop();
  expect(await gone([database])).toBe(true);
});

test("after kill -9 of both, the next start recovers", async () => {
  const first = await startProgram({ home, args: ["--empty"] });
  await first.killDatabase();
  await first.kill();
  const second = await startProgram({ home, args: ["--empty"] });
  expect((await fetch(`${second.url}/health`)).status).toBe(200);
  await second.stop();
});

test("a taken port becomes the next free one, and that is said", async () => {
  const other = copiedHome(unused);
  const first = await startProgram({ home, args: ["--empty"] });
  try {
    const second = await startProgram({ home: other, args: ["--empty"] });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(first.url).port));
    expect(second.output()).toContain("is taken; this is the next free one.");
    await second.stop();
  } finally {
    await first.stop();
    await clearHome(other);
  }
});

test("every mistake in the configuration is named at once, in words", async () => {
  const launched = launch({
    home,
    args: ["--demo"],
    env: { PORT: "http", DATABASE_URL: "mysql://x", KALFA_SECRET: "short" },
  });
  expect(await finish(launched)).toBe(1);
  const lines = launched.output().trim().split("\n");
  expect(lines).toHaveLength(4);
  expect(launched.output()).toContain("PORT must be a number from 1 to 65535");
  expect(launched.output()).toContain("DATABASE_URL must be the address of a PostgreSQL server");
  expect(launched.output()).toContain("KALFA_SECRET must have at least 32 characters");
  expect(launched.output()).toContain('"--demo" is not known here');
});

test("a data folder the database's account cannot enter is refused in a sentence", async () => {
  // An ordinary person's database runs as that person, who can enter it.
  if (process.getuid?.() !== 0) return;
  const closed = join(home, "closed");
  mkdirSync(join(closed, "data"), { recursive: true });
  chmodSync(closed, 0o700);
  const launched = launch({ home: join(closed, "data"), args: ["--empty"] });
  expect(await finish(launched)).toBe(1);
  expect(launched.output()).toContain('the account "nobody", which cannot enter');
  rmSync(closed, { recursive: true });
});
