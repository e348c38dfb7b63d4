import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSeals } from "./index.ts";
import { RING_FILE } from "./ring.ts";
import { runBy } from "./run-by.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-key-events-"));
const dataKey = Buffer.alloc(32, 5).toString("base64");
const seals = openSeals({ home, dataKey, organisation: "Kalfa" });
afterAll(() => {
  seals.end();
  rmSync(home, { recursive: true, force: true });
});
const need = async (to: Parameters<typeof seals.change>[0], by?: string) =>
  expect(await seals.change(to, by)).toEqual({ ok: true, value: null });

test("who changed the keys of the seal, when and which, lies in the ring with the change", async () => {
  const first = await seals.current();
  await need({ change: "new" });
  const second = await seals.current();
  const since = new Date(second.from.getTime() + 1000).toISOString();
  await need({ change: "compromised", id: second.id, since }, "ana");
  const third = await seals.current();
  await need({ change: "compromised", id: first.id, since }, "ben");
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(seals.events()).toEqual([
    { at, by: null, act: "drawn", id: first.id },
    { at, by: runBy(), act: "drawn", id: second.id },
    { at, by: "ana", act: "compromised", id: second.id, since },
    { at, by: "ana", act: "drawn", id: third.id },
    { at, by: "ben", act: "compromised", id: first.id, since },
  ]);
  // What was refused did not happen.
  const refused = await seals.change({ change: "compromised", id: "ffffffff", since }, "eve");
  expect(refused.ok).toBe(false);
  expect(seals.events()).toHaveLength(5);
});

test("the ring of an earlier Kalfa, which has no history yet, gets one with the next change", async () => {
  const file = join(home, "keys", RING_FILE);
  const { changes, ...before } = JSON.parse(readFileSync(file, "utf8"));
  expect(changes).toHaveLength(5);
  writeFileSync(file, JSON.stringify(before));
  expect(seals.events()).toEqual([]);
  await need({ change: "new" }, "ana");
  expect(seals.events().map(({ by }) => by)).toEqual(["ana"]);
});

test("the account is named, and who became it", () => {
  const { username } = userInfo();
  expect(runBy("")).toBe(username);
  expect(runBy(username)).toBe(username);
  expect(runBy("mira")).toBe(`${username} (sudo: mira)`);
});
