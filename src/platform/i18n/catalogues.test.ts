import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { catalogue, readRoom, rooms, WRITTEN, type WrittenLocale } from "./catalogues.ts";
import { sameInEnglish } from "./same-in-english.ts";

/** Letters of the other script, or of the neighbour's alphabet, that do not belong in a language. */
const STRANGE: Readonly<Record<WrittenLocale, RegExp>> = {
  bs: /\p{Script=Cyrillic}/u,
  cnr: /\p{Script=Cyrillic}/u,
  en: /\p{Script=Cyrillic}/u,
  hr: /\p{Script=Cyrillic}/u,
  mk: /[a-zčćđšž]{3,}|[ђћщъыьэюя]/iu,
  sq: /\p{Script=Cyrillic}/u,
  "sr-Cyrl": /[a-zčćđšž]{3,}|[ѓќѕѐѝщъыьэюя]/iu,
};

/** The plural categories a language writes; exact cases such as `=0` come on top. */
const PLURALS: Record<WrittenLocale, readonly string[]> = {
  bs: ["one", "few", "other"],
  cnr: ["one", "few", "other"],
  en: ["one", "other"],
  hr: ["one", "few", "other"],
  mk: ["one", "other"],
  sq: ["one", "other"],
  "sr-Cyrl": ["one", "few", "other"],
};

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** Every element of a message, those inside plurals, selects and tags included. */
function elements(ast: readonly Element[]): Element[] {
  return ast.flatMap((element) => {
    const inner: Element[] = [];
    if ("options" in element && element.options) {
      for (const option of Object.values(element.options)) inner.push(...elements(option.value));
    }
    if ("children" in element && element.children) inner.push(...elements(element.children));
    return [element, ...inner];
  });
}

const KIND = { literal: 0, select: 5, plural: 6, pound: 7, tag: 8 } as const;

const astOf = (message: string, locale: string): Element[] =>
  elements(new IntlMessageFormat(message, locale).getAst());

/**
 * Names a message asks for, tags marked as such. Whether a figure is counted with a plural or only
 * written is the business of each language.
 */
function placeholders(message: string, locale: string): string[] {
  const found = astOf(message, locale)
    .filter((element) => element.type !== KIND.literal && element.type !== KIND.pound)
    .map((element) => {
      const name = "value" in element ? String(element.value) : "";
      return element.type === KIND.tag ? `<${name}>` : name;
    });
  // Whom a sentence speaks to is a matter of languages that tell apart; English does not.
  return [...new Set(found)].filter((name) => name !== "whom").sort();
}

const english = rooms("en");

/** A file that is not there yet is told by its missing keys, once, and not by every test. */
const words = (locale: WrittenLocale, room: string): Record<string, string> =>
  rooms(locale).includes(room) ? readRoom(locale, room) : {};

describe("catalogues", () => {
  it("has the same rooms in every language", () => {
    for (const locale of WRITTEN) expect(rooms(locale)).toEqual(english);
  });

  describe.each(english)("%s", (room) => {
    const source = words("en", room);

    it("holds keys of its own room", () => {
      const strangers = Object.keys(source).filter(
        (key) => !key.startsWith(`${room}.`) && !key.startsWith("problem."),
      );
      expect(strangers).toEqual([]);
    });

    it.each(WRITTEN.filter((locale) => locale !== "en"))("is whole in %s", (locale) => {
      const other = words(locale, room);
      const missing = Object.keys(source).filter((key) => !(key in other));
      const strangers = Object.keys(other).filter((key) => !(key in source));
      expect({ missing, strangers }).toEqual({ missing: [], strangers: [] });
      const different = Object.entries(source)
        .filter(([key, message]) => {
          const theirs = other[key] ?? "";
          return String(placeholders(message, "en")) !== String(placeholders(theirs, locale));
        })
        .map(([key]) => key);
      expect(different).toEqual([]);
    });

    it.each(WRITTEN)("counts as the grammar of %s does", (locale) => {
      const short = Object.entries(words(locale, room)).flatMap(([key, message]) =>
        astOf(message, locale)
          .filter((element) => element.type === KIND.plural)
          .filter((element) => {
            const given = Object.keys("options" in element ? element.options : {});
            return PLURALS[locale].some((category) => !given.includes(category));
          })
          .map(() => key),
      );
      expect(short).toEqual([]);
    });

    it.each(WRITTEN.filter((locale) => locale !== "en"))("leaves no English in %s", (locale) => {
      const leaks = Object.entries(words(locale, room))
        .filter(([key, message]) => message.replace(/[⟦⟧]/g, "") === source[key])
        .filter(
          ([key, message]) => /\p{L}/u.test(bare(message, locale)) && !sameInEnglish(locale, key),
        )
        .map(([key]) => key);
      expect(leaks).toEqual([]);
    });

    it.each(WRITTEN)("is written in the letters of %s", (locale) => {
      const strange = Object.entries(words(locale, room))
        .filter(([, message]) => STRANGE[locale].test(bare(unmarked(message), locale)))
        .map(([key, message]) => `${key}: ${message}`);
      expect(strange).toEqual([]);
    });

    it("uses the quotation marks of each language", () => {
      for (const locale of WRITTEN) {
        const straight = Object.entries(words(locale, room))
          .filter(([, message]) => bare(message, locale).includes('"'))
          .map(([key]) => `${locale} ${key}`);
        expect(straight).toEqual([]);
      }
    });
  });

  it("derives Serbian in Latin letters without a Cyrillic letter left, but for marked words", () => {
    const marked = new Set(
      english.flatMap((room) =>
        Object.entries(words("sr-Cyrl", room))
          .filter(([, message]) => /⟦[^⟧]*\p{Script=Cyrillic}/u.test(message))
          .map(([key]) => key),
      ),
    );
    const left = [...catalogue("sr-Latn")]
      .filter(([key, message]) => /\p{Script=Cyrillic}/u.test(message) && !marked.has(key))
      .map(([key]) => key);
    expect(left).toEqual([]);
  });

  it("has words for every key that a page asks for", () => {
    const known = catalogue("en");
    const missing = sources().flatMap(({ file, source }) => {
      const whole = [...source.matchAll(/\b(?:t|rich)\(\s*"([^"\s]+)"/g)]
        .map(([, key = ""]) => key)
        .filter((key) => key.includes(".") && !known.has(key));
      const parts = [...source.matchAll(/\b(?:t|rich)\(\s*`([a-z-]+\.[^`$]*)\$\{[^}]*\}([^`$]*)`/g)]
        .filter(
          ([, start = "", end = ""]) =>
            ![...known.keys()].some((key) => key.startsWith(start) && key.endsWith(end)),
        )
        .map(([, start, end]) => `${start}*${end}`);
      return [...whole, ...parts].map((key) => `${file}: ${key}`);
    });
    expect([...new Set(missing)].sort()).toEqual([]);
  });

  it("has words for every refusal that a person can meet", () => {
    const known = catalogue("en");
    const missing = sources()
      .filter(({ file }) => /^(stages|portal|console|platform\/(web|sign-in|files))\//.test(file))
      // Kinds of imports, parts of forms and guides have codes too; a port is told to the administrator,
      // before any page.
      .filter(
        ({ file }) => !/(\.kind|\.forms|library\/guides|platform\/web\/listen)\.ts$/.test(file),
      )
      .flatMap(({ source }) =>
        // `as const` marks a flag of a run, whose words are the workbench's; pages make a section.
        [...source.matchAll(/\bcode:\s*"([a-z0-9-]+)"(?! as const|, pages:)/g)].map(
          ([, code = ""]) => code,
        ),
      )
      .filter((code) => !known.has(`problem.${code}`));
    expect([...new Set(missing)].sort()).toEqual([]);
  });
});

/**
 * The code that speaks to people through the catalogues. The allocation core and the command line
 * have words of their own.
 */
function sources(): { file: string; source: string }[] {
  const root = join(import.meta.dirname, "../..");
  return globSync("**/*.ts", { cwd: root })
    .filter((file) => !file.endsWith(".test.ts"))
    .filter((file) => !/^(allocation|cli|platform\/i18n)\//.test(file))
    .map((file) => ({ file, source: readFileSync(join(root, file), "utf8") }));
}

/** The words of a message without placeholders, tags and plural machinery. */
function bare(message: string, locale: string): string {
  return astOf(message, locale)
    .filter((element) => element.type === KIND.literal)
    .map((element) => ("value" in element ? element.value : ""))
    .join(" ");
}

/** Without the runs that keep their letters on purpose. */
function unmarked(message: string): string {
  return message.replace(/⟦[^⟧]*⟧/g, "");
}
