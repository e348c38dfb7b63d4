import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { catalogue, hostRooms } from "./catalogues.ts";
import { HOST_LOCALES } from "./locales.ts";
import { wordsFor } from "./words.ts";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];
const inner = (ast: readonly Element[]): Element[] =>
  ast.flatMap((element) => [
    element,
    ...("options" in element && element.options
      ? Object.values(element.options).flatMap((option) => inner(option.value))
      : []),
  ]);
const PLURAL = 6;
const names = (message: string, locale: string) =>
  [
    ...new Set(
      inner(new IntlMessageFormat(message, locale).getAst())
        .filter((element) => element.type !== 0 && element.type !== 7)
        .map((element) => ("value" in element ? String(element.value) : "")),
    ),
  ].sort();

const english = catalogue("en");
const hostKeys = hostRooms("en").flatMap((room) => Object.keys(room));
const others = HOST_LOCALES.filter((locale) => locale !== "en");

describe.each(others)("words of hosts in %s", (locale) => {
  const messages = catalogue(locale);

  it("has every sentence of the hosts' pages and no other than English has", () => {
    expect(hostKeys.filter((key) => !messages.has(key))).toEqual([]);
    expect([...messages.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...messages.keys()].sort()).toEqual([...catalogue("it").keys()].sort());
  });

  it("asks for the same names as the English sentence", () => {
    const different = [...messages]
      .filter(([key, text]) => {
        const wanted = names(english.get(key) ?? "", "en");
        return String(wanted) !== String(names(text, locale));
      })
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it("counts as its grammar does", () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const short = [...messages].flatMap(([key, text]) =>
      inner(new IntlMessageFormat(text, locale).getAst())
        .filter((element) => element.type === PLURAL)
        .filter((element) =>
          pluralCategories.some(
            (each) => !Object.keys("options" in element ? element.options : {}).includes(each),
          ),
        )
        .map(() => key),
    );
    expect(short).toEqual([]);
  });

  it("writes whole sentences of its own", () => {
    const leaks = [...messages]
      .filter(([key, text]) => text === english.get(key) && text.split(" ").length > 3)
      .map(([key]) => key);
    expect(leaks).toEqual([]);
    expect(wordsFor(locale).t("host.title", { count: 5 })).toMatch(/\p{L}/u);
  });
});
