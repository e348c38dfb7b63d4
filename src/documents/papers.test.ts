import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Funding,
  fingerprintOf,
  type GrantAgreement,
  type LearningAgreement,
  openPaperThreads,
  renderPaper,
} from "./index.ts";
import { printable } from "./letters.ts";
import { samplePaper } from "./samples.ts";

const ORIGIN = "https://kalfa.example";
const folder = mkdtempSync(join(tmpdir(), "kalfa-papers-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEMPLATES = join(import.meta.dirname, "templates");

/** What a tool of Debian's says of a paper; null, said aloud, where it is not installed. */
function asked(tool: string, bytes: Uint8Array, unchecked: string, ...more: string[]) {
  const file = join(folder, "asked.pdf");
  writeFileSync(file, bytes);
  const { error, stdout } = spawnSync(tool, [file, ...more], { encoding: "utf8" });
  if (error) console.warn(`${tool} is not installed; not checked with it: ${unchecked}`);
  return error ? null : stdout;
}

const agreement = (languages: LearningAgreement["languages"] = ["sr-Cyrl", "it"]) =>
  samplePaper("learning-agreement", languages, ORIGIN) as LearningAgreement;

describe("a paper", () => {
  test("is the same byte for byte from the same model, also from one read back and in a thread", async () => {
    const model = agreement();
    const bytes = Buffer.from(renderPaper(model));
    expect(bytes.equals(renderPaper(JSON.parse(JSON.stringify(model))))).toBe(true);
    const threads = openPaperThreads(2);
    const others = await Promise.all([threads.render(model), threads.render(model)]);
    const wrong = threads.render({ ...model, languages: ["xx" as "en"] });
    await expect(wrong).rejects.toThrow("xx");
    expect(bytes.equals(await threads.render(model))).toBe(true);
    await threads.end();
    expect(others.every((other) => bytes.equals(other))).toBe(true);
  });

  test("has a fingerprint of what it says, whoever has signed it so far", () => {
    const model = agreement();
    const [first, ...rest] = model.signatures;
    const unsigned = { ...model, signatures: [{ role: first!.role, name: first!.name }, ...rest] };
    expect(fingerprintOf(unsigned)).toBe(fingerprintOf(model));
    expect(fingerprintOf({ ...model, reintegration: "Nothing." })).not.toBe(fingerprintOf(model));
    const other = { ...model, signatures: [{ ...first!, name: "Somebody Else" }, ...rest] };
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(model));
  });

  test("says what the model says, in both languages and scripts, with its number on each page", () => {
    const text = asked("pdftotext", renderPaper(agreement()), "the text of a paper", "-");
    if (text === null) return;
    const flat = text.replace(/\s+/g, " ");
    for (const part of [
      "Споразум о учењу",
      "Contratto di apprendimento per la mobilità IFP",
      "Суфинансира Европска унија",
      "Cofinanziato dall’Unione europea",
      "Đorđe Çela",
      "17.05.2009",
      "14.03.2027 – 10.04.2027",
      "Turning of simple parts under supervision",
      "https://kalfa.example/papers/LA-7K4M-QX2P",
      "Страна 1 од 4 / Pagina 1 di 4",
      "04.02.2027 08:02 UTC",
      "EACEA",
    ]) {
      expect(flat).toContain(part);
    }
    expect(flat).toContain(fingerprintOf(agreement()).slice(0, 16));
  });

  test("is tagged, has its title, time and language, and every font inside", () => {
    const bytes = renderPaper(agreement());
    const raw = Buffer.from(bytes).toString("latin1");
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
    expect(raw).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/);
    expect(raw).toMatch(/\/Lang \(sr-Cyrl\)/);
    expect(raw).toContain("<rdf:li>sr-Cyrl</rdf:li>");
    const info = asked("pdfinfo", bytes, "title and tags of a paper");
    if (info !== null) {
      expect(info).toMatch(/Tagged: +yes/);
      expect(info).toMatch(/Title: +Споразум о учењу .*LA-7K4M-QX2P/);
      expect(info).toMatch(/CreationDate: .*Feb +1 0?9:00:00 2027/);
      expect(info).toMatch(/JavaScript: +no/);
    }
    const fonts = asked("pdffonts", bytes, "the fonts inside a paper");
    if (fonts === null) return;
    const lines = fonts.trim().split("\n").slice(2);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/NotoSans-\w+ .*yes yes yes/);
  });

  test("leaves out what is empty, and says so where a number stays", () => {
    const model = { ...agreement(["en"]), intermediaries: [] };
    const text = asked("pdftotext", renderPaper(model), "empty parts of a paper", "-");
    if (text !== null) expect(text).toMatch(/5\. Intermediary or support organisation\s+None/);
  });

  test("shows an amendment, with what stood before", () => {
    const amendment = {
      number: 2,
      of: "LA-7K4M-QX2P",
      changes: [{ what: "Mentor", before: "Francesca Bellini", after: "Marco Neri" }],
    };
    const text = asked(
      "pdftotext",
      renderPaper({ ...agreement(["en"]), amendment }),
      "an amendment",
      "-",
    );
    if (text === null) return;
    expect(text.replace(/\s+/g, " ")).toContain(
      "Amendment no. 2 to the paper LA-7K4M-QX2P. Everything that is not named here stays as it was signed.",
    );
    expect(text).toContain("Marco Neri");
  });

  test("adds the money up, and says when none is paid", () => {
    const model = samplePaper("grant-agreement", ["en"], ORIGIN) as GrantAgreement;
    const read = (one: GrantAgreement) =>
      asked("pdftotext", renderPaper(one), "the sums of a grant agreement", "-")?.replace(
        /\s+/g,
        " ",
      );
    const text = read(model);
    if (text === undefined) return;
    expect(text).toContain("Total 1 943,00 EUR");
    expect(text).toContain("Of this paid out 1 484,00 EUR");
    expect(text).toContain("80 % of what is paid out is paid within 30 days");
    const inKind = model.supports.map((one) => ({ ...one, provision: "in-kind" as const }));
    const none = read({ ...model, supports: inKind, payment: { ...model.payment, account: null } });
    expect(none).toContain("Of this paid out 0,00 EUR");
    expect(none).toContain("nothing is paid out");
  });

  test("takes the wording of the programme that paid", () => {
    const funding = { programme: "2014-2020", statement: "funded" } as const;
    const read = (model: LearningAgreement) =>
      asked("pdftotext", renderPaper(model), "the wording of the funder", "-")?.replace(
        /\s+/g,
        " ",
      );
    const pilot = read({ ...agreement(["en"]), funding });
    if (pilot === undefined) return;
    expect(pilot).toContain("funded with support from the European Commission");
    expect(read({ ...agreement(["en"]), funding: null })).not.toContain("European Union");
  });

  test("names who gave the grant in the consortium's own words, language by language", () => {
    const words = (more: Partial<Funding>) => {
      const funding = { programme: "2021-2027", statement: "co-funded", ...more } as const;
      const bytes = renderPaper({ ...agreement(["sr-Latn", "en"]), funding });
      const text = asked("pdftotext", bytes, "the consortium's own words of funding", "-");
      return text?.replace(/\s+/g, " ");
    };
    const named = words({
      grantingAuthority: { "sr-Latn": "Fondacija Tempus", en: "the Tempus Foundation" },
      grantNumber: "2026-1-RS01-KA121-VET-000123456",
      ownLine: { "sr-Latn": "Uz podršku Evropske unije" },
      ownDisclaimer: { en: "What is said here is ours." },
    });
    if (named === undefined) return;
    for (const part of [
      "Uz podršku Evropske unije",
      "Co-funded by the European Union",
      "Broj granta: 2026-1-RS01-KA121-VET-000123456",
      "stavove Evropske unije ili tela Fondacija Tempus",
      "What is said here is ours.",
    ]) {
      expect(named).toContain(part);
    }
    expect(named).not.toContain("Sufinansira");
    expect(named).not.toContain("Views and opinions");
    const unnamed = words({});
    expect(unnamed).toContain("those of the European Union or the granting authority.");
    expect(words({ disclaimer: false })).not.toContain("granting authority");
  });

  test("says whose certificate the seal is made with, and is the same text by its fingerprint", () => {
    const model = agreement(["en"]);
    const issued = { ...model, seal: { issuer: "An authority", subject: "Ponte" } };
    expect(fingerprintOf(issued)).toBe(fingerprintOf(model));
    const text = asked("pdftotext", renderPaper(issued), "the note on the seal", "-");
    if (text === null) return;
    const flat = text.replace(/\s+/g, " ");
    expect(flat).toContain("a certificate that An authority issued to Ponte.");
    expect(flat).not.toContain("issued itself");
  });
});

describe("what a stranger writes", () => {
  const NAUGHTY = [
    "#set page(fill: red) *bold* _x_ $x$ @a <b> // c /* d",
    '#read("/etc/passwd") \\u{1F600}',
    "<script>alert(1)</script>",
    "\u0000\u0001\u0007 control \u202E reversed \uFEFF",
    "emoji 😀 arabic مرحبا chinese 你好 hebrew שלום",
    "\uD800 half a letter",
    `${"W".repeat(3_000)}`,
    "a\tb\r\nc\n\n\nd",
    "Ç̧ë́ combining ṓ̈",
  ];

  test("is printed as text or as marks for missing letters, and stops nothing", () => {
    for (const bad of NAUGHTY) {
      const model = agreement(["en"]);
      const text = asked(
        "pdftotext",
        renderPaper({
          ...model,
          issuer: bad,
          participant: { ...model.participant, name: bad },
          reintegration: bad,
          outcomes: [{ title: bad, description: bad, esco: bad }],
        }),
        "strange letters",
        "-",
      );
      if (text !== null) expect(text.length).toBeGreaterThan(1_000);
    }
    expect(printable("A😀مB\u0000\u202E")).toBe("A\uFFFD\uFFFDB\uFFFD\uFFFD");
  });

  test("cannot bring a picture or a script as a drawing", () => {
    const model = agreement(["en"]);
    const drawn = (path: string) => ({
      ...model,
      signatures: [
        {
          ...model.signatures[0]!,
          signed: {
            ...model.signatures[0]!.signed!,
            drawing: { width: 100, height: 40, path },
          },
        },
      ],
    });
    expect(() => renderPaper(drawn('M0 0"/><image href="file:///etc/passwd"/>'))).toThrow(
      "strokes",
    );
    expect(() => renderPaper(drawn(""))).toThrow("strokes");
    expect(renderPaper(drawn("M0 0L10 10")).length).toBeGreaterThan(1_000);
  });
});

test("the emblem has twelve upright stars on a circle, in its two colours", () => {
  const svg = readFileSync(join(TEMPLATES, "layout/2026/emblem.svg"), "utf8");
  const stars = [...svg.matchAll(/M([\d.]+) ([\d.]+)(?:L[\d.]+ [\d.]+){9}z/g)];
  expect(stars).toHaveLength(12);
  for (const [, x, y] of stars) {
    // The point at the top stands one radius of a star above its centre.
    const [dx, dy] = [Number(x) - 13.5, Number(y) + 1 - 9];
    expect(Math.hypot(dx, dy)).toBeCloseTo(6, 2);
  }
  expect(svg).toContain("#003399");
  expect(svg).toContain("#ffcc00");
});
