import { describe, expect, it } from "vitest";
import { wordsFor } from "../../platform/i18n/index.ts";
import type { Html } from "../html.ts";
import { bulletChart, citySpots, countrySpots, cutOffStrip, flowMap, rateDots } from "./index.ts";

const words = wordsFor("en");

/** The text of every cell, row by row. */
function cells(chart: Html): string[][] {
  return [...String(chart).matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) =>
      cell.replace(/<[^>]*>/g, ""),
    ),
  );
}

const bullets = bulletChart({
  words,
  id: "b",
  title: "Two of three targets were met",
  rows: [
    { label: "One month", target: 360, realised: 372, href: "/lines/one-month" },
    { label: "Three months", target: 56, realised: 44, pipeline: 10 },
    { label: "Nothing yet & <new>", target: 0, realised: 0 },
  ],
});

describe("a target", () => {
  it("says in words what the bar shows, and the table has the same figures", () => {
    expect(String(bullets)).toContain("372 of 360 · met");
    expect(String(bullets)).toContain("44 of 56 · 12 short · 10 on the way");
    expect(cells(bullets)).toEqual([
      ["Line", "Done", "On the way", "Target", "Share of target"],
      ["One month", "372", "0", "360", "103%"],
      ["Three months", "44", "10", "56", "79%"],
      ["Nothing yet &amp; &lt;new&gt;", "0", "0", "0", "–"],
    ]);
    expect(String(bullets)).toContain('<a href="/lines/one-month">One month</a>');
  });
});

it("a long label is drawn in lines that fit, and the rows below make room", () => {
  const label = "Три месеца за недавно свршене ученике и шегрте";
  const row = { label, target: 56, realised: 44 };
  const chart = String(bulletChart({ words, id: "l", title: "x", rows: [row, row] }));
  const drawn = [...chart.matchAll(/<text x="0" y="(\d+)" font-weight="700">([^<]*)/g)];
  expect(drawn.map(([, , text]) => text)).toEqual([
    "Три месеца за недавно свршене ученике и",
    "шегрте",
    "Три месеца за недавно свршене ученике и",
    "шегрте",
  ]);
  expect(drawn.map(([, y]) => Number(y))).toEqual([12, 30, 90, 108]);
});

const strip = cutOffStrip({
  words,
  id: "s",
  title: "Could I have got in?",
  you: 71,
  rows: [
    { label: "Bologna", scores: [60, 71, 76, 76, 80], cutOff: 76, reservedCutOff: 66 },
    { label: "Wrocław", scores: [60], cutOff: null },
    { label: "Lyon", scores: [], cutOff: null },
  ],
});

describe("last places", () => {
  it("draws one dot a person, hollow under the last place", () => {
    const dots = String(strip).match(/<circle/g) ?? [];
    expect(dots).toHaveLength(6);
    expect(String(strip).match(/<circle[^>]*fill="#fff"/g)).toHaveLength(2);
  });

  it("has a table that says the same", () => {
    expect(cells(strip)).toEqual([
      ["City", "Last place", "Last reserved place", "People", "Your points"],
      ["Bologna", "76", "66", "5", "71"],
      ["Wrocław", "not full", "–", "1", "71"],
      ["Lyon", "not full", "–", "0", "71"],
    ]);
  });
});

const rates = rateDots({
  words,
  id: "r",
  title: "Same chance for all?",
  overall: 0.48,
  rows: [
    { label: "Women", placed: 30, applied: 64, low: 0.35, high: 0.59 },
    { label: "Rural", placed: 2, applied: 5, low: 0.1, high: 0.8, tooFew: true },
  ],
});

describe("chances", () => {
  it("ends its scale a little beyond the highest share, and says where", () => {
    const few = (high: number) =>
      String(
        rateDots({
          words,
          id: "few",
          title: "Few places",
          overall: 0.02,
          rows: [{ label: "Women", placed: 3, applied: 140, low: 0.01, high }],
        }),
      );
    expect(few(0.06)).toContain(">10%</text>");
    expect(few(0.31)).toContain(">40%</text>");
    expect(few(1)).toContain(">100%</text>");
    expect(few(0.06)).toContain(">0%</text>");
  });

  it("says nothing about a group of which nothing can be said", () => {
    expect(String(rates)).toContain("too few people to tell");
    expect(String(rates)).not.toContain("2 of 5");
    expect(cells(rates)).toEqual([
      ["Group", "Got a place", "Applied", "Share", "Could be by chance"],
      ["Women", "30", "64", "47%", "35% to 59%"],
      ["Rural", "–", "–", "too few people to tell"],
    ]);
  });
});

const cities = citySpots.filter(({ id }) => id === "bologna" || id === "lyon");
const map = flowMap({
  words,
  id: "m",
  title: "Who goes where",
  origins: countrySpots
    .filter(({ id }) => id === "AL" || id === "XK")
    .map((spot) => ({ ...spot, label: words.country(spot.id) })),
  cities,
  flows: [
    { from: "AL", to: "bologna", count: 5 },
    { from: "XK", to: "bologna", count: 7 },
    { from: "XK", to: "lyon", count: 0 },
  ],
});

describe("the map", () => {
  it("has circles whose sums are in the table", () => {
    expect(cells(map)).toEqual([
      ["From", ...cities.map(({ label }) => label)],
      ["Albania", "5", "0"],
      ["Kosovo*", "7", "0"],
      ["All", "12", "0"],
    ]);
    expect(String(map)).toContain(">12</text>");
  });

  it("draws land and sea and no border between countries", () => {
    const paths = String(map).match(/<path /g) ?? [];
    // The land in one piece, and one line for each flow that somebody takes.
    expect(paths).toHaveLength(1 + 2);
  });
});

describe("every chart", () => {
  it.each([
    ["b", bullets],
    ["s", strip],
    ["r", rates],
    ["m", map],
  ])("%s has a role, a title and a description of its own", (id, chart) => {
    const markup = String(chart);
    expect(markup).toContain(`<svg role="img" aria-labelledby="${id}-title ${id}-desc"`);
    expect(markup).toMatch(new RegExp(`<title id="${id}-title">[^<]+</title>`));
    expect(markup).toMatch(new RegExp(`<desc id="${id}-desc">[^<]+</desc>`));
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  });
});
