import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { testScheme, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { newId } from "../../platform/random.ts";
import { openSeals } from "../../platform/signing/index.ts";
import { type KnownKey, verifyPdf } from "../../platform/signing/verify-pdf.ts";
import { routes } from "./check-paper.page.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-check-"));
const seals = openSeals({ home, dataKey: "a key of this test only", organisation: "Test" });
afterAll(() => {
  seals.end();
  rmSync(home, { recursive: true, force: true });
});
const at = new Date(Math.floor(Date.now() / 1000) * 1000);
const sealed = await seals.seal(
  renderPaper(samplePaper("pocket-card", ["en"], "https://kalfa.example")),
  { purpose: "sample", kind: "pocket-card", at, reason: "Test" },
);
if (!sealed.ok) throw new Error(JSON.stringify(sealed.problems));
const file = Buffer.from(sealed.value);

let key: KnownKey = await seals.current();
const db = await testDatabase();
const server = await testServer(db, routes, {
  site: { verifyPaper: async (bytes) => verifyPdf(bytes, [key]) },
});
const { slug } = await testScheme(db);

/** What the page answers to a file, as one line of text. */
async function asked(bytes: Buffer, lang = "en"): Promise<string> {
  const sent = uploadOf("file", [{ name: "paper.pdf", type: "application/pdf", bytes }], newId());
  const url = `/${lang}/${slug}/check-paper`;
  const { body } = await server.app.inject({ method: "POST", url, ...sent });
  return body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

const year = at.getUTCFullYear();
const aDay = 86_400_000;

test("a paper of a former key is known, and the page says that the key was replaced", async () => {
  const now = await asked(file);
  expect(now).toContain("Our seal covers the whole file, and nothing was changed.");
  expect(now).toContain(`Sealed with our key of ${year}.`);
  expect(now).toContain("none of the papers that this programme keeps");
  key = { ...key, replaced: new Date("2031-05-04T10:00:00Z") };
  expect(await asked(file)).toContain(
    `Sealed with our key of ${year}, since replaced (4 May 2031). The seal still counts.`,
  );
  expect(await asked(file, "sr-Latn")).toContain("Pečat i dalje važi.");
});

test("of a key in other hands the page says what a seal is worth: before, after, and changed", async () => {
  key = { ...key, compromised: new Date(at.getTime() + aDay) };
  expect(await asked(file)).toContain("nobody else confirms that. Ask us before you rely on it.");
  key = { ...key, compromised: new Date(at.getTime() - aDay) };
  expect(await asked(file)).toContain("this seal is not from before. Do not rely on it.");
  const turned = Buffer.from(file);
  turned[2_000] = turned[2_000]! ^ 1;
  const changed = await asked(turned);
  expect(changed).toContain("The file was changed after it was sealed.");
  expect(changed).toContain("not one that we made");
  expect(changed).not.toContain("Somebody else may have had");
});
