import { describe, expect, it } from "vitest";
import { parseProblem } from "../index.ts";
import { GOOD } from "../testing/good-folder.ts";

type Files = Record<string, string | Uint8Array>;

/** "code @line column" of everything wrong. */
function wrongs(change: Files): string[] {
  const parsed = parseProblem({ ...GOOD, ...change });
  if (parsed.ok) return [];
  return parsed.problems.map(
    ({ code, params }) => `${code} ${params.file}:${params.line ?? ""}:${params.column ?? ""}`,
  );
}

const rules = (text: string): Files => ({ "rules.json": `{\n"rule": "stable",\n${text}\n}` });

describe("a folder that is wrong is refused whole, every problem with file, line and column", () => {
  const cases: [name: string, change: Files, expected: string[]][] = [
    [
      "missing files",
      { "rules.json": undefined as never, "places.csv": undefined as never },
      [
        "place-unknown options.csv:2:place",
        "place-unknown options.csv:3:place",
        "place-unknown options.csv:4:place",
        "place-unknown options.csv:5:place",
        "file-missing rules.json::",
        "file-missing places.csv::",
      ],
    ],
    ["an empty file", { "options.csv": "" }, ["header-missing options.csv:1:"]],
    [
      "semicolons",
      { "places.csv": "place;capacity\nbol-1;1\n", "options.csv": "applicant,place,rank\n" },
      [
        "separator-wrong places.csv:1:",
        "column-missing places.csv:1:place",
        "column-missing places.csv:1:capacity",
      ],
    ],
    [
      "a column twice and one unnamed",
      { "applicants.csv": "applicant,points,points,\nana,1,1,\nbesa,1,1,\ncvetan,1,1,\n" },
      ["column-twice applicants.csv:1:points", "column-unnamed applicants.csv:1:"],
    ],
    [
      "ragged rows",
      {
        "places.csv": "place,capacity,city\nbol-1,1\nsev-1,2,seville,x\n",
        "options.csv": "applicant,place,rank\n",
      },
      ["fields-wrong places.csv:2:", "fields-wrong places.csv:3:"],
    ],
    [
      "wrong numbers",
      {
        "applicants.csv": "applicant,points\nana,-1\nbesa,7.5\ncvetan,many\n",
        "places.csv": "place,capacity\nbol-1,\nsev-1,99999999999\n",
        "options.csv": "applicant,place,rank,priority\nana,bol-1,0,1\nbesa,bol-1,1,0\n",
      },
      [
        "number-wanted applicants.csv:2:points",
        "number-wanted applicants.csv:3:points",
        "number-wanted applicants.csv:4:points",
        "number-wanted places.csv:2:capacity",
        "number-wanted places.csv:3:capacity",
        "number-wanted options.csv:2:rank",
        "number-wanted options.csv:3:priority",
      ],
    ],
    [
      "ids empty or twice",
      { "applicants.csv": "applicant,points\nana,1\n,2\nana,3\nbesa,1\ncvetan,1\n" },
      ["id-empty applicants.csv:3:applicant", "id-twice applicants.csv:4:applicant"],
    ],
    [
      "unknown ids",
      { "options.csv": "applicant,place,rank\nana,rome,1\nzoran,bol-1,1\n" },
      ["place-unknown options.csv:2:place", "applicant-unknown options.csv:3:applicant"],
    ],
    [
      "one wish or one rank twice",
      { "options.csv": "applicant,place,rank\nana,bol-1,1\nana,bol-1,2\nana,sev-1,2\n" },
      ["option-twice options.csv:3:place", "rank-twice options.csv:4:rank"],
    ],
    [
      "a place's own order for some only",
      { "options.csv": "applicant,place,rank,priority\nana,bol-1,1,1\nbesa,bol-1,1,\n" },
      ["priority-partly options.csv:3:priority"],
    ],
    [
      "a stray and an open quote",
      {
        "applicants.csv": 'applicant,points\nana,80\nbe"sa,70\ncvetan,60\n"x,1\n',
        "options.csv": "applicant,place,rank\n",
      },
      ["quote-stray applicants.csv:3:", "quote-open applicants.csv:5:"],
    ],
    [
      "bytes that are not UTF-8",
      {
        "applicants.csv": Uint8Array.from([
          ...new TextEncoder().encode("applicant\nana\nbesa\ncvetan\n"),
          0xff,
          0x0a,
        ]),
      },
      ["not-utf8 applicants.csv:5:applicant"],
    ],
    [
      "group and size",
      { "applicants.csv": "applicant,group,size\nana,g1,1\nbesa,,2\ncvetan,,\n" },
      ["groups-not-stable applicants.csv:2:group", "size-not-stable applicants.csv:3:size"],
    ],
    [
      "a minimum",
      { "places.csv": "place,capacity,minimum\nbol-1,1,0\nsev-1,2,2\n" },
      ["minimum-not-stable places.csv:3:minimum"],
    ],
    [
      "weights over 2^53",
      { "options.csv": `applicant,place,rank,weight\nana,bol-1,1,99999999999\n` },
      ["number-wanted options.csv:2:weight"],
    ],
    [
      "rules that are not JSON",
      { "rules.json": '{\n "rule": "stable",\n "pins": [1 2]\n}' },
      ["json-wrong rules.json:3:13"],
    ],
    [
      "a key twice",
      { "rules.json": '{"rule": "stable",\n"rule": "stable"}' },
      ["key-twice rules.json:2:1"],
    ],
    ["no rule", { "rules.json": "{}" }, ["rule-missing rules.json:1:rule"]],
    ["another rule", { "rules.json": '{"rule":"lottery"}' }, ["rule-unknown rules.json:1:rule"]],
    [
      "what stable cannot promise",
      rules(
        '"budget": {"max": 1},\n"groups": {"together": "city"},\n"quotas": [{"name": "q", "places": {"place": "bol-1"}, "min": 1, "minShare": 5, "maxShare": 9}]',
      ),
      [
        "budget-not-stable rules.json:3:budget",
        "groups-not-stable rules.json:4:groups",
        "minimum-not-stable rules.json:5:quotas[0].min",
        "share-not-stable rules.json:5:quotas[0].minShare",
        "share-not-stable rules.json:5:quotas[0].maxShare",
      ],
    ],
    [
      "unknown keys and wrong kinds",
      rules('"quota": [],\n"reserves": {},\n"pins": ["ana"],\n"seed": 5'),
      [
        "key-unknown rules.json:3:quota",
        "list-wanted rules.json:4:reserves",
        "object-wanted rules.json:5:pins[0]",
        "text-wanted rules.json:5:pins[0].applicant",
        "text-wanted rules.json:5:pins[0].place",
        "text-wanted rules.json:6:seed",
      ],
    ],
    [
      "a maximum over several places",
      rules('"quotas": [{"name": "q", "max": 1}]'),
      ["quota-across-places rules.json:3:quotas[0]"],
    ],
    [
      "a reserve and a maximum at one place",
      rules(
        '"reserves": [{"name": "r", "applicants": {"school": "s1"}, "seats": 1}],\n"quotas": [{"name": "q", "places": {"city": "bologna"}, "max": 1}]',
      ),
      ["reserves-and-quotas rules.json:4:quotas[0]"],
    ],
    [
      "maxima that cross only among people who do not ask there: nothing",
      rules(
        '"quotas": [{"name": "s", "applicants": {"school": ["s1"]}, "places": {"place": "sev-1"}, "max": 1},\n{"name": "c", "applicants": {"applicant": ["besa", "cvetan"]}, "places": {"place": "sev-1"}, "max": 1},\n{"name": "n", "applicants": {"applicant": "cvetan"}, "places": {"place": "sev-1"}, "max": 1}]',
      ),
      [],
    ],
    [
      "reserves over capacity",
      rules(
        '"reserves": [{"name": "r", "seats": 1}, {"name": "t", "places": {"place": "bol-1"}, "seats": 1}]',
      ),
      ["reserves-over-capacity rules.json:3:reserves[1]"],
    ],
    [
      "attributes and places that are not there",
      rules(
        '"reserves": [{"name": "r", "applicants": {"shcool": "s1"}, "places": {"city": "rome"}, "seats": 1}]',
      ),
      [
        "attribute-unknown rules.json:3:reserves[0].applicants.shcool",
        "no-place-matches rules.json:3:reserves[0]",
      ],
    ],
    [
      "names twice",
      rules('"reserves": [{"name": "r", "seats": 0}, {"name": "r", "seats": 0}]'),
      ["name-twice rules.json:3:reserves[1].name"],
    ],
    [
      "pins",
      rules(
        '"pins": [{"applicant": "ana", "place": "bol-1"},\n{"applicant": "ana", "place": "sev-1"},\n{"applicant": "zoran", "place": "rome"},\n{"applicant": "cvetan", "place": "bol-1"}]',
      ),
      [
        "pinned-twice rules.json:4:pins[1]",
        "applicant-unknown rules.json:5:pins[2].applicant",
        "place-unknown rules.json:5:pins[2].place",
        "pin-without-option rules.json:6:pins[3]",
      ],
    ],
  ];
  it.each(cases)("%s", (_, change, expected) => {
    expect(wrongs(change)).toEqual(expected);
  });

  it("crossing maxima, with somebody who is in both", () => {
    const parsed = parseProblem({
      ...GOOD,
      "options.csv": "applicant,place,rank\nana,sev-1,1\nbesa,sev-1,1\ncvetan,sev-1,1\n",
      ...rules(
        '"quotas": [{"name": "s", "applicants": {"school": "s1"}, "places": {"place": "sev-1"}, "max": 1},\n{"name": "c", "applicants": {"applicant": ["besa", "cvetan"]}, "places": {"place": "sev-1"}, "max": 1}]',
      ),
    });
    expect(parsed).toMatchObject({
      impossible: false,
      problems: [{ code: "quotas-crossing", params: { place: "sev-1", line: 4 } }],
    });
  });

  it("pins that no allocation can keep: the conflict and the cheapest way out", () => {
    const parsed = parseProblem({
      ...GOOD,
      ...rules(
        '"pins": [{"applicant": "ana", "place": "bol-1"}, {"applicant": "besa", "place": "bol-1"}]',
      ),
    });
    expect(parsed).toMatchObject({
      ok: false,
      impossible: true,
      problems: [
        {
          code: "pins-over-capacity",
          params: { place: "bol-1", max: 1, pins: 2, over: 1, conflict: "ana, besa" },
        },
      ],
    });
    const maximum = parseProblem({
      ...GOOD,
      ...rules(
        '"quotas": [{"name": "q", "applicants": {"school": "s1"}, "places": {"place": "bol-1"}, "max": 0}],\n"pins": [{"applicant": "ana", "place": "bol-1"}]',
      ),
    });
    expect(maximum).toMatchObject({
      impossible: true,
      problems: [{ code: "pins-over-maximum", params: { name: "q", over: 1 } }],
    });
  });

  it("two hundred of a kind are listed, the rest are counted", () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `x${i},bol-1,1`);
    const parsed = parseProblem({
      ...GOOD,
      "options.csv": `applicant,place,rank\n${lines.join("\n")}\n`,
    });
    if (parsed.ok) throw new Error("unknown applicants");
    expect(parsed.problems).toHaveLength(201);
    expect(parsed.problems.at(-1)).toMatchObject({
      code: "and-more",
      params: { of: "applicant-unknown", count: 800 },
    });
  });
});
