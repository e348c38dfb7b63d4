import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { isAlive } from "../processes.ts";
import { openSeals, type Seals } from "./index.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-custody-"));
const DATA_KEY = "a data key of the tests, not of anybody";
const open = (folder = home, dataKey = DATA_KEY) =>
  openSeals({ home: folder, dataKey, organisation: "Ponte" });
const seals = open();
const ended: Seals[] = [seals];
afterAll(() => {
  for (const one of ended) one.end();
  rmSync(home, { recursive: true, force: true });
});

const wish = {
  purpose: "sample",
  kind: "pocket-card",
  at: new Date("2027-02-01T09:00:00Z"),
  reason: "Issued by Ponte",
} as const;
const paper = renderPaper(samplePaper("pocket-card", ["en"], "https://kalfa.example"));

async function sealed(bytes: Uint8Array): Promise<Buffer> {
  const answer = await seals.seal(bytes, wish);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return Buffer.from(answer.value);
}

let once: Buffer;
beforeAll(async () => {
  once = await sealed(paper);
});

describe("the custodian", () => {
  test("keeps the key sealed on disk, readable by its owner alone", async () => {
    expect(readdirSync(join(home, "keys")).sort()).toEqual(["seal.crt", "seal.key"]);
    expect(statSync(join(home, "keys", "seal.key")).mode & 0o777).toBe(0o600);
    const kept = readFileSync(join(home, "keys", "seal.key"));
    // 02 82 01 81: how a number of 3072 bits begins in an open key.
    expect(kept.includes(Buffer.from("02820181", "hex"))).toBe(false);
    const stranger = open(home, "some other data key, long enough");
    ended.push(stranger);
    await expect(stranger.certificatePem()).rejects.toThrow();
  });

  test("is started again when it died, and what was asked meanwhile is answered", async () => {
    const before = seals.pid;
    process.kill(before ?? 0, "SIGKILL");
    const [first, second] = await Promise.all([sealed(paper), sealed(paper)]);
    expect(first.equals(once) && second.equals(once)).toBe(true);
    expect(seals.pid).not.toBe(before);
  });

  test.each([
    [{ ...wish, kind: "cheque" }, "seal-kind"],
    [{ ...wish, purpose: "whatever" }, "seal-purpose"],
    [{ ...wish, at: new Date("2019-01-01T00:00:00Z") }, "seal-time"],
    [{ ...wish, at: new Date("2049-01-01T00:00:00Z") }, "seal-time"],
  ])("refuses %o", async (order, code) => {
    const answer = await seals.seal(paper, order as typeof wish);
    expect(answer).toMatchObject({ ok: false, problems: [{ code }] });
  });

  test("is nobody's to attach to, and is handed nothing of the program's environment", async () => {
    if (process.platform !== "linux") return;
    await seals.certificatePem();
    const pid = seals.pid ?? 0;
    const started = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    expect(started).toEqual(expect.arrayContaining(["--permission", "--disable-sigusr1"]));
    // The channel it is spoken to over, and nothing of the program's own environment.
    const names = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .map((one) => one.split("=")[0]);
    expect(names.filter((name) => name !== "" && !name?.startsWith("NODE_CHANNEL"))).toEqual([]);
  });
});

test("the custodian of a program that is killed ends too", async () => {
  const program = spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { openSeals } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
       const seals = openSeals(${JSON.stringify({ home, dataKey: DATA_KEY, organisation: "Ponte" })});
       await seals.certificatePem();
       console.log(seals.pid);
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const pid = Number(await new Promise((told) => program.stdout.once("data", told)));
  expect(isAlive(pid)).toBe(true);
  program.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 5_000, interval: 20 }).toBe(false);
});
