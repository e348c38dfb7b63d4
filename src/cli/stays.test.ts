import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const KALFA = join(import.meta.dirname, "../../bin/kalfa");
const work = mkdtempSync(join(tmpdir(), "kalfa-stays-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function stays(text: string) {
  const file = join(work, "stays.csv");
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [KALFA, "stays", file], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("prints each person once, in the order of the file", () => {
  expect(
    stays(
      "person,entry,exit,permit\n" +
        "arta,2027-03-01,2027-05-31,\n" +
        '"Hoxha, Besa",2027-03-01,2027-05-28,\n' +
        "arta,2027-08-01,2027-08-03,yes\n" +
        "drin,2027-01-01,2027-12-31,YES\n",
    ),
  ).toEqual({
    status: 0,
    stdout: 'person,most_days,first_day_over\narta,92,2027-05-30\n"Hoxha, Besa",89,\ndrin,0,\n',
    stderr: "",
  });
});

test("says everything that is wrong, by line, and prints nothing", () => {
  const { status, stdout, stderr } = stays(
    "person;entry;exit;permit\n;2027-02-30;1.3.2027;\narta;2027-03-02;2027-03-01;maybe\n",
  );
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr.split("\n")).toEqual([
    "5 things are wrong:",
    "  Line 2: the person is missing.",
    '  Line 2: "2027-02-30" in entry is no day; write it like 2027-03-14.',
    '  Line 2: "1.3.2027" in exit is no day; write it like 2027-03-14.',
    '  Line 3: permit is "maybe"; write yes, or leave it empty.',
    "  Line 3: the exit is before the entry.",
    "",
  ]);
  expect(stays("name,entry\nx,2027-01-01\n").stderr).toContain('no column "person"');
  expect(stays("").stderr).toContain("The file is empty.");
});

test("a file that is not there is named", () => {
  const { status, stderr } = spawnSync(process.execPath, [KALFA, "stays", join(work, "none.csv")], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toContain("none.csv");
});
