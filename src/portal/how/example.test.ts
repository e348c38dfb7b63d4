import { expect, test } from "vitest";
import { workOut } from "./example.ts";

const got = async (which: Parameters<typeof workOut>[0]) =>
  Object.fromEntries((await workOut(which)).people.map(({ name, got }) => [name, got]));

// The page's sentences name these people and figures; a change here must change them.
test("the rule alone leaves Luan without a place and Dina with her second wish", async () => {
  expect(await got("plain")).toEqual({
    Ana: "Bologna",
    Besa: "Bologna",
    Dina: "Maribor",
    Emir: "Maribor",
    Goran: "Lyon",
    Luan: null,
  });
  expect((await workOut("plain")).cities.map(({ last }) => last)).toEqual([81, 69, 64]);
});

test("a kept place goes to Goran with 64 points and costs Emir with 69 his", async () => {
  expect(await got("kept")).toMatchObject({ Goran: "Maribor", Emir: null, Luan: "Lyon" });
  expect((await workOut("kept")).cities[1]).toEqual({
    name: "Maribor",
    places: 2,
    last: 76,
    lastKept: 64,
  });
});

test("another order of wishes changes nothing for Luan or anybody", async () => {
  expect(await got("order")).toEqual(await got("plain"));
});
