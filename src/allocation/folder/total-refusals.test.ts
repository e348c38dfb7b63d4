import { describe, expect, it } from "vitest";
import { parseProblem } from "../index.ts";
import { GOOD } from "../testing/good-folder.ts";
import { Faults } from "./faults.ts";
import { fillWeights } from "./weights.ts";

type Files = Record<string, string | Uint8Array>;
const TOTAL: Files = { ...GOOD, "rules.json": '{\n"rule": "best-total"\n}' };

function wrongs(change: Files): string[] {
  const parsed = parseProblem({ ...TOTAL, ...change });
  if (parsed.ok) return [];
  return parsed.problems.map(
    ({ code, params }) => `${code} ${params.file}:${params.line ?? ""}:${params.column ?? ""}`,
  );
}
const rules = (text: string): Files => ({ "rules.json": `{\n"rule": "best-total",\n${text}\n}` });
const options = (text: string): Files => ({ "options.csv": text });

describe("what best-total cannot keep is refused by name", () => {
  const cases: [name: string, change: Files, expected: string[]][] = [
    ["nothing", {}, []],
    [
      "reserves, and rules that name what is not there",
      rules(
        '"budget": {"max": -1},\n"groups": {"together": "valley", "allOrNothing": "no"},\n"reserves": [{"name": "r", "seats": 1}],\n"quotas": [{"name": "q", "min": 1, "places": {"hue": "red"}}, {"name": "s", "maxShare": 101}]',
      ),
      [
        "number-wanted rules.json:3:budget.max",
        "yes-or-no-wanted rules.json:4:groups.allOrNothing",
        "reserves-not-total rules.json:5:reserves[0]",
        "number-wanted rules.json:6:quotas[1].maxShare",
        "attribute-unknown rules.json:6:quotas[0].places.hue",
        "attribute-unknown rules.json:4:groups.places.valley",
      ],
    ],
    [
      "group, size and minimum are kept",
      {
        "applicants.csv": "applicant,group,size\nana,g1,1\nbesa,,2\ncvetan,,\n",
        "places.csv": "place,capacity,minimum\nbol-1,1,\nsev-1,2,2\n",
      },
      [],
    ],
    [
      "weights that are no weights",
      options(
        "applicant,place,weight\nana,bol-1,-1\nbesa,bol-1,2147483648\nbesa,sev-1,1.5\ncvetan,sev-1,2147483647\n",
      ),
      [
        "number-wanted options.csv:2:weight",
        "number-wanted options.csv:3:weight",
        "number-wanted options.csv:4:weight",
      ],
    ],
    [
      "neither rank nor weight",
      options("applicant,place,rank,weight\nana,bol-1,,5\nbesa,bol-1,,\nbesa,sev-1,2,\n"),
      ["number-wanted options.csv:3:rank"],
    ],
    [
      "neither column",
      options("applicant,place\nana,bol-1\n"),
      ["column-missing options.csv:1:rank"],
    ],
    [
      "a pair twice, and a rank twice",
      options(
        "applicant,place,rank,weight\nana,bol-1,,1\nana,bol-1,,1\nbesa,bol-1,2,\nbesa,sev-1,2,\n",
      ),
      ["option-twice options.csv:3:place", "rank-twice options.csv:5:rank"],
    ],
    [
      "points that make weights too large",
      { "applicants.csv": "applicant,points\nana,2147483647\nbesa,1\ncvetan,1\n" },
      ["default-weight-too-large options.csv:2:weight"],
    ],
    [
      "one person pinned twice",
      rules(
        '"pins": [{"applicant": "besa", "place": "bol-1"},\n{"applicant": "besa", "place": "sev-1"}]',
      ),
      ["pinned-twice rules.json:4:pins[1]"],
    ],
  ];
  it.each(cases)("%s", (_, change, expected) => {
    expect(wrongs(change)).toEqual(expected);
  });

  it("pins over a capacity: no allocation can keep them", () => {
    const two = '{"applicant": "ana", "place": "bol-1"}, {"applicant": "besa", "place": "bol-1"}';
    const parsed = parseProblem({ ...TOTAL, ...rules(`"pins": [${two}]`) });
    expect(parsed).toMatchObject({
      impossible: true,
      problems: [{ code: "pins-over-capacity", params: { over: 1, conflict: "ana, besa" } }],
    });
  });

  it("a folder of the other rule, where one is wanted", () => {
    expect(parseProblem(TOTAL, "stable")).toMatchObject({
      ok: false,
      problems: [{ code: "rule-other", params: { wanted: "stable", found: "best-total" } }],
    });
  });
});

describe("the weights of best-total", () => {
  it("are those of the file, and by default of rank and points", () => {
    const parsed = parseProblem({
      ...TOTAL,
      ...options("applicant,place,rank,weight\nana,bol-1,1,\nbesa,bol-1,1,7\nbesa,sev-1,2,\n"),
    });
    // R = 2 and P = 80: ana 2 x 81 + 80, besa's second wish 1 x 81 + 70.
    expect(parsed.ok && [...parsed.problem.options.weight]).toEqual([242, 7, 151]);
  });

  it("add up to at most 2^53 - 1, to the unit", () => {
    const parsed = parseProblem(TOTAL);
    if (!parsed.ok) throw new Error("good");
    const codes = (last: number) => {
      const weight = new Int32Array(2 ** 22 + 1).fill(2 ** 31 - 1);
      weight[2 ** 22] = last;
      const faults = new Faults();
      const options = { ...parsed.problem.options, weight };
      fillWeights({ ...parsed.problem, options }, (option) => option + 2, faults);
      return faults.all().map(({ code }) => code);
    };
    expect(2 ** 22 * (2 ** 31 - 1) + 2 ** 22 - 1).toBe(Number.MAX_SAFE_INTEGER);
    expect(codes(2 ** 22 - 1)).toEqual([]);
    expect(codes(2 ** 22)).toEqual(["weights-too-large"]);
  });
});
