import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { languagesOf, PAPERS } from "./index.ts";
import { lettersOf } from "./letters.ts";

const TEMPLATES = join(import.meta.dirname, "templates");
const wordsOf = (template: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(TEMPLATES, template, "2026/words", `${language}.json`), "utf8"));
const written = (template: string) =>
  readdirSync(join(TEMPLATES, template, "2026/words")).map((file) => file.replace(".json", ""));

describe("the words of the papers", () => {
  const SENT = ["bs", "cnr", "en", "hr", "mk", "sq", "sr-Cyrl"];
  const HOSTED = ["es", "fr", "it", "mt", "nl", "pl", "sl"];

  test("agreements with hosts are in the languages of senders and hosts, the rest in the senders'", () => {
    const languages = Object.fromEntries(PAPERS.map((paper) => [paper, written(paper).sort()]));
    const all = [...SENT, ...HOSTED].sort();
    expect(languages).toEqual({
      "learning-agreement": all,
      "grant-agreement": SENT,
      "host-agreement": all,
      "staff-agreement": all,
      "travel-consent": SENT,
      "pocket-card": all,
      certificate: all,
      "event-certificate": SENT,
    });
    expect(languagesOf("grant-agreement")).toContain("sr-Latn");
  });

  test.each(["layout", ...PAPERS])(
    "%s: the same keys and figures in every language",
    (template) => {
      const english = wordsOf(template, "en");
      const figures = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];
      for (const language of written(template)) {
        const words = wordsOf(template, language);
        expect([language, Object.keys(words)]).toEqual([language, Object.keys(english)]);
        for (const [key, text] of Object.entries(words)) {
          expect([language, key, figures(text)]).toEqual([
            language,
            key,
            figures(english[key] ?? ""),
          ]);
          // A whole sentence that reads as in English was not translated.
          const isSentence = text.split(" ").length > 4 && language !== "en";
          if (isSentence) expect([language, key, text]).not.toEqual([language, key, english[key]]);
        }
      }
    },
  );

  test.each(["layout", ...PAPERS])("%s: every word is printed somewhere", (template) => {
    const setters = ["layout/2026/layout.typ", ...PAPERS.map((paper) => `${paper}/2026/paper.typ`)]
      .filter((file) => template === "layout" || file.startsWith(`${template}/`))
      .map((file) => readFileSync(join(TEMPLATES, file), "utf8"))
      .concat(
        template === "layout"
          ? ""
          : readFileSync(join(TEMPLATES, "layout/2026/layout.typ"), "utf8"),
      )
      .join("\n");
    const unused = Object.keys(wordsOf(template, "en")).filter(
      (key) =>
        !setters.includes(`"${key}"`) &&
        // Put together from a choice: "role-" + entry.role.
        !setters.includes(`"${key.slice(0, key.indexOf("-") + 1)}" +`) &&
        !/^(co-)?funded(-2014)?$/.test(key),
    );
    expect(unused).toEqual([]);
  });
});

test("the font has every letter of every word, so that no paper shows a gap", () => {
  const letters = lettersOf(readFileSync(join(import.meta.dirname, "fonts/NotoSans-Regular.ttf")));
  for (const template of ["layout", ...PAPERS]) {
    for (const language of written(template)) {
      const missing = [...new Set(Object.values(wordsOf(template, language)).join(""))].filter(
        (letter) => !letters.has(letter.codePointAt(0) ?? 0) && !"⟦⟧".includes(letter),
      );
      expect([template, language, missing]).toEqual([template, language, []]);
    }
  }
});
