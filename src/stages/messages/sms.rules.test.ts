import { expect, test } from "vitest";
import { smsNumber } from "../../shared/phone-number.ts";
import { smsSize } from "./sms.rules.ts";

test.each([
  ["", "gsm-7", 0, 0],
  ["a".repeat(160), "gsm-7", 160, 1],
  ["a".repeat(161), "gsm-7", 161, 2],
  ["a".repeat(306), "gsm-7", 306, 2],
  ["a".repeat(307), "gsm-7", 307, 3],
  ["€".repeat(80), "gsm-7", 160, 1],
  // The second half of a euro sign does not begin the next part alone.
  [`${"a".repeat(152)}€${"a".repeat(152)}`, "gsm-7", 306, 3],
  ["č".repeat(70), "ucs-2", 70, 1],
  ["ж".repeat(71), "ucs-2", 71, 2],
  [`ë${"a".repeat(69)}`, "ucs-2", 70, 1],
  ["😀".repeat(35), "ucs-2", 70, 1],
  ["😀".repeat(36), "ucs-2", 72, 2],
] as const)(
  "%#: a text message is counted as networks count it",
  (text, alphabet, length, segments) => {
    expect(smsSize(text)).toEqual({ alphabet, length, segments });
  },
);

test.each([
  ["+355 69 123 4567", "+355691234567"],
  ["00383 44 123-456", "+38344123456"],
  ["069 123 4567", null],
  ["", null],
  ["+12", null],
])("%s is reached as %s", (typed, number) => {
  expect(smsNumber(typed)).toBe(number);
});
