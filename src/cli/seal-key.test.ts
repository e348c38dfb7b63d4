import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keysIn, keysText, placeKeys, readKeys } from "../platform/backup/keys-file.ts";

const KALFA = join(import.meta.dirname, "../../bin/kalfa");
const home = mkdtempSync(join(tmpdir(), "kalfa-seal-key-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function kalfa(...words: string[]) {
  const env = { PATH: process.env.PATH, KALFA_HOME: home };
  const { status, stdout, stderr } = spawnSync(process.execPath, [KALFA, "seal-key", ...words], {
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

test("the keys of the seal are listed, replaced and declared lost; a backup's keys file has them all", () => {
  writeFileSync(join(home, "data-key"), Buffer.alloc(32, 7).toString("base64"));
  const first = /^From the next paper on the key ([0-9a-f]{16}) seals, until [-0-9]+\./;
  const [, id = ""] = first.exec(kalfa("new").stdout) ?? [];

  const today = new Date().toISOString().slice(0, 10);
  const lost = kalfa("compromised", id, "--since", today);
  expect(lost.stdout).toContain(`sealed with ${id} from now on reads that the key may have been`);
  expect(lost.stdout).toContain("put its .keys file where the old one lies");
  const { status, stdout } = kalfa("list");
  expect(status).toBe(0);
  const [inUse, before, none, done, ...events] = stdout.trim().split("\n");
  expect(inUse).toMatch(/^[0-9a-f]{16} {2}\S+ to \S+ {2}self-issued {2}in use$/);
  expect(before).toContain(`${id}  `);
  expect(before).toContain(`in other hands from ${today}T00:00:00.000Z`);
  expect([none, done]).toEqual(["", "What was done with them, the last first:"]);
  // Who, when, with which key: also of the first one, which was drawn before anybody sealed.
  const now = inUse?.slice(0, 16);
  const account = userInfo().username;
  const line = (by: string, what: string) =>
    expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d {2}${by} {2}${what}$`));
  expect(events).toEqual([
    line(account, `drew ${now}`),
    line(account, `said that others may have ${id}, from ${today}T00:00:00.000Z on`),
    line("Kalfa itself", `drew ${id}`),
  ]);
  expect(kalfa("compromised", "12345678", "--since", today)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('begins with "12345678"'),
  });

  const file = join(home, "away.keys");
  writeFileSync(file, keysText(keysIn(home, { secret: "s", dataKey: "d" }), ""));
  const read = readKeys(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const there = mkdtempSync(join(home, "there-"));
  placeKeys(there, read.value);
  expect(readFileSync(join(there, "keys/seal.ring"), "utf8")).toBe(
    readFileSync(join(home, "keys/seal.ring"), "utf8"),
  );
});
