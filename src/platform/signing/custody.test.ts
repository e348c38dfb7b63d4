import { spawn } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { isAlive } from "../processes.ts";
import { openVault, unsealBytes } from "../vault.ts";
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

const secretHalf = () =>
  Buffer.from(
    JSON.parse(readFileSync(join(home, "keys", "seal.ring"), "utf8")).current.sealedKey,
    "base64",
  );

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
    expect(readdirSync(join(home, "keys")).sort()).toEqual(["seal.ring"]);
    expect(statSync(join(home, "keys", "seal.ring")).mode & 0o777).toBe(0o600);
    const kept = secretHalf();
    // 02 82 01 81: how a number of 3072 bits begins in an open key.
    expect(kept.includes(Buffer.from("02820181", "hex"))).toBe(false);
    const stranger = open(home, "some other data key, long enough");
    ended.push(stranger);
    await expect(stranger.seal(paper, wish)).rejects.toThrow();
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
    await sealed(paper);
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

/** A program of its own that has a paper's seal made and says which process holds the key. */
function program() {
  const started = spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { openSeals } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
       const seals = openSeals(${JSON.stringify({ home, dataKey: DATA_KEY, organisation: "Ponte" })});
       const paper = Buffer.from(${JSON.stringify(Buffer.from(paper).toString("base64"))}, "base64");
       const wish = { ...${JSON.stringify(wish)}, at: new Date(${JSON.stringify(wish.at)}) };
       if (!(await seals.seal(paper, wish)).ok) throw new Error("not sealed");
       console.log(seals.pid);
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const custodian = new Promise<number>((told) =>
    started.stdout.once("data", (line) => told(Number(line))),
  );
  return { started, custodian };
}

test("the custodian of a program that is killed ends too", async () => {
  const { started, custodian } = program();
  const pid = await custodian;
  expect(isAlive(pid)).toBe(true);
  started.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 5_000, interval: 20 }).toBe(false);
});

/** How often some bytes stand in what a process can write to; null where nobody may look. */
function timesInMemory(pid: number, bytes: Buffer): number | null {
  try {
    const memory = openSync(`/proc/${pid}/mem`, "r");
    let times = 0;
    for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
      const [, from, to, rights] = /^([0-9a-f]+)-([0-9a-f]+) (....)/.exec(line) ?? [];
      if (!rights?.startsWith("rw")) continue;
      const [start, end] = [Number.parseInt(from ?? "", 16), Number.parseInt(to ?? "", 16)];
      const page = Buffer.alloc(Math.min(end - start, 64 * 1024 * 1024));
      for (let at = start; at < end; at += page.length) {
        try {
          const read = readSync(memory, page, 0, Math.min(page.length, end - at), at);
          if (page.subarray(0, read).includes(bytes)) times += 1;
        } catch {
          // Set aside by the system and never used: there is nothing to read.
        }
      }
    }
    closeSync(memory);
    return times;
  } catch {
    return null;
  }
}

test("the key is in the custodian's memory, and not in that of the program it works for", async () => {
  if (process.platform !== "linux") return;
  openVault(DATA_KEY);
  const der = unsealBytes(secretHalf(), "signing/seal.key");
  const { p } = createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({
    format: "jwk",
  });
  // A prime of it, in the order in which a processor of today keeps large numbers.
  const prime = Buffer.from(p ?? "", "base64url")
    .reverse()
    .subarray(20, 60);
  const { started, custodian } = program();
  const held = timesInMemory(await custodian, prime);
  const leaked = timesInMemory(started.pid ?? 0, prime);
  started.kill("SIGKILL");
  if (held === null || leaked === null) {
    console.warn(
      "The memory of other processes cannot be read here; not looked for the key in it.",
    );
    return;
  }
  expect(held).toBeGreaterThan(0);
  expect(leaked).toBe(0);
});
