import { expect, test } from "vitest";
import { newId } from "../../platform/random.ts";
import { openVault } from "../../platform/vault.ts";
import { sheetOf, squareText } from "./sheet-square.ts";

openVault("a data key of the tests only");
const hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

test("a square says whose sheet it is, which guardian's and which words, and nothing readable", () => {
  const applicationId = newId();
  for (const locale of ["sq", "sr-Cyrl", "mk"]) {
    const square = squareText({ applicationId, guardian: 2, wording: { locale, hash } });
    expect(square).toMatch(/^[0-9A-Z/-]+$/);
    expect(square.length).toBeLessThan(100);
    expect(sheetOf(square)).toEqual({
      applicationId,
      guardian: 2,
      wording: { locale, hash: hash.slice(0, 16) },
    });
  }
});

test("nobody makes a square for another learner, and other squares are none of ours", () => {
  const wording = { locale: "sq", hash };
  const mine = squareText({ applicationId: newId(), guardian: 1, wording });
  const other = newId().replaceAll("-", "").toUpperCase();
  const forged = mine.replace(/(?<=KALFA-SHEET\/)[0-9A-F]{32}/, other);
  expect(forged).not.toBe(mine);
  expect(sheetOf(forged)).toBeUndefined();
  expect(sheetOf(mine.replace("/1/", "/2/"))).toBeUndefined();
  for (const text of ["", "https://example.org/x", "KALFA-SHEET/1/2/3/4/5", "/"]) {
    expect(sheetOf(text)).toBeUndefined();
  }
});
