import { describe, expect, test } from "vitest";
import type { SchemeSettings } from "../../platform/db/actor.ts";
import { readersProblems, readingOf } from "./readers.rules.ts";

const settings: SchemeSettings = {
  readers: {
    public: {
      territory: "plain",
      baseMap: "borders-dashed",
      languages: {
        "sr-Cyrl": { territory: "footnote", baseMap: "coast" },
        mk: { baseMap: "coast" },
      },
    },
    staff: { languages: { sq: { territory: "plain" } } },
  },
};

describe("what somebody reads", () => {
  test.each([
    ["public", "en", "plain", "borders-dashed"],
    ["public", "mk", "plain", "coast"],
    ["public", "sr-Cyrl", "footnote", "coast"],
    // The Latin letters are the Cyrillic text: its readers are the same audience.
    ["public", "sr-Latn", "footnote", "coast"],
    ["staff", "sq", "plain", "coast"],
    ["staff", "en", "footnote", "coast"],
    ["papers", "sq", "footnote", "coast"],
  ] as const)("%s in %s", (readers, locale, territory, baseMap) => {
    expect(readingOf(settings, readers, locale)).toEqual({ territory, baseMap });
  });

  test("a scheme that says nothing writes as texts of the European Union do", () => {
    expect(readingOf({}, "public", "en")).toEqual({ territory: "footnote", baseMap: "coast" });
  });
});

test("everything that is no choice is said at once, each at its field", () => {
  const wrong = {
    public: { territory: "starred", languages: { sq: { baseMap: "rivers" }, xx: {} } },
    papers: { baseMap: "dotted" },
  } as unknown as NonNullable<SchemeSettings["readers"]>;
  expect(readersProblems(wrong, ["en", "sq"])).toEqual([
    { code: "not-a-choice", field: "public-territory" },
    { code: "not-a-choice", field: "public-sq-map" },
    { code: "not-a-choice", field: "public-xx" },
    { code: "not-a-choice", field: "papers-map" },
  ]);
  expect(readersProblems(settings.readers ?? {}, ["sq", "mk", "sr-Cyrl"])).toEqual([]);
});
