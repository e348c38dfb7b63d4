import { deflateSync } from "node:zlib";
import { PDF } from "@libpdf/core";
import { afterAll, describe, expect, test } from "vitest";
import {
  bundle,
  docx,
  docxParts,
  pdf,
  pixelFlood,
  relation,
  stream,
  taggedPhotograph,
  zip,
} from "../../../tests/support/hostile.ts";
import { must } from "../../../tests/support/small-scheme.ts";
import { LOCALES, wordsFor } from "../i18n/index.ts";
import { cappedChild } from "./capped-child.ts";
import { checkUpload, UPLOAD_KINDS } from "./upload.ts";

const kinds = UPLOAD_KINDS;
const reader = cappedChild(new URL("./paper-reader.ts", import.meta.url));
afterAll(() => reader.end());

const script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
const locked = async () => {
  const file = await PDF.load(pdf());
  file.setProtection({ userPassword: "x", ownerPassword: "y" });
  return Buffer.from(await file.save());
};
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(40)]);
const external = relation("attachedTemplate", "https://evil.example/t.dotm");

const HOSTILE: readonly [string, Buffer | (() => Promise<Buffer>), string][] = [
  ["nothing at all", Buffer.alloc(0), "upload-empty"],
  ["a picture of an iPhone", heic, "upload-heic"],
  ["a drawing with a script", Buffer.from("<svg onload='alert(1)'/>"), "upload-kinds"],
  ["a page", Buffer.from("<!doctype html><script>1</script>"), "upload-kinds"],
  ["a program called scan.pdf", Buffer.from("MZ\x90\0this program"), "upload-kinds"],
  ["a page before a PDF", Buffer.concat([Buffer.from("<html>"), pdf()]), "upload-kinds"],
  ["a PDF and an archive behind it", Buffer.concat([pdf(), docx()]), "upload-pdf-more"],
  ["a PDF cut short", pdf().subarray(0, 60), "upload-pdf-broken"],
  ["a PDF that is locked", locked, "upload-pdf-locked"],
  ["a script when it opens", pdf({ catalogue: `/OpenAction ${script}` }), "upload-pdf-active"],
  [
    "a script spelt with numbers",
    pdf({ catalogue: "/OpenAction << /S /J#61vaScript /#4AS (x) >>" }),
    "upload-pdf-active",
  ],
  ["a script in a bundle", pdf({ more: [bundle(script)] }), "upload-pdf-active"],
  [
    "a program to start",
    pdf({ catalogue: "/OpenAction << /S /Launch /F (cmd.exe) >>" }),
    "upload-pdf-active",
  ],
  [
    "a file in a PDF",
    pdf({ catalogue: "/Names << /EmbeddedFiles << /Names [] >> >>" }),
    "upload-pdf-active",
  ],
  [
    "a form that sends itself",
    pdf({ catalogue: "/AA << /WC << /S /SubmitForm >> >>" }),
    "upload-pdf-active",
  ],
  ["a PDF of 61 pages", pdf({ pages: 61 }), "upload-pages"],
  [
    "a bundle that unfolds to 200 MB",
    pdf({
      more: [
        stream(
          "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
          deflateSync(Buffer.alloc(200 * 1024 * 1024)),
        ),
      ],
    }),
    "upload-pdf-broken",
  ],
  ["a PDF of 11 MB", Buffer.concat([pdf(), Buffer.alloc(11 * 1024 * 1024)]), "upload-too-big"],
  ["a flood of points", pixelFlood, "picture-too-many-points"],
  [
    "a photograph cut short",
    async () => (await taggedPhotograph()).subarray(0, 300),
    "picture-broken",
  ],
  ["an archive that is no document", zip([{ name: "a.txt", content: "a" }]), "word-none"],
  [
    "a bomb",
    docx({ name: "word/media.xml", content: Buffer.alloc(70 * 1024 * 1024) }),
    "word-too-big",
  ],
  [
    "a bomb that lies about its size",
    docx({ name: "word/a.xml", content: Buffer.alloc(9 * 1024 * 1024), said: 100 }),
    "word-broken",
  ],
  [
    "a part above its folder",
    docx({ name: "../../etc/cron.d/x.xml", content: "<a/>" }),
    "word-broken",
  ],
  [
    "a part with two names",
    docx({ name: "word/a.xml", alias: "../../a.xml", content: "<a/>" }),
    "word-broken",
  ],
  ["a macro", docx({ name: "word/vbaProject.bin", content: "x" }), "word-program"],
  [
    "a template from elsewhere",
    docx({ name: "word/_rels/settings.xml.rels", content: external }),
    "word-outside",
  ],
  [
    "a workbook in a document",
    docx({ name: "word/embeddings/a.xml", content: "<a/>" }),
    "word-embedded",
  ],
  [
    "a document that unfolds by itself",
    zip([
      ...docxParts.slice(0, 2),
      { name: "word/document.xml", content: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' },
    ]),
    "word-broken",
  ],
];

describe("hostile files are refused, each with its reason in words of every language", () => {
  for (const [what, made, code] of HOSTILE) {
    test(`${what}: ${code}`, async () => {
      const bytes = Buffer.isBuffer(made) ? made : await made();
      const found = await checkUpload({ bytes, name: "scan.pdf", kinds, field: "file" }, reader);
      if (found.ok) throw new Error("it was let in");
      expect(found.problems.map((one) => one.code)).toContain(code);
      for (const problem of found.problems) {
        expect(problem.field).toBe("file");
        for (const locale of LOCALES) {
          const said = wordsFor(locale).problem(problem);
          expect(said, `${problem.code} in ${locale}`).toMatch(/\S+ \S+/);
          expect(said).not.toContain(problem.code);
        }
      }
    });
  }
});

test("harmless files pass, also with links, signatures' holes and a wrong name", async () => {
  const link = relation("hyperlink", "https://kalfa.example");
  const uri = "/Annots [<< /Subtype /Link /A << /S /URI /URI (https://a.example) >> >>]";
  for (const [bytes, pages] of [
    [pdf(), 1],
    [pdf({ pages: 12, catalogue: "/OpenAction [3 0 R /Fit]" }), 12],
    [pdf({ more: [`<< ${uri} >>`] }), 1],
    [docx({ name: "word/_rels/document.xml.rels", content: link }), null],
  ] as const) {
    const found = must(await checkUpload({ bytes, name: "holiday.exe", kinds }, reader));
    expect([found.pages, found.bytes.equals(bytes)]).toEqual([pages, true]);
  }
  const only = await checkUpload({ bytes: docx(), name: "a.docx", kinds: ["pdf"] }, reader);
  expect(only).toMatchObject({ ok: false, problems: [{ code: "upload-kinds-pdf" }] });
});
