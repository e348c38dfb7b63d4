import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FAULT_CODES, faultWords } from "./words.ts";

const ROOT = join(import.meta.dirname, "../..");
const KALFA = join(ROOT, "bin/kalfa");
const INTERVET = join(ROOT, "examples/intervet");
const work = mkdtempSync(join(tmpdir(), "kalfa-cli-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function kalfa(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [KALFA, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** A copy of the example with some files changed; null removes one. */
function folder(name: string, change: Readonly<Record<string, string | null>>): string {
  const dir = join(work, name);
  cpSync(INTERVET, dir, { recursive: true });
  for (const [file, text] of Object.entries(change)) {
    if (text === null) rmSync(join(dir, file));
    else writeFileSync(join(dir, file), text);
  }
  return dir;
}

describe("kalfa allocate, verify, explain", () => {
  const result = join(work, "result");

  it("allocates the example, the same bytes each time but for seconds and megabytes", () => {
    expect(kalfa("allocate", INTERVET, "--out", result)).toMatchObject({ status: 0, stderr: "" });
    const again = join(work, "again");
    kalfa("allocate", INTERVET, "--out", again);
    for (const file of ["placements.csv", "certificate.json", "explanations.ndjson"]) {
      expect(readFileSync(join(again, file))).toEqual(readFileSync(join(result, file)));
    }
    const summary = (dir: string) => {
      const { seconds, peakMegabytes, ...rest } = JSON.parse(
        readFileSync(join(dir, "summary.json"), "utf8"),
      );
      expect(Object.keys(seconds)).toEqual(["read", "solve", "verify", "total"]);
      expect(peakMegabytes).toBeGreaterThan(1);
      return rest;
    };
    expect(summary(again)).toEqual(summary(result));
    expect(summary(result)).toMatchObject({
      rule: "stable",
      seats: 84,
      applicants: 140,
      blockingPairs: 0,
    });
  });

  it("replaces an earlier result, and nothing else", () => {
    expect(kalfa("allocate", INTERVET, "--out", result).status).toBe(0);
    const other = join(work, "holiday");
    mkdirSync(other);
    writeFileSync(join(other, "photo.jpg"), "");
    const refused = kalfa("allocate", INTERVET, "--out", other);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("photo.jpg");
    expect(readdirSync(other)).toEqual(["photo.jpg"]);
  });

  it("verifies the result, and refuses tampered ones with status 1", () => {
    expect(kalfa("verify", INTERVET, result)).toMatchObject({ status: 0, stderr: "" });
    const lines = readFileSync(join(result, "placements.csv"), "utf8").split("\n");
    const taken = lines.findIndex((line) => /,./.test(line) && !line.startsWith("applicant"));
    const tampered: Record<string, (text: string) => string> = {
      "placements.csv": (text) => text.replace(lines[taken]!, `${lines[taken]!.split(",")[0]},`),
      "certificate.json": (text) => text.replace(/"taken": (\d+)/, '"taken": 9'),
      "summary.json": (text) => text.replace(/"placed": \d+/, '"placed": 140'),
      "explanations.ndjson": (text) => text.replace('"rank":1', '"rank":2'),
    };
    for (const [file, change] of Object.entries(tampered)) {
      const copy = join(work, `tampered-${file}`);
      cpSync(result, copy, { recursive: true });
      const text = readFileSync(join(copy, file), "utf8");
      expect(change(text)).not.toBe(text);
      writeFileSync(join(copy, file), change(text));
      const { status, stderr } = kalfa("verify", INTERVET, copy);
      expect({ file, status }).toEqual({ file, status: 1 });
      expect(stderr).toContain("refused");
    }
  });

  it("refuses a result of another problem with 1, and one that is no result with 2", () => {
    const changed = folder("one-more-seat", {
      "places.csv": readFileSync(join(INTERVET, "places.csv"), "utf8").replace(",5,", ",6,"),
    });
    expect(kalfa("verify", changed, result).status).toBe(1);
    expect(kalfa("verify", INTERVET, join(work, "nothing")).status).toBe(2);
    expect(kalfa("verify", INTERVET, INTERVET).status).toBe(2);
  });

  it("explains in sentences or in JSON", () => {
    const words = kalfa("explain", INTERVET, result, "--applicant", "a-002");
    expect(words.status).toBe(0);
    expect(words.stdout).toMatch(/a-002 has .*\n\n1\. al-/);
    const json = kalfa("explain", INTERVET, result, "--applicant", "a-002", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ applicant: "a-002", options: [{}, {}, {}] });
    const nobody = kalfa("explain", INTERVET, result, "--applicant", "a-999");
    expect(nobody).toMatchObject({ status: 2, stdout: "" });
    expect(nobody.stderr).toContain("a-999");
  });
});

describe("what is refused, with its exit status and nothing written", () => {
  const out = join(work, "never");
  const refused: [string, () => string, number, RegExp][] = [
    ["no such folder", () => join(work, "nowhere"), 2, /no folder/],
    [
      "a missing file",
      () => folder("missing", { "options.csv": null }),
      2,
      /options\.csv: this file is missing/,
    ],
    [
      "a wrong number",
      () => folder("number", { "places.csv": "place,capacity\nx,many\n" }),
      2,
      /places\.csv, line 2, column capacity: "many" is not/,
    ],
    [
      "reserves under best-total",
      () =>
        folder("total", {
          "rules.json": '{"rule":"best-total","reserves":[{"name":"rural","seats":1}]}',
        }),
      2,
      /has no reserved seats \("rural"\)/,
    ],
    [
      "a budget",
      () => folder("budget", { "rules.json": '{"rule":"stable","budget":{"max":1}}' }),
      2,
      /budget/,
    ],
    [
      "one person pinned twice",
      () =>
        folder("twice", {
          "rules.json":
            '{"rule":"stable","pins":[{"applicant":"a-001","place":"al-maribor"},{"applicant":"a-001","place":"al-bologna"}]}',
        }),
      2,
      /pinned already/,
    ],
    [
      "pins over capacity",
      () => {
        const places = readFileSync(join(INTERVET, "places.csv"), "utf8").replace(
          "al-maribor,4",
          "al-maribor,0",
        );
        return folder("pins", {
          "places.csv": places,
          "rules.json": '{"rule":"stable","pins":[{"applicant":"a-001","place":"al-maribor"}]}',
        });
      },
      3,
      /capacity of al-maribor and the pins of a-001.*1 more/,
    ],
  ];
  it.each(refused)("%s", (_, dir, status, words) => {
    const got = kalfa("allocate", dir(), "--out", out);
    expect(got.status).toBe(status);
    expect(got.stderr).toMatch(words);
    expect(got.stderr).toContain("Nothing was written");
    expect(readdirSync(work)).not.toContain("never");
    expect(readdirSync(work).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("replan and unknown commands, with 2", () => {
    const replan = kalfa("replan", INTERVET, work, "--closed", "x.csv", "--out", out);
    expect(replan.status).toBe(2);
    expect(replan.stderr).toContain("Pin who must keep their place");
    expect(kalfa("dance").status).toBe(2);
    expect(kalfa("allocate", INTERVET).status).toBe(2);
    expect(kalfa("--help").status).toBe(0);
  });

  it("a folder it may not write, with 2 and the path", () => {
    const got = kalfa("allocate", INTERVET, "--out", "/proc/kalfa/result");
    expect(got.status).toBe(2);
    expect(got.stderr).toContain("/proc/kalfa/result");
  });

  it("an interrupt, with 130", async () => {
    // Seconds of reading, so that the interrupt comes in the middle of it.
    const dir = folder("interrupted", {
      "options.csv": `applicant,place,rank\n${"a-001,al-maribor,1\n".repeat(4_000_000)}`,
    });
    const child = spawn(process.execPath, [KALFA, "allocate", dir, "--out", out], {
      stdio: "ignore",
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill("SIGINT");
    const ended = await new Promise((resolve) => {
      // Hit while it still starts, it dies of the signal itself, which shells call 130 too.
      child.once("exit", (status, signal) => resolve(signal === "SIGINT" ? 130 : status));
    });
    expect(ended).toBe(130);
    expect(readdirSync(work)).not.toContain("never");
  });
});

describe("the executable", () => {
  it("works through a link, from any folder", () => {
    const link = join(work, "kalfa-link");
    symlinkSync(KALFA, link);
    const got = spawnSync(process.execPath, [link, "--help"], { cwd: work, encoding: "utf8" });
    expect(got).toMatchObject({ status: 0 });
  });

  it("says what to do where nothing is installed", () => {
    const bare = join(work, "bare");
    cpSync(KALFA, join(bare, "bin/kalfa"));
    writeFileSync(join(bare, "package.json"), '{"type":"module"}');
    const got = spawnSync(process.execPath, [join(bare, "bin/kalfa"), "--help"], {
      encoding: "utf8",
    });
    expect(got.status).toBe(2);
    expect(got.stderr).toContain("npm install");
  });
});

describe("the words", () => {
  it("know every code the core can refuse with", () => {
    const core = ["folder", "stable", "total", "verify"].flatMap((part) => {
      const dir = join(ROOT, "src/allocation", part);
      return readdirSync(dir)
        .filter((file) => !file.endsWith(".test.ts"))
        .map((file) => readFileSync(join(dir, file), "utf8"));
    });
    const used = core.flatMap((text) => [
      ...text.matchAll(
        /(?:add|wrong|fail|fault|refuse|refusal|notStable|notTotal|conflict|onFault)\(\s*"([a-z][a-z0-9-]+)"/g,
      ),
    ]);
    const codes = new Set(used.map((match) => match[1]!));
    expect(codes.size).toBeGreaterThan(40);
    for (const code of codes) {
      expect(faultWords({ code, params: {} }), code).not.toBe(code);
    }
    expect(FAULT_CODES.length).toBeGreaterThan(40);
  });
});
