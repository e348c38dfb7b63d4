/** Whatever the program writes into the log can be read in the log: every event has words. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LOCALES, wordsFor } from "../platform/i18n/index.ts";
import { allTemplates } from "../stages/agreements/template.ts";
import { eventWords } from "./history.ts";

const src = join(import.meta.dirname, "..");
const FILE = /\.(ts|csv|json|html|ics|xlsx)$/;

const FIELDS = new Set(
  allTemplates().flatMap(({ sections }) =>
    sections.flatMap((section) => section.fields.map(({ code }) => `${section.code}.${code}`)),
  ),
);

/** Names of events as they stand in the files that write them, by file. */
function emitted(): { readonly name: string; readonly file: string }[] {
  const english = wordsFor("en");
  return globSync("**/*.ts", { cwd: src }).flatMap((file) => {
    if (/\.test\.ts$/.test(file)) return [];
    const text = readFileSync(join(src, file), "utf8");
    if (!/events\/record\.ts"/.test(text)) return [];
    const names = [...text.matchAll(/"([a-z][a-z-]*\.[a-z][a-z-]*)"/g)].map(([, name]) => name!);
    // A file that writes events may name a letter, a file or a field of an agreement too.
    return [...new Set(names)]
      .filter(
        (name) =>
          !FILE.test(name) &&
          !FIELDS.has(name) &&
          !english.has(name) &&
          !english.has(`${name}-subject`),
      )
      .map((name) => ({ name, file }));
  });
}

test("every event that is written has words in every language", () => {
  const events = emitted();
  expect(events.length).toBeGreaterThan(120);
  const silent = LOCALES.flatMap((locale) =>
    events
      .filter(({ name }) => eventWords(wordsFor(locale), name) === name)
      .map(({ name, file }) => `${locale}: ${name} of ${file}`),
  );
  expect(silent).toEqual([]);
});
