import { expect, test } from "vitest";
import { factProblems, readFact } from "./confirmation.rules.ts";
import { columnsOf } from "./confirmation.ts";
import { MOST_LINES, readPaste } from "./paste.rules.ts";

const person = (applicationId: string, givenNames: string, familyName: string) => ({
  applicationId,
  code: `KLF-${applicationId.toUpperCase()}-ABC`,
  givenNames,
  familyName,
});
const PEOPLE = [
  person("aa1", "Besa", "Gashi"),
  person("aa2", "Đorđe", "Ćosić"),
  person("aa3", "Ana Marija", "Hoxha-Krasniqi"),
];
const COLUMNS = columnsOf([
  { code: "grades", name: { en: "Grades", sq: "Notat" }, maximum: 35 },
  {
    code: "conduct",
    name: { en: "Conduct" },
    maximum: 5,
    kind: "table",
    source: "school",
    table: [
      { value: "good", label: { en: "Good", sq: "Mirë" }, points: 5 },
      { value: "fair", label: { en: "Fair" }, points: 9 },
    ],
  },
  { code: "why", name: { en: "Why" }, maximum: 25, kind: "assessed", source: "assessor" },
]);
const paste = (text: string, people = PEOPLE): [object, string[]] => {
  const { values, warnings } = readPaste(text, people, COLUMNS, { attendance: ["Vijueshmëria"] });
  return [
    Object.fromEntries(values),
    warnings.map(({ code, params }) => [code, ...Object.values(params ?? {})].join(" ")),
  ];
};

test("what the school gives is what it is asked, and attendance comes last", () => {
  expect(COLUMNS.map((column) => `${column.code} ${column.kind}`)).toEqual([
    "grades points",
    "conduct choice",
    "attendance percent",
  ]);
});

test("two columns out of a spreadsheet: names in any order, script and spelling", () => {
  expect(paste("Gashi Besa\t34\nĐorđe Ćosić\t30\nHoxha Krasniqi, Ana Marija\t12\n")).toEqual([
    { aa1: { grades: "34" }, aa2: { grades: "30" }, aa3: { grades: "12" } },
    [],
  ]);
  expect(paste("Ђорђе Ћосић;28;good;96 %\r\nDjordje Cosic;1")).toEqual([
    { aa2: { grades: "28", conduct: "good", attendance: "96" } },
    ["paste-twice 2 Đorđe Ćosić"],
  ]);
});

test("a running number, the name in two columns, the code instead of the name, typed by hand", () => {
  expect(paste("1.\tBesa\tGashi\t34,0\n2.\tĐorđe\tĆosić\t30.00")[0]).toEqual({
    aa1: { grades: "34" },
    aa2: { grades: "30" },
  });
  expect(paste("klf-aa1-abc 20\nAna Marija Hoxha-Krasniqi 11 fair")).toEqual([
    { aa1: { grades: "20" }, aa3: { grades: "11", conduct: "fair" } },
    [],
  ]);
});

test("under headings a cell means what stands above it", () => {
  expect(paste("Nr\tEmri\tLindur\tVijueshmëria\tNotat\n1\tBesa Gashi\t2009\t97\t33")).toEqual([
    { aa1: { attendance: "97", grades: "33" } },
    [],
  ]);
});

test("one column alone is laid down in the order of the table, and says so", () => {
  expect(paste("34\n30\n12")).toEqual([
    { aa1: { grades: "34" }, aa2: { grades: "30" }, aa3: { grades: "12" } },
    ["paste-by-order 3"],
  ]);
});

test("nobody is guessed: a name of nobody, of two, and a cell too many are told", () => {
  const twins = [...PEOPLE, person("aa4", "Besa", "Gashi")];
  expect(paste("Besa Gashi\t34\nKLF-AA4-ABC\t33\nVesa Gashi\t2", twins)).toEqual([
    { aa4: { grades: "33" } },
    ["paste-two-alike 1 Besa Gashi 34", "paste-nobody 3 Vesa Gashi 2"],
  ]);
  expect(paste("Besa Gashi\t34\tgood\t90\twell\tdone")).toEqual([
    { aa1: { grades: "34", conduct: "good", attendance: "90" } },
    ["paste-too-many 1 2"],
  ]);
  expect(paste("")).toEqual([{}, []]);
  expect(paste("x\n".repeat(MOST_LINES + 5))[1]?.[0]).toBe(`paste-too-long ${MOST_LINES}`);
});

test("a cell is points, a row of a table in any language, or told what is wrong with it", () => {
  const [grades, conduct, attendance] = COLUMNS;
  expect(readFact(grades!, " 34,0 ")).toEqual({ points: 34, choices: null });
  expect(readFact(grades!, "")).toBeNull();
  expect(readFact(grades!, "4,5")).toEqual({ code: "not-whole" });
  expect(readFact(grades!, "-1")).toEqual({ code: "not-whole" });
  expect(readFact(grades!, "36")).toEqual({ code: "too-big", params: { max: 35 } });
  expect(readFact(conduct!, "mire")).toEqual({ points: 5, choices: ["good"] });
  // A table may say more than the criterion gives.
  expect(readFact(conduct!, "Fair")).toEqual({ points: 5, choices: ["fair"] });
  expect(readFact(conduct!, "fair + Mirë")).toEqual({ points: 5, choices: ["good", "fair"] });
  expect(readFact(conduct!, "good, bad")).toMatchObject({ code: "fact-not-a-row" });
  expect(readFact(conduct!, "bad")).toEqual({ code: "fact-not-a-row", params: { typed: "bad" } });
  expect(readFact(attendance!, "101 %")).toEqual({ code: "too-big", params: { max: 100 } });
});

test("every wrong cell is said at once; a row nobody touched is not asked for", () => {
  const rows = [
    { applicationId: "aa1", values: { grades: "x", conduct: "y" }, enrolled: "" },
    { applicationId: "aa2", values: { grades: "" }, enrolled: "" },
    { applicationId: "aa3", values: { grades: "7" }, enrolled: "no" },
  ];
  expect(factProblems(rows, COLUMNS).map((p) => `${p.field} ${p.code}`)).toEqual([
    "grades-aa1 not-whole",
    "conduct-aa1 fact-not-a-row",
    "enrolled-aa1 enrolled-missing",
  ]);
});
