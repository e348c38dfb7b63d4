import { expect, test } from "vitest";
import { officePlace, officeProblems, typedTime } from "./office.rules.ts";
import type { TypedOffice } from "./office.ts";

const right: TypedOffice = {
  street: " Rruga e Shembullit 4 ",
  postcode: "1001",
  landline: "+355 4 222 3344",
  firstDay: "1",
  lastDay: "5",
  opens: "9",
  closes: "15.30",
};
const wrong = (change: Partial<TypedOffice>) =>
  officeProblems({ ...right, ...change }).map(({ field, code }) => `${field} ${code}`);

test("an office is kept as it was meant, however its hours were written", () => {
  expect(officeProblems(right)).toEqual([]);
  expect(officePlace(right)).toEqual({
    street: "Rruga e Shembullit 4",
    postcode: "1001",
    landline: "+355 4 222 3344",
    hours: { firstDay: 1, lastDay: 5, opens: "09:00", closes: "15:30" },
  });
  expect(["9:30", "09.05", "24:00", "9:7", ""].map(typedTime)).toEqual([
    "09:30",
    "09:05",
    null,
    null,
    null,
  ]);
});

test("nothing has to be known; half of something is said at its field, all at once", () => {
  const nothing: TypedOffice = {
    street: "",
    postcode: "",
    landline: "",
    firstDay: "",
    lastDay: "",
    opens: "",
    closes: "",
  };
  expect(officeProblems(nothing)).toEqual([]);
  expect(officePlace(nothing)).toEqual({
    street: null,
    postcode: null,
    landline: null,
    hours: null,
  });
  expect(wrong({ street: "" })).toEqual(["street required"]);
  expect(wrong({ postcode: "" })).toEqual(["postcode required"]);
  expect(wrong({ landline: "04 222 3344", closes: "", lastDay: "8" })).toEqual([
    "landline not-a-telephone",
    "lastDay not-a-choice",
    "closes required",
  ]);
  expect(wrong({ firstDay: "5", lastDay: "1" })).toEqual(["lastDay before-first-day"]);
  expect(wrong({ opens: "15:30" })).toEqual(["closes office-closes-first"]);
});
