import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockHome } from "./home-lock.ts";
import { isAlive, isSameProcess, startOf } from "./processes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kalfa-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (holder: object) => writeFileSync(join(folder, "lock"), JSON.stringify(holder));

test("the second one is told where the first one answers", () => {
  const first = lockHome(folder);
  expect(lockHome(folder)).toMatchObject({
    ok: false,
    problems: [{ code: "already-starting", params: { pid: process.pid, folder } }],
  });
  if (first.ok) first.value.announce("http://localhost:4000");
  expect(lockHome(folder)).toMatchObject({
    ok: false,
    problems: [{ code: "already-running", params: { url: "http://localhost:4000" } }],
  });
  if (first.ok) first.value.release();
  expect(readdirSync(folder)).toEqual([]);
});

test("the lock of a process that is gone is no lock", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  const pid = child.pid!;
  await new Promise((resolve) => child.once("exit", resolve));
  write({ pid, start: "x", url: "http://localhost:4000" });
  expect(lockHome(folder).ok).toBe(true);
});

test("a number that has passed to another process is no lock either", () => {
  // In a container the numbers begin anew at every restart.
  write({ pid: process.pid, start: `${startOf(process.pid)}0`, url: null });
  expect(lockHome(folder).ok).toBe(process.platform !== "win32");
});

test("no half-written lock is ever seen, and nothing is left beside it", () => {
  const lock = lockHome(folder);
  if (lock.ok) lock.value.announce("http://localhost:4001");
  expect(readdirSync(folder)).toEqual(["lock"]);
  expect(existsSync(join(folder, "lock"))).toBe(true);
});

test("this process is itself", () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isSameProcess(process.pid, startOf(process.pid))).toBe(true);
  expect(isAlive(2 ** 22 + 1)).toBe(false);
});
