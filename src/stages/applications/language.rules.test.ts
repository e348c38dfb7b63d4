import { expect, test } from "vitest";
import { readPage } from "./answers.forms.ts";
import { savedFields } from "./answers-in-boxes.ts";
import type { FormPage } from "./application.forms.ts";
import { languagesFrom, languagesText, reaches } from "./language.rules.ts";

test.each([
  ["en B1; it A2 certificate", ["en B1", "it A2 certificate"]],
  ["EN: b1,IT a2", ["en B1", "it A2"]],
  ["sl C1 teacher", ["sl C1 teacher"]],
  ["", []],
])("a cell %j is read", (text, read) => {
  const found = languagesFrom(text);
  expect(found.ok && found.value.map((one) => languagesText([one]))).toEqual(read);
});

test("everything that cannot be read in a cell is told at once", () => {
  const wrong = languagesFrom("English; en B1; en B2; it D1; it A1 sworn");
  expect(wrong.ok ? [] : wrong.problems.map(({ code, params }) => [code, params?.value])).toEqual([
    ["language-unread", "English"],
    ["language-twice", "en"],
    ["language-unread", "it D1"],
    ["language-unread", "it A1 sworn"],
  ]);
});

test.each([
  ["B1", "B1", true],
  ["C1", "B2", true],
  ["A2", "B1", false],
])("%s for at least %s: %s", (level, least, does) => {
  expect(reaches(level, least)).toBe(does);
});

const page: FormPage = {
  code: "own-1",
  fields: [{ code: "spoken", kind: "languages", required: true }],
};
const answered = (boxes: Record<string, string>) =>
  readPage(
    page,
    { text: (name) => boxes[name] ?? "", all: () => [] },
    {
      today: "2027-03-01" as never,
      answers: {},
      countries: [],
      trades: [],
      schools: [],
      flowIds: [],
    },
  );

test("the question about languages: answers, what is wrong at its box, and back into the boxes", () => {
  const boxes = {
    "spoken-1": "it",
    "spoken-1-level": "B1",
    "spoken-1-proof": "certificate",
    "spoken-3": "en",
    "spoken-3-level": "A2",
    "spoken-3-proof": "self",
  };
  const { answers, problems } = answered(boxes);
  expect([answers, problems]).toEqual([{ spoken: ["it B1 certificate", "en A2"] }, []]);
  expect(savedFields(page, answers, [])).toMatchObject({
    "spoken-1": "it",
    "spoken-1-proof": "certificate",
    "spoken-2": "en",
    "spoken-2-level": "A2",
  });
  expect(answered({}).problems).toEqual([{ code: "choose-answer", field: "spoken-1" }]);
  expect(
    answered({ "spoken-1": "it", "spoken-2": "it", "spoken-2-level": "Z9", "spoken-3-level": "B1" })
      .problems,
  ).toEqual([
    { code: "choose-answer", field: "spoken-1-level" },
    { code: "language-twice", params: { value: "it" }, field: "spoken-2" },
    { code: "not-a-choice", field: "spoken-2-level" },
    { code: "choose-answer", field: "spoken-3" },
  ]);
});
