import { expect, test } from "vitest";
import { callCode, classCode, draftCode, resultCode } from "./random.ts";

const thousand = (make: () => string) => Array.from({ length: 1_000 }, make);

test("what is typed tells by its form which kind of code it is", () => {
  for (const code of thousand(callCode)) expect(code).toMatch(/^K[2-9][2-9A-HJKMNP-TV-Z]{4}$/);
  // Two letters and four figures: no call's code is made like this.
  for (const code of thousand(classCode)) expect(code).toMatch(/^[A-HJKMNP-TV-Z]{2}-\d{4}$/);
  for (const code of thousand(draftCode)) expect(code).toMatch(/^KLF-[A-Z]/);
  for (const code of thousand(resultCode)) expect(code).toMatch(/^KLF-[2-9]/);
});
