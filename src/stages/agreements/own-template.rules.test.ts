import { afterAll, describe, expect, it, test } from "vitest";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { docxOf } from "../../platform/word/docx.ts";
import { docxMarks, docxParagraphs } from "../../platform/word/docx-text.ts";
import { wordFiller } from "../../platform/word/fill-apart.ts";
import { KINDS } from "./agreement.ts";
import { distance, fieldProblems, MOST_MARKS } from "./own-template.rules.ts";
import { checkOwnTemplate, fillOwnTemplate } from "./own-template-check.ts";
import { ownFields } from "./own-template-fields.ts";
import { ownLanguages, sampleDocx, shownFields } from "./own-template-sample.ts";
import { exampleValues } from "./own-template-values.ts";

const filler = wordFiller();
afterAll(() => filler.end());
const fields = ownFields("learning-agreement");

function found(...texts: string[]) {
  const lines = texts.map((text) => ({ style: "text" as const, text }));
  const docx = checkDocx(docxOf("en", lines));
  if (!docx.ok) throw new Error("our own file");
  return fieldProblems(docxMarks(docxParagraphs(docx.value)), fields).map(({ code, params }) => [
    code.replace("own-template-", ""),
    params?.name,
    params?.nearest,
    params?.paragraph,
  ]);
}

describe("fields of a template", () => {
  test("known ones, lists with their parts, and single ones around a text", () => {
    expect(
      found(
        "{participant.name} {programme.weeklyHours} { paper.day }",
        "{#learningOutcomes}{title}: {description} ({participant.name}){/learningOutcomes}",
        "{#tasks}{text}{/}",
        "{#mentor.phone}Tel. {mentor.phone}{/mentor.phone}{^tasks}none{/tasks}",
      ),
    ).toEqual([]);
  });

  const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
    ["misspelt", "{mentor.nmae}", ["unknown", "{mentor.nmae}", "{mentor.name}"]],
    [
      "in other letters",
      "{Participant.Name}",
      ["unknown", "{Participant.Name}", "{participant.name}"],
    ],
    [
      "Cyrillic letters that look alike",
      "{mentоr.name}",
      ["unknown", "{mentоr.name}", "{mentor.name}"],
    ],
    ["empty", "{mentor.name}{}", ["unknown", "{}", expect.any(String)]],
    ["a list that is not known", "{#taks}{mentor.name}{/taks}", ["unknown", "{#taks}", "{#tasks}"]],
    ["a list as one text", "{mentor.name}{tasks}", ["list", "{tasks}", "{#tasks}{text}{/tasks}"]],
    [
      "nearly a list as one text",
      "{learningOutcome}",
      [
        "unknown",
        "{learningOutcome}",
        "{#learningOutcomes}{title} {description}{/learningOutcomes}",
      ],
    ],
    [
      "a part outside its list",
      "{title}",
      ["outside", "{title}", "{#learningOutcomes}{title} {description}{/learningOutcomes}"],
    ],
    ["a part misspelt inside its list", "{#tasks}{txt}{/tasks}", ["unknown", "{txt}", "{text}"]],
    [
      "not closed",
      "{mentor.name} and {mentor.phone",
      ["unclosed", "{mentor.phone", "{mentor.phone}"],
    ],
    ["closed only", "{mentor.name} and }", ["unopened", "}", undefined]],
    ["another sign", "{mentor.name}{@mentor.name}", ["sign", "{@mentor.name}", undefined]],
    ["other braces from here on", "{mentor.name}{=<% %>=}", ["sign", "{=<% %>=}", undefined]],
    ["not ended", "{#tasks}{text}", ["not-ended", "{#tasks}", undefined]],
    ["ended only", "{mentor.name}{/tasks}", ["end-alone", "{/tasks}", undefined]],
  ];
  it.each(cases)("%s", (_, text, [code, name, nearest]) => {
    expect(found("Agreement", text)).toEqual([[code, name, nearest, 2]]);
  });

  test("crossed, with what should come first", () => {
    expect(found("{#tasks}{text}{#documents}{text}{/tasks}{/documents}")).toEqual([
      ["crossed", "{/tasks}", "{/documents}", 1],
      ["end-alone", "{/documents}", undefined, 1],
    ]);
  });

  test("all at once, each with its place and what stands around it", () => {
    expect(found("{one}", "{mentor.name", "{/tasks}")).toEqual([
      ["unknown", "{one}", expect.any(String), 1],
      ["unclosed", "{mentor.name", "{mentor.name}", 2],
      ["end-alone", "{/tasks}", undefined, 3],
    ]);
    const [problem] = fieldProblems(
      [
        {
          kind: "field",
          name: "x",
          raw: "{x}",
          file: "word/header1.xml",
          area: "header",
          paragraph: 3,
          around: "Dear {x}",
        },
      ],
      fields,
    );
    expect(problem).toMatchObject({
      field: "file",
      params: { area: "header", paragraph: 3, around: "Dear {x}" },
    });
  });

  test("a file without a field, and one with more than anybody writes", () => {
    expect(found("Nothing here")).toEqual([["no-field", undefined, undefined, undefined]]);
    expect(found("{mentor.name}".repeat(MOST_MARKS + 1))).toEqual([
      ["marks", undefined, undefined, undefined],
    ]);
    const begun = performance.now();
    expect(found("{unknownfieldnumberone}".repeat(MOST_MARKS))).toHaveLength(200);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
});

test("letters apart", () => {
  expect([
    distance("", "abc"),
    distance("abc", "abc"),
    distance("nmae", "name"),
    distance("taks", "tasks"),
    distance("kitten", "sitting"),
  ]).toEqual([3, 0, 1, 1, 3]);
});

describe.each(KINDS)("%s", (kind) => {
  test("each field has a name of its own, and an example in every language", () => {
    const names = ownFields(kind).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const language of ownLanguages(kind)) {
      const empty = shownFields(kind, language, "Kalfa").filter(
        ({ label, example }) => label === "" || example === "",
      );
      expect([language, empty]).toEqual([language, []]);
    }
  });

  test("our own sample passes its check in every language, and filled it says everything", async () => {
    for (const language of ownLanguages(kind)) {
      const bytes = sampleDocx(kind, language);
      const checked = await checkOwnTemplate({ kind, language, bytes }, filler);
      expect([language, checked.ok]).toEqual([language, true]);
    }
  });
});

test("somebody invented stands in the letters of the language", () => {
  const name = (language: string) =>
    exampleValues("learning-agreement", language, "Kalfa")["participant.name"];
  expect(["sr-Cyrl", "mk", "sr-Latn", "sq", "en"].map(name)).toEqual([
    "Ђорђе Пробановић",
    "Ђорђе Пробановић",
    "Đorđe Probanović",
    "Đorđe Probanović",
    "Đorđe Probanović",
  ]);
});

test("what is filled in is read again as it was", async () => {
  const kind = "grant-agreement";
  const values = exampleValues(kind, "sq", "Kalfa & Co.");
  const filled = await fillOwnTemplate({ kind, bytes: sampleDocx(kind, "sq"), values }, filler);
  const texts = filled.ok ? filled.value.lines.map(({ text }) => text) : [];
  expect(texts[0]).toBe("Marrëveshje granti me pjesëmarrësin");
  expect(texts[1]).toBe("Kalfa & Co. · KLA-0000-0000 · 1 shkurt 2027");
  expect(texts.some((text) => text.includes("1450.00 EUR"))).toBe(true);
  expect(texts.join("")).not.toMatch(/[{}]/);
});
