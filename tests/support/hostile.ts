/** Files as somebody sends them who means harm, and the harmless ones beside them. */
import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import sharp from "sharp";

type PdfChoice = {
  /** Further objects, numbered from 4 on. */
  readonly more?: readonly string[];
  /** Added to the catalogue. */
  readonly catalogue?: string;
  readonly pages?: number;
  /** Added to the trailer. */
  readonly trailer?: string;
};

export function pdf({
  more = [],
  catalogue = "",
  pages = 1,
  trailer = "",
}: PdfChoice = {}): Buffer {
  const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
  const others = Array.from({ length: pages - 1 }, (_, at) => 4 + more.length + at);
  const kids = [3, ...others].map((number) => `${number} 0 R`).join(" ");
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
    page,
    ...more,
    ...others.map(() => page),
  ];
  let text = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) text += `${String(place).padStart(10, "0")} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

export const stream = (head: string, content: Buffer): string =>
  `<< ${head} /Length ${content.length} >>\nstream\n${content.toString("latin1")}\nendstream`;

/** An object out of sight: packed into a bundle, as programs of today do with all of them. */
export const bundle = (object: string): string =>
  stream(
    "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
    deflateSync(Buffer.from(`9 0 ${object}`)),
  );

type Part = {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the part's own head calls it. */
  readonly alias?: string;
  /** What the directory says of its size. */
  readonly said?: number;
};

export function zip(parts: readonly Part[]): Buffer {
  const heads: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, alias = name, said } of parts) {
    const whole = Buffer.from(content);
    const packed = deflateRawSync(whole);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(whole), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(said ?? whole.length, 8);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    sizes.copy(head, 14);
    head.writeUInt16LE(Buffer.byteLength(alias), 26);
    const own = Buffer.concat([head, Buffer.from(alias), packed]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    sizes.copy(entry, 16);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    heads.push(own);
    directory.push(Buffer.concat([entry, Buffer.from(name)]));
    at += own.length;
  }
  const middle = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(middle.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...heads, middle, end]);
}

const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

export const relation = (type: string, target: string, mode = "External"): string =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`;

export const docxParts: readonly Part[] = [
  {
    name: "[Content_Types].xml",
    content: `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/></Types>`,
  },
  { name: "_rels/.rels", content: relation("officeDocument", "word/document.xml", "Internal") },
  {
    name: "word/document.xml",
    content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Dear Ms Example</w:t></w:r></w:p></w:body></w:document>`,
  },
];

export const docx = (...more: readonly Part[]): Buffer => zip([...docxParts, ...more]);

/** A photograph with the place where it was taken, and with a script behind its end. */
export async function taggedPhotograph(): Promise<Buffer> {
  const picture = await sharp({
    create: { width: 120, height: 90, channels: 3, background: "#9ab" },
  })
    .withExif({ IFD3: { GPSLatitude: "41/1 19/1 0/1", GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer();
  return Buffer.concat([picture, Buffer.from("<script>alert(1)</script>")]);
}

/** A small picture whose head says that it unfolds to 400 million points. */
export async function pixelFlood(): Promise<Buffer> {
  const create = { width: 30, height: 20, channels: 3 as const, background: "#ccc" };
  const flood = await sharp({ create }).png().toBuffer();
  flood.writeUInt32BE(20_000, 16);
  flood.writeUInt32BE(20_000, 20);
  flood.writeUInt32BE(crc32(flood.subarray(12, 29)), 29);
  return flood;
}
