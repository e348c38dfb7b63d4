import { expect, test } from "vitest";
import { reserveAnswerBy } from "./answer-time.rules.ts";

const at = (text: string) => new Date(text);

test("a reserve asked early has until the call's own deadline", () => {
  const by = at("2027-03-12T19:00:00Z");
  expect(reserveAnswerBy(by, at("2027-03-01T10:00:00Z"))).toEqual(by);
});

test("a reserve asked late has at least five days, until eight in the evening", () => {
  const by = at("2027-03-12T19:00:00Z");
  expect(reserveAnswerBy(by, at("2027-03-11T10:00:00Z"))).toEqual(at("2027-03-16T19:00:00Z"));
});

test("eight in the evening stays eight over both clock changes", () => {
  // 20:00 is 18:00 UTC in summer and 19:00 UTC in winter.
  expect(reserveAnswerBy(at("2026-09-11T18:00:00Z"), at("2026-11-20T10:00:00Z"))).toEqual(
    at("2026-11-25T19:00:00Z"),
  );
  expect(reserveAnswerBy(at("2027-03-12T19:00:00Z"), at("2027-03-26T10:00:00Z"))).toEqual(
    at("2027-03-31T18:00:00Z"),
  );
});
