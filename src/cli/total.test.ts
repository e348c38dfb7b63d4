import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const COMPANIES = join(ROOT, "examples/companies");
const work = mkdtempSync(join(tmpdir(), "kalfa-cli-total-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function kalfa(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "bin/kalfa"), ...args],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

it("shares places out by the greatest total, checks it, explains it, refuses what was altered", () => {
  const result = join(work, "result");
  const allocated = kalfa("allocate", COMPANIES, "--out", result);
  expect(allocated).toMatchObject({ status: 0, stderr: "" });
  expect(allocated.stdout).toContain("4 of 5 applicants placed, with a total weight of 240");
  expect(readFileSync(join(result, "placements.csv"), "utf8")).toBe(
    "applicant,place\nana,hotel\nbesa,bakery\ncvetan,garage\ndita,\nemir,hotel\n",
  );
  expect(kalfa("verify", COMPANIES, result)).toMatchObject({ status: 0, stderr: "" });

  const words = kalfa("explain", COMPANIES, result, "--applicant", "ana");
  expect(words.stdout).toContain("bakery: with this person here the total would be smaller by 20.");
  expect(words.stdout).toContain("one more would add 60 to the total, one fewer would take 80");
  expect(words.stdout).toContain("a weight higher by 21 for bakery would have given it");
  // What only the other rule promises is not said under this one.
  expect(`${allocated.stdout}${words.stdout}`).not.toMatch(/blocking|cut-off|stable|last one/);
  const json = kalfa("explain", COMPANIES, result, "--applicant", "dita", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({ code: "unplaced", nearest: { more: 11 } });

  const placements = join(result, "placements.csv");
  writeFileSync(placements, readFileSync(placements, "utf8").replace("dita,", "dita,garage"));
  const refused = kalfa("verify", COMPANIES, result);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("garage can seat 1 of the 2 people");
  expect(kalfa("explain", COMPANIES, result, "--applicant", "ana").status).toBe(1);
});

it("refuses weights that are too large, with nothing written", () => {
  const dir = join(work, "large");
  cpSync(COMPANIES, dir, { recursive: true });
  writeFileSync(join(dir, "options.csv"), "applicant,place,weight\nana,hotel,2147483648\n");
  const refused = kalfa("allocate", dir, "--out", join(work, "never"));
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('options.csv, line 2, column weight: "2147483648" is not');
});
