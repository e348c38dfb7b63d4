import { expect, test } from "vitest";
import { paperFunding } from "./paper-funding.ts";

const line = { line: "co-funded", emblem: true } as const;

test("nobody who funds is nobody on the paper, and without a name the authority stays unnamed", () => {
  expect(paperFunding(null, ["en"])).toBe(null);
  expect(paperFunding(undefined, ["en"])).toBe(null);
  expect(paperFunding({ ...line, disclaimer: false }, ["sq", "en"])).toEqual({
    programme: "2021-2027",
    statement: "co-funded",
    emblem: true,
    disclaimer: false,
  });
});

test("a name stands in every language of the paper, words of one's own only where they were written", () => {
  const funding = {
    ...line,
    programme: "2014-2020",
    authority: { en: "the Tempus Foundation", "sr-Cyrl": "Фондација Темпус (⟦EU⟧)" },
    grantNumber: "2026-1-RS01-KA121-VET-000123456",
    ownLine: { "sr-Cyrl": "Уз подршку Европске уније" },
    ownDisclaimer: { en: "Ours alone." },
  } as const;
  expect(paperFunding(funding, ["sr-Latn", "it"])).toEqual({
    programme: "2014-2020",
    statement: "co-funded",
    emblem: true,
    grantingAuthority: { "sr-Latn": "Fondacija Tempus (EU)", it: "the Tempus Foundation" },
    grantNumber: "2026-1-RS01-KA121-VET-000123456",
    ownLine: { "sr-Latn": "Uz podršku Evropske unije" },
  });
  const onlySerbian = { ...line, authority: { "sr-Cyrl": "⟦INAPP⟧" } };
  expect(paperFunding(onlySerbian, ["it"])?.grantingAuthority).toEqual({ it: "INAPP" });
});
