import { expect, test } from "vitest";
import { fold } from "../../shared/fold.ts";
import { readGrid } from "./grid.rules.ts";

const words = {
  columns: { mestiere: "trade", dal: "starts", al: "ends", posti: "places" },
  trades: { falegnameria: "carpentry" },
  everyTrade: ["ogni mestiere"],
  yes: ["si"],
  no: ["no"],
  genders: { donne: "women" },
} as const;
const lines = (text: string) =>
  text.split("\n").map((line, at) => ({ line: at + 1, cells: line.split("\t") }));

test("named columns in the reader's language, in any order", () => {
  const read = readGrid(
    "places",
    lines(
      "Posti\tMestiere\tDal\tAl\n2\tFalegnameria\t1.7.2027\t2027-07-28\n1\t\t1/6/2027\t30/6/2027",
    ),
    words,
    fold,
  );
  expect(read.ok && read.value).toMatchObject([
    { places: 2, trade: "carpentry", starts: "2027-07-01", ends: "2027-07-28", minimumAge: null },
    { places: 1, trade: null, starts: "2027-06-01" },
  ]);
});

test("without names, in our order; every cell that cannot be read is told at once", () => {
  const read = readGrid(
    "places",
    lines("Mosaici\t1.7.2027\t31.6.2027\tmany\t13\tit\t\tforse\t"),
    words,
    fold,
  );
  expect(!read.ok && read.problems.map(({ code, field }) => [field, code])).toEqual([
    ["1:trade", "host-not-a-trade"],
    ["1:level", "host-language-and-level"],
    ["1:ends", "not-a-day"],
    ["1:places", "not-whole"],
    ["1:age", "host-number"],
    ["1:accessible", "not-yes-or-no"],
  ]);
});

test("beds: for whom, and how many", () => {
  const read = readGrid(
    "beds",
    lines("Casa Verde\tVia Roma 1\t6\tdonne\tsì\t2027-07-01\t2027-07-28"),
    words,
    fold,
  );
  expect(read.ok && read.value).toMatchObject([{ beds: 6, gender: "women", accessible: true }]);
  expect(readGrid("beds", lines("\n\t\t"), words, fold)).toMatchObject({
    problems: [{ code: "host-paste-empty" }],
  });
});
