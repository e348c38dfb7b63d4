import { describe, expect, test } from "vitest";
import { checked, codes, filled, run, said, text, withBody } from "../../../tests/support/word.ts";
import { archiveOf, fillDocx } from "./docx.ts";
import { docxMarks, docxParagraphs } from "./docx-text.ts";
import { partsOf } from "./parts-of.ts";
import { xmlMarks } from "./xml-marks.ts";

describe("what is filled in stays text", () => {
  const nasty = '</w:t></w:r><w:r><w:t>& "x" <b>]]> {b} {#list} =1+1 \u0000\u0007\ud800';

  test("marks, braces and letters that XML cannot hold", () => {
    const bytes = filled(text("Name: {a}."), { a: nasty, b: "never" });
    expect(said(bytes)).toEqual([
      'Name: </w:t></w:r><w:r><w:t>& "x" <b>]]> {b} {#list} =1+1 \ufffd.',
    ]);
    const xml = checked(bytes).parts.get("word/document.xml")?.toString("utf8") ?? "";
    expect(xml).toContain("&lt;/w:t&gt;&lt;/w:r&gt;");
  });

  test("both scripts, composed letters and a name of a thousand letters", () => {
    const names = ["Ђорђе Пробановић", "Đorđe Probanović", "Ščepan Źeleni", "Ñ".repeat(1000)];
    for (const name of names) expect(said(filled(text("{a}"), { a: name }))).toEqual([name]);
  });

  test("a line that ends is a line that ends", () => {
    expect(said(filled(text("{a}"), { a: "one\ntwo" }))).toEqual(["one\ntwo"]);
  });

  test("a field that nobody has a value for is empty, also one with the name of a method", () => {
    expect(said(filled(text("[{nothing}{constructor}{toString}]"), {}))).toEqual(["[]"]);
  });

  test("the same values give the same bytes", () => {
    const [one, two] = [1, 2].map(() => filled(text("{a}"), { a: "x" }));
    expect(one?.equals(two!)).toBe(true);
  });
});

describe("what repeats", () => {
  const values = { list: [{ title: "A" }, { title: "B" }], none: [], yes: "x", no: "", a: "outer" };

  test("paragraphs, with what is outside within reach", () => {
    const bytes = filled(text("{#list}", "{title} {a}", "{/list}", "{#none}never{/}"), values);
    expect(said(bytes)).toEqual(["A outer", "B outer"]);
  });

  test("a single field shows what stands around it, or leaves it out", () => {
    const bytes = filled(text("{#yes}Y {yes}{/yes}{#no}N{/no}{^no}none{/no}"), values);
    expect(said(bytes)).toEqual(["Y xnone"]);
  });

  test("rows of a table", () => {
    const cell = (inner: string) => `<w:tc><w:p>${run(`<w:t>${inner}</w:t>`)}</w:p></w:tc>`;
    const table = `<w:tbl><w:tr>${cell("{#list}{title}")}${cell("{a}{/list}")}</w:tr></w:tbl>`;
    const bytes = filled(withBody(table), values);
    expect(said(bytes)).toEqual(["outer", "A", "outer", "B", "outer"]);
  });

  test("a field that Word cut into runs is one field", () => {
    const cut = `<w:p>${["{ti", "t", "le", "}"].map((one) => run(`<w:t>${one}</w:t>`)).join("")}</w:p>`;
    expect(said(filled(withBody(cut), { ...values, title: "whole" }))).toEqual(["outer", "whole"]);
  });

  test("a part that begins in a table and ends outside is refused", () => {
    const table = `<w:tbl><w:tr><w:tc><w:p>${run("<w:t>{#list}</w:t>")}</w:p></w:tc></w:tr></w:tbl><w:p>${run("<w:t>{/list}</w:t>")}</w:p>`;
    expect(codes(fillDocx(checked(withBody(table)), values))).toEqual(["word-pairs"]);
  });
});

test("every mark is found with its place", () => {
  const bytes = text("Dear {a.b}", "{#list} {/other} {x", "y} {@raw} {=<% %>=}{ a }{}");
  expect(
    docxMarks(docxParagraphs(checked(bytes))).map(({ kind, name, paragraph }) => [
      kind,
      name,
      paragraph,
    ]),
  ).toEqual([
    ["field", "a.b", 1],
    ["begin", "list", 2],
    ["end", "other", 2],
    ["unclosed", "x", 2],
    ["unopened", "", 3],
    ["sign", "@raw", 3],
    ["sign", "=<% %>=", 3],
    ["field", "a", 3],
    ["field", "", 3],
  ]);
});

test("XML is read in one pass, however it is made", () => {
  const begun = performance.now();
  expect(xmlMarks(`<a ${'b="c" '.repeat(50_000)}`)).toBeUndefined();
  expect(xmlMarks("<a>".repeat(100_000))).toBeUndefined();
  expect(xmlMarks(`<a>${"<!--".repeat(100_000)}</a>`)).toBeUndefined();
  expect(xmlMarks('<a b="1" c>x</a>')).toBeUndefined();
  expect(xmlMarks("<a/><b/>")).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test("an archive has each name once, and none that leads out", () => {
  const bytes = archiveOf([
    { name: "../a/b.docx", bytes: "1" },
    { name: "..-a-b.docx", bytes: "2" },
  ]);
  const opened = partsOf(bytes);
  expect(opened.ok && [...opened.value.keys()]).toEqual(["..-a-b.docx", "..-a-b-2.docx"]);
});
