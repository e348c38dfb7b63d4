import { PDF, PdfStream } from "@libpdf/core";
import { expect, test } from "vitest";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { archivalProblems } from "./archival.ts";

const paper = Buffer.from(
  renderPaper(samplePaper("certificate", ["sr-Latn", "en"], "https://kalfa.example")),
).toString("latin1");
const problems = async (text: string, language = "sr-Latn") =>
  (await archivalProblems(Buffer.from(text, "latin1"), language)).map(({ code }) => code);

test("a paper keeps what PDF/A-2a asks, in its own language alone", async () => {
  expect(await problems(paper)).toEqual([]);
  expect(await problems(paper, "sr-Cyrl")).toEqual(["archival-language"]);
});

/** As long as what it takes the place of, so that every object stays where it is. */
const instead = (of: RegExp | string, by: string) =>
  paper.replace(of, (found) => by.padEnd(found.length, " "));

test.each([
  ["another level", instead("<pdfaid:conformance>A<", "<pdfaid:conformance>B<"), "archival-level"],
  [
    "a title that is not the one in XML",
    instead("/Keywords (CA", "/Keywords (CB"),
    "archival-metadata-differs",
  ],
  [
    "a moment that is another in XML",
    instead("ModifyDate>2027-02-01T09", "ModifyDate>2027-02-01T08"),
    "archival-metadata-differs",
  ],
  ["no profile of colours", instead("/GTS_PDFA1", "/GTS_PDFX1"), "archival-colours"],
  ["parts that are not marked", instead("/Marked true", "/Marked null"), "archival-unmarked"],
  ["no order of reading", instead("/StructTreeRoot ", "/StructTreeRoux "), "archival-no-structure"],
  [
    "a page outside that order",
    instead(/\/StructParents \d/, "/StructParentx 1"),
    "archival-page-outside",
  ],
  ["a kind of part that nobody knows", instead("/S /Table", "/S /Tablo"), "archival-part"],
  ["a heading below none", instead("/S /H1", "/S /H3"), "archival-heading"],
  ["a picture that says nothing", instead(/\/Alt \(/, "/Alx ("), "archival-mute-picture"],
  ["letters without their shapes", instead(/\/FontFile[23]/, "/FontFilex"), "archival-font"],
  ["letters without their meaning", instead("/ToUnicode", "/ToUnicodx"), "archival-font"],
  ["a program inside", instead("/ViewerPreferences", "/JavaScript"), "archival-active"],
  ["no mark of bytes behind the head", instead(/%[\x80-\xff]{4}/, "%text"), "archival-head"],
  ["no names of the file", instead("/ID [", "/IX ["), "archival-id"],
])("%s is found", async (_, text, code) => {
  expect(text).not.toBe(paper);
  expect(await problems(text)).toContain(code);
});

test("letters outside every marked part are found, however they are packed", async () => {
  const pdf = await PDF.load(Buffer.from(paper, "latin1"));
  const page = pdf.getPage(0);
  const contents = page?.dict.get("Contents", (ref) => pdf.getObject(ref));
  if (!(contents instanceof PdfStream)) throw new Error("a page without contents");
  const text = Buffer.from(contents.getDecodedData()).toString("latin1");
  contents.setData(Buffer.from(text.replace("BDC", "   ").replace("EMC", "   "), "latin1"));
  const found = await archivalProblems(await pdf.save(), "sr-Latn");
  expect(found.map(({ code }) => code)).toContain("archival-outside");
});
