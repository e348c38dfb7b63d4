import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { openSeals, type Seals } from "./index.ts";
import { keyOf, type PdfVerdict, verifyPdf } from "./verify-pdf.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-seal-"));
const DATA_KEY = "a data key of the tests, not of anybody";
const open = (folder = home) =>
  openSeals({ home: folder, dataKey: DATA_KEY, organisation: "Ponte e Çelësit" });
const seals = open();
const ended: Seals[] = [seals];
afterAll(() => {
  for (const one of ended) one.end();
  rmSync(home, { recursive: true, force: true });
});

const wish = {
  purpose: "sample",
  kind: "learning-agreement",
  at: new Date("2027-02-01T09:00:00Z"),
  reason: "Issued by Ponte",
} as const;
const later = { ...wish, at: new Date("2027-02-09T10:30:00Z") };

const paper = renderPaper(samplePaper("learning-agreement", ["en", "sq"], "https://kalfa.example"));

async function sealed(bytes: Uint8Array, with_ = wish, by = seals): Promise<Buffer> {
  const answer = await by.seal(bytes, with_);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return Buffer.from(answer.value);
}

let once: Buffer;
let twice: Buffer;
beforeAll(async () => {
  once = await sealed(paper);
  twice = await sealed(once, later);
});

const short = ({ verdict, signatures }: PdfVerdict) => [
  verdict,
  ...signatures.map(({ revision, ours, sound, coversAll }) => ({
    revision,
    ours,
    sound,
    coversAll,
  })),
];

/** Debian's tools judge with other people's code; where one is missing, that is said. */
const isThere = (tool: string, unchecked: string): boolean => {
  const there = spawnSync(tool, ["--version"]).error === undefined;
  if (!there) console.warn(`${tool} is not installed; not checked with it: ${unchecked}`);
  return there;
};

describe("a seal", () => {
  test("is the same when the same is sealed again, also by a custodian started anew", async () => {
    expect(once.equals(await sealed(paper))).toBe(true);
    const other = open();
    ended.push(other);
    expect(once.equals(await sealed(paper, wish, other))).toBe(true);
  });

  test("is found whole, and says when and by whom", async () => {
    const verdict = await seals.verify(once);
    expect(short(verdict)).toEqual([
      "whole",
      { revision: 1, ours: true, sound: true, coversAll: true },
    ]);
    expect(verdict.signatures[0]).toMatchObject({
      at: wish.at,
      signer: "Seal of Ponte e Çelësit",
      stamped: null,
    });
  });

  test("stays valid below a second one, which covers it", async () => {
    expect(twice.subarray(0, once.length).equals(once)).toBe(true);
    expect(short(await seals.verify(twice))).toEqual([
      "whole",
      { revision: 1, ours: true, sound: true, coversAll: false },
      { revision: 2, ours: true, sound: true, coversAll: true },
    ]);
  });

  test("of another house is sound and not ours", async () => {
    const folder = mkdtempSync(join(home, "other-"));
    const other = open(folder);
    ended.push(other);
    const theirs = await sealed(paper, wish, other);
    expect(short(await seals.verify(theirs))).toEqual([
      "not-ours",
      { revision: 1, ours: false, sound: true, coversAll: true },
    ]);
    // Theirs on top of ours, as a company does that signs with a program of its own.
    expect(short(await seals.verify(await sealed(once, later, other)))).toEqual([
      "added-to",
      { revision: 1, ours: true, sound: true, coversAll: false },
      { revision: 2, ours: false, sound: true, coversAll: true },
    ]);
  });
});

const text = () => once.toString("latin1");
const put = (bytes: Buffer, at: number, what: string) => {
  const copy = Buffer.from(bytes);
  copy.write(what, at, "latin1");
  return copy;
};
const gap = () => {
  const from = text().lastIndexOf("/Contents <") + "/Contents <".length;
  return { from, to: text().indexOf(">", from) };
};

describe("what is done to a sealed file is found", () => {
  const TAMPERING: readonly (readonly [string, () => Buffer, PdfVerdict["verdict"]])[] = [
    ["a byte of a page", () => put(once, 20_000, once[20_000] === 65 ? "B" : "A"), "changed"],
    [
      "the signing time beside the seal",
      () => put(once, text().lastIndexOf("/M (D:2027") + 5, "2026"),
      "changed",
    ],
    [
      "the reason beside the seal",
      () => put(once, text().lastIndexOf("(Issued") + 1, "iSSUED"),
      "changed",
    ],
    ["a nought of the room behind the signature", () => put(once, gap().to - 3, "1"), "changed"],
    [
      "the case of a digit of the signature",
      () => put(once, text().indexOf("A", gap().from), "a"),
      "changed",
    ],
    [
      "the last digit of the signature's value",
      () => {
        const end = once.toString("latin1").slice(gap().from, gap().to).replace(/0+$/, "").length;
        const at = gap().from + end - 1;
        return put(once, at, once[at] === 0x31 ? "2" : "1");
      },
      "changed",
    ],
    ["a space at the end", () => Buffer.concat([once, Buffer.from(" ")]), "added-to"],
    [
      "a new state of a page behind the end",
      () => Buffer.concat([once, Buffer.from("\n1 0 obj\n<< >>\nendobj\n%%EOF\n")]),
      "added-to",
    ],
    ["the last byte taken off", () => once.subarray(0, -1), "changed"],
    [
      "the range made shorter",
      () => {
        const at = text().lastIndexOf("/ByteRange [0 ");
        return put(
          once,
          at,
          text()
            .slice(at, at + 60)
            .replace(/(\d+)( *\])/, (digits) => `1${digits.slice(1)}`),
        );
      },
      "changed",
    ],
    [
      "the second of two seals taken off leaves the older file",
      () => twice.subarray(0, once.length),
      "whole",
    ],
    ["a byte between two seals", () => put(twice, once.length + 30, "#"), "changed"],
    [
      "the seal of another paper put in",
      () => {
        const other = Buffer.from(once);
        other.write(
          twice
            .toString("latin1")
            .slice(twice.lastIndexOf("/Contents <") + 11)
            .slice(0, gap().to - gap().from),
          gap().from,
          "latin1",
        );
        return other;
      },
      "changed",
    ],
    [
      "the seal blotted out",
      () => put(once, gap().from, "0".repeat(gap().to - gap().from)),
      "not-ours",
    ],
    [
      "the word by which a signature is found",
      () => put(once, text().lastIndexOf("/ByteRange"), "/Byterange"),
      "unsigned",
    ],
    ["something else with a PDF's name", () => Buffer.from("<html>%PDF-1.7</html>"), "no-pdf"],
    ["the paper without any seal", () => Buffer.from(paper), "unsigned"],
  ];

  test.each(TAMPERING)("%s", async (_, tampered, verdict) => {
    expect((await seals.verify(tampered())).verdict).toBe(verdict);
  });

  test("any one byte: in the pages, in the seal and in what stands around it", async () => {
    const key = keyOf(await seals.certificatePem());
    const around = gap();
    const places = [
      ...Array.from({ length: 150 }, (_, at) => (at * 7919) % around.from),
      ...Array.from({ length: 250 }, (_, at) => around.from + at * 31).filter(
        (at) => at < around.to,
      ),
      ...Array.from({ length: once.length - around.to }, (_, at) => around.to + at),
    ];
    const missed = places.filter((at) => {
      const flipped = Buffer.from(once);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      return verifyPdf(flipped, [key]).verdict === "whole";
    });
    expect(missed).toEqual([]);
  });
});

describe("other people's tools", () => {
  const file = join(home, "twice.pdf");
  beforeAll(() => writeFileSync(file, twice));

  test("pdfsig finds both seals valid, and the second over all", () => {
    if (!isThere("pdfsig", "seals as a reader of PDFs sees them")) return;
    const said = spawnSync("pdfsig", [file], { encoding: "utf8" }).stdout;
    expect(said.match(/Signature is Valid\./g)).toHaveLength(2);
    expect(said.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
    expect(said).toContain("Total document signed");
    const bad = join(home, "bad.pdf");
    writeFileSync(bad, put(twice, 20_000, twice[20_000] === 65 ? "B" : "A"));
    const why = spawnSync("pdfsig", [bad], { encoding: "utf8" }).stdout;
    expect(why).toContain("Digest Mismatch");
  });

  test("openssl accepts it as CAdES", async () => {
    if (!isThere("openssl", "the signature's form")) return;
    writeFileSync(join(home, "seal.pem"), await seals.certificatePem());
    const { from, to } = gap();
    const filled = Buffer.from(text().slice(from, to), "hex");
    writeFileSync(join(home, "cms"), filled.subarray(0, filled.readUInt16BE(2) + 4));
    writeFileSync(
      join(home, "content"),
      Buffer.concat([once.subarray(0, from - 1), once.subarray(to + 1)]),
    );
    const asked = [
      "cms",
      "-verify",
      "-cades",
      "-inform",
      "DER",
      "-in",
      "cms",
      "-content",
      "content",
    ];
    const { status, stderr } = spawnSync(
      "openssl",
      [...asked, "-binary", "-CAfile", "seal.pem", "-purpose", "any", "-out", "out"],
      { cwd: home, encoding: "utf8" },
    );
    expect([status, stderr.trim()]).toEqual([0, "CAdES Verification successful"]);
  });

  test("qpdf finds nothing wrong with the file", () => {
    if (!isThere("qpdf", "the structure of the file")) return;
    const { status, stdout } = spawnSync("qpdf", ["--check", file], { encoding: "utf8" });
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining("No syntax or stream encoding errors"),
    ]);
  });
});
