import { expect, test } from "vitest";
import { contentFrom, outcomeOf, outcomeSaid } from "./fields.rules.ts";
import { templateOf } from "./template.ts";
import { escoOf, iscedOf } from "./trade-outcomes.ts";

const SKILL = "http://data.europa.eu/esco/skill/1605025e-a179-421f-8f35-5b07d182a6b2";

test.each([
  ["Brakes: changes pads", { title: "Brakes", description: "changes pads" }],
  [
    `Brakes: changes pads | replace brakes ${SKILL} | EQF 4`,
    {
      title: "Brakes",
      description: "changes pads",
      esco: "replace brakes",
      escoUri: SKILL,
      eqf: 4,
    },
  ],
  // In any order, and each alone.
  [
    `Brakes: changes pads | eqf3 | ${SKILL} replace brakes`,
    {
      title: "Brakes",
      description: "changes pads",
      esco: "replace brakes",
      escoUri: SKILL,
      eqf: 3,
    },
  ],
  ["Brakes: by 10:00 | EQF 5", { title: "Brakes", description: "by 10:00", eqf: 5 }],
  // An address without a label tells a reader nothing.
  [`Brakes: changes pads | ${SKILL}`, { title: "Brakes", description: "changes pads" }],
])("%s", (line, expected) => expect(outcomeOf(line)).toEqual(expected));

test("on a page an outcome is read without its address", () => {
  expect(outcomeSaid(`Brakes: changes pads | replace brakes ${SKILL} | EQF 4`)).toBe(
    "Brakes: changes pads (ESCO: replace brakes, EQF 4)",
  );
  expect(outcomeSaid("Brakes: changes pads")).toBe("Brakes: changes pads");
});

test("what is neither a level nor a concept of ESCO is refused with what it is", () => {
  const template = templateOf({
    kind: "learning-agreement",
    templateYear: 2026,
    templateVersion: 1,
  });
  const problemsOf = (line: string) =>
    contentFrom(template, (path) => (path === "outcomes.outcomes" ? [line] : undefined), {})
      .problems;
  expect(problemsOf(`Brakes: changes pads | replace brakes ${SKILL} | EQF 4`)).toEqual([]);
  for (const part of ["EQF 9", "replace brakes", "replace http://elsewhere.example/skill/1", "|"]) {
    expect(problemsOf(`Brakes: changes pads | ${part === "|" ? "" : part}`)).toEqual([
      { code: "agreement-outcome-part", params: { part }, field: "outcomes.outcomes" },
    ]);
  }
});

test("a trade has its group of occupations and its field of education by their official names", () => {
  expect(escoOf("car-mechanics")).toEqual({
    esco: "Motor vehicle mechanics and repairers (ISCO-08 7231)",
    escoUri: "http://data.europa.eu/esco/isco/C7231",
  });
  expect(iscedOf("hospitality")).toBe("1013 Hotel, restaurants and catering");
  expect([escoOf("toString"), escoOf(null), iscedOf("astrology")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
