import { expect, test } from "vitest";
import { LARGEST_PAPER, MOST_A_MINUTE, orderProblems, type SealOrder } from "./custody-rules.ts";

const held = {
  id: "cd".repeat(32),
  from: new Date("2026-11-01T00:00:00Z"),
  until: new Date("2036-11-01T00:00:00Z"),
};
const order: SealOrder = {
  purpose: "paper",
  kind: "host-agreement",
  size: 80_000,
  sha256: "ab".repeat(32),
  at: "2027-02-01T09:00:00.000Z",
  key: held.id,
};
const codes = (changed: object, before = 0) =>
  orderProblems({ ...order, ...changed }, held, before).map(({ code }) => code);

test("an order that is what it says is signed", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ size: LARGEST_PAPER, at: "2036-10-31T23:59:59Z" }, MOST_A_MINUTE - 1)).toEqual([]);
});

test.each([
  [{ purpose: "login" }, 0, ["seal-purpose"]],
  [{ kind: "learning-agreement " }, 0, ["seal-kind"]],
  [{ size: 99 }, 0, ["seal-size"]],
  [{ size: LARGEST_PAPER + 1 }, 0, ["seal-size"]],
  [{ size: 1_000.5 }, 0, ["seal-size"]],
  [{ sha256: "AB".repeat(32) }, 0, ["seal-digest"]],
  [{ sha256: "ab".repeat(31) }, 0, ["seal-digest"]],
  [{ at: "2026-10-31T23:59:59Z" }, 0, ["seal-time"]],
  [{ at: "2036-11-01T00:00:01Z" }, 0, ["seal-time"]],
  [{ at: "yesterday" }, 0, ["seal-time"]],
  [{ key: "ef".repeat(32) }, 0, ["seal-key-replaced"]],
  [{}, MOST_A_MINUTE, ["seal-too-many"]],
])("%o after %i in the last minute is refused", (changed, before, expected) => {
  expect(codes(changed, before)).toEqual(expected);
});

test("what is no order at all is refused with every reason", () => {
  const every = [
    "seal-purpose",
    "seal-kind",
    "seal-size",
    "seal-digest",
    "seal-time",
    "seal-key-replaced",
  ];
  for (const nothing of [null, undefined, "seal this", 7, []]) {
    expect(orderProblems(nothing, held, 0).map(({ code }) => code)).toEqual(every);
  }
});
