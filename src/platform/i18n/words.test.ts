import { describe, expect, it } from "vitest";
import { day } from "../../shared/day.ts";
import { fold } from "../../shared/fold.ts";
import { serbianLatin } from "../../shared/serbian-latin.ts";
import { LOCALES, localeFacts, localeFromHeader, wordsFor } from "./index.ts";

describe("Serbian in Latin letters", () => {
  it.each([
    ["ЉУБЉАНА", "LJUBLJANA"],
    ["Љубљана", "Ljubljana"],
    ["КОЊ", "KONJ"],
    ["Ђурђевак", "Đurđevak"],
    ["Џез и ЏЕЗ", "Džez i DŽEZ"],
    ["инјекција", "injekcija"],
    ["Њ", "Nj"],
    [
      "{count, plural, one {# место} other {# места}}",
      "{count, plural, one {# mesto} other {# mesta}}",
    ],
    ["ово је ⟦Ниш⟧ и Ниш", "ovo je ⟦Ниш⟧ i Niš"],
  ])("%s is %s", (cyrillic, latin) => {
    expect(serbianLatin(cyrillic)).toBe(latin);
  });

  it("writes the thirty letters", () => {
    expect(serbianLatin("абвгдђежзијклљмнњопрстћуфхцчџш")).toBe(
      "abvgdđežzijklljmnnjoprstćufhcčdžš",
    );
  });
});

describe("days, clocks and figures", () => {
  const evening = new Date("2027-03-12T19:00:00Z");

  it.each([
    ["en", "Friday, 12 March 2027, 20:00 (Central European Time)"],
    ["bs", "petak, 12. mart 2027. u 20:00 (srednjoevropsko vrijeme)"],
    ["cnr", "petak, 12. mart 2027. u 20:00 (srednjoevropsko vrijeme)"],
    ["hr", "petak, 12. ožujka 2027. u 20:00 (srednjoeuropsko vrijeme)"],
    ["mk", "петок, 12 март 2027 г. во 20:00 ч. (средноевропско време)"],
    ["sq", "e premte, 12 mars 2027, ora 20:00 (ora e Evropës Qendrore)"],
    ["sr-Cyrl", "петак, 12. март 2027. у 20:00 (средњоевропско време)"],
    ["sr-Latn", "petak, 12. mart 2027. u 20:00 (srednjoevropsko vreme)"],
  ] as const)("a deadline in %s", (locale, text) => {
    expect(wordsFor(locale).deadline(evening)).toBe(text);
  });

  it.each([
    ["en", "1 – 28 July 2027"],
    ["bs", "1–28. juli 2027."],
    ["cnr", "1.–28. jul 2027."],
    ["hr", "1. – 28. srpnja 2027."],
    ["mk", "1 – 28 јули 2027 г."],
    ["sq", "1 – 28 korrik 2027"],
    ["sr-Cyrl", "1.–28. јул 2027."],
    ["sr-Latn", "1.–28. jul 2027."],
  ] as const)("writes a month abroad in one breath in %s", (locale, text) => {
    const written = wordsFor(locale).days(day("2027-07-01"), day("2027-07-28"));
    expect(written.replace(/\s/g, " ")).toBe(text);
  });

  it("never shows a twelve-hour clock", () => {
    for (const locale of LOCALES) expect(wordsFor(locale).time(evening)).toBe("20:00");
  });

  it("keeps the day of a calendar day in every season", () => {
    expect(wordsFor("en").shortDay(day("2027-01-01"))).toBe("1 Jan 2027");
    expect(wordsFor("en").shortDay(day("2027-07-31"))).toBe("31 Jul 2027");
  });

  it("counts in Serbian with three forms", () => {
    const { t } = wordsFor("sr-Cyrl");
    expect([1, 2, 5, 11, 21, 22].map((count) => t("site.places", { count }))).toEqual([
      "1 место",
      "2 места",
      "5 места",
      "11 места",
      "21 место",
      "22 места",
    ]);
    expect([1, 3, 5].map((count) => t("problem.too-long", { max: count }))[1]).toContain("3 знака");
  });

  it.each(["bs", "cnr", "hr"] as const)("counts in %s with three forms", (locale) => {
    const { t } = wordsFor(locale);
    expect([1, 2, 5, 11, 21, 22].map((count) => t("site.points", { count }))).toEqual([
      "1 bod",
      "2 boda",
      "5 bodova",
      "11 bodova",
      "21 bod",
      "22 boda",
    ]);
  });

  it("counts in Macedonian with one for 1, 21 and 101, not for 11", () => {
    const { t } = wordsFor("mk");
    const one = [1, 2, 5, 11, 21, 22, 101, 111].filter(
      (count) => t("site.places", { count }) === `${count} место`,
    );
    expect(one).toEqual([1, 21, 101]);
  });

  it("writes money in cents, shares and lists", () => {
    const words = wordsFor("sr-Latn");
    expect(words.money(1_234_550).replace(/\s/g, " ")).toBe("12.345,50 €");
    expect(words.percent(0.614)).toBe("61%");
    expect(words.list(["Bologna", "Lyon", "Maribor"])).toBe("Bologna, Lyon i Maribor");
  });
});

describe("sorting", () => {
  it.each([
    [
      "sq",
      ["Dritan", "Dhurata", "Durim", "Çelik", "Cana", "Xhevat", "Xeni"],
      ["Cana", "Çelik", "Dritan", "Durim", "Dhurata", "Xeni", "Xhevat"],
    ],
    [
      "sr-Latn",
      ["Đorđe", "Dragan", "Džemal", "Čedomir", "Ćosić", "Cvetko"],
      ["Cvetko", "Čedomir", "Ćosić", "Dragan", "Džemal", "Đorđe"],
    ],
  ] as const)("follows the alphabet of %s", (locale, names, sorted) => {
    expect([...names].sort(wordsFor(locale).compare)).toEqual(sorted);
  });
});

describe("territory", () => {
  it("writes the asterisk with its footnote, or neither", () => {
    const starred = wordsFor("en");
    expect([starred.country("XK"), starred.territoryFootnote()?.slice(0, 18)]).toEqual([
      "Kosovo*",
      "* This designation",
    ]);
    const plain = wordsFor("en", "plain");
    expect([plain.country("XK"), plain.territoryFootnote()]).toEqual(["Kosovo", null]);
  });
});

describe("a date at the end of a sentence", () => {
  it("ends it with one full stop, also where dates bring one along", () => {
    for (const locale of LOCALES) {
      const words = wordsFor(locale);
      const said = words.t("home.call-closed", { day: words.day(day("2026-12-03")) });
      expect(said, locale).toMatch(/2026( г)?\.$/);
      expect(said, locale).not.toContain("..");
    }
  });
});

describe("a problem", () => {
  it("is told in words, also when its code is new", () => {
    expect(wordsFor("en").problem({ code: "required" })).toBe("This cannot be empty.");
    expect(wordsFor("en").problem({ code: "never-seen" })).toBe(
      "Something is not right here (never-seen).",
    );
  });
});

describe("the first visit", () => {
  it.each([
    [undefined, "en"],
    ["sr-Latn-RS,sr;q=0.9", "sr-Latn"],
    ["sr,en;q=0.5", "sr-Cyrl"],
    ["de-DE,sq;q=0.8,en;q=0.3", "sq"],
    ["en;q=0.2,sq-XK", "sq"],
    ["bs-BA,bs;q=0.9,en;q=0.5", "bs"],
    ["hr-HR,hr;q=0.9,sr;q=0.4", "hr"],
    ["cnr-ME,sr-ME;q=0.9", "cnr"],
    ["sh", "sr-Latn"],
    ["sr-ME,en;q=0.5", "sr-Latn"],
    ["mk-MK,mk;q=0.9", "mk"],
    ["rom", "en"],
  ])("of a browser that wants %s is answered in %s", (header, locale) => {
    expect(localeFromHeader(header)).toBe(locale);
  });

  it("links every language by its own name", () => {
    const names = LOCALES.map((locale) => localeFacts(locale).ownName);
    expect(names).toEqual([
      "Bosanski",
      "Crnogorski",
      "English",
      "Hrvatski",
      "Македонски",
      "Shqip",
      "Српски",
      "Srpski",
    ]);
    expect(names.map(fold)).toEqual(names.map(fold).sort());
  });
});
