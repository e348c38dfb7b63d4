import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keyOf, verifyPdf } from "../platform/signing/verify-pdf.ts";

const KALFA = join(import.meta.dirname, "../../bin/kalfa");
const work = mkdtempSync(join(tmpdir(), "kalfa-papers-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function papers(dir: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [KALFA, "papers", dir], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("one of every paper in every language, each whole under the seal whose certificate lies beside", () => {
  const dir = join(work, "new");
  expect(papers(dir)).toEqual({
    status: 0,
    stdout: `99 papers are in ${dir}, each looked through for what PDF/A-2a asks. They are samples, sealed with a key that was thrown away; sample-seal.pem is its certificate.\n`,
    stderr: "",
  });
  const files = readdirSync(dir);
  expect(files).toHaveLength(100);
  expect(files).toEqual(
    expect.arrayContaining(["learning-agreement.sr-Latn-en.pdf", "host-agreement.mt-en.pdf"]),
  );
  const key = keyOf(readFileSync(join(dir, "sample-seal.pem"), "utf8"));
  for (const file of files.filter((name) => name.endsWith(".pdf"))) {
    const { verdict } = verifyPdf(readFileSync(join(dir, file)), [key]);
    expect([file, verdict]).toEqual([file, "whole"]);
  }
  // Every object and every packed part of every file is read by other people's code, at once.
  const all = files.filter((name) => name.endsWith(".pdf")).map((name) => join(dir, name));
  const words = ["--empty", "--pages", ...all, "--", "--stream-data=uncompress", join(work, "all")];
  const { error, status: found, stderr } = spawnSync("qpdf", words, { encoding: "utf8" });
  if (error) console.warn("qpdf is not installed; not checked with it: all papers");
  else expect([found, stderr]).toEqual([0, ""]);
}, 90_000);

test("a folder that holds something is left as it is, and so is a file", () => {
  const full = join(work, "full");
  mkdirSync(full);
  writeFileSync(join(full, "letter.txt"), "mine");
  expect(papers(full)).toEqual({
    status: 2,
    stdout: "",
    stderr: `Nothing was written. The folder ${full} is not empty (it holds letter.txt); give an empty one, or the name of a new one.\n`,
  });
  const file = join(full, "letter.txt");
  expect(papers(file)).toMatchObject({
    status: 2,
    stderr: `Nothing was written. ${file} is a file; give the name of a folder.\n`,
  });
  expect(readdirSync(full)).toEqual(["letter.txt"]);
});
