import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cappedChild } from "./capped-child.ts";

const GREEDY = new URL("../../../tests/support/greedy-child.ts", import.meta.url);
const child = cappedChild(GREEDY);
afterAll(() => child.end());
type Answer = { readonly answer: string };

test("the process has nothing of the program's and writes nowhere", async () => {
  process.env.KALFA_PROBE = "a key";
  const seen = await child.ask<Answer>({ look: true });
  delete process.env.KALFA_PROBE;
  expect(seen?.answer).not.toContain("KALFA_PROBE");
  expect(seen?.answer).not.toContain("DATABASE");
  expect(await child.ask({ read: "/etc/passwd" })).toEqual({ answer: "ERR_ACCESS_DENIED" });
  // Where the installation's keys lie when nobody chose another folder: beside the program.
  const key = join(import.meta.dirname, "../../../.kalfa/data-key");
  expect(await child.ask({ read: key })).toEqual({ answer: "ERR_ACCESS_DENIED" });
  const probe = join(tmpdir(), `kalfa-probe-${process.pid}`);
  expect(await child.ask({ write: probe })).toEqual({ answer: "ERR_ACCESS_DENIED" });
  expect(existsSync(probe)).toBe(false);
  // The same file can be read where it is allowed, so the refusals above are the wall's.
  expect(await child.ask({ read: join(import.meta.dirname, "capped-child.ts") })).toEqual({
    answer: "done",
  });
});

test("one that never ends is ended, and the next question is answered", async () => {
  const hasty = cappedChild(GREEDY, { ms: 700, waitMs: 60_000 });
  expect(await hasty.ask({ spin: true })).toBeNull();
  hasty.end();
  expect(await child.ask({ look: true })).not.toBeNull();
});

test.runIf(process.platform === "linux")(
  "a wait for its turns is not counted as work",
  async () => {
    const patient = cappedChild(GREEDY, { ms: 1_500, waitMs: 60_000 });
    expect(await patient.ask({ idleMs: 2_000, look: true })).not.toBeNull();
    patient.end();
  },
);

test("one that does nothing and does not end is ended too", async () => {
  const idle = cappedChild(GREEDY, { ms: 500, waitMs: 500 });
  expect(await idle.ask({ idleMs: 60_000, look: true })).toBeNull();
  idle.end();
});

test("one that takes more than its memory is ended long before its time", async () => {
  const begun = performance.now();
  expect(await child.ask({ eat: true })).toBeNull();
  expect(performance.now() - begun).toBeLessThan(9_500);
  expect(await child.ask({ look: true })).not.toBeNull();
});
