import { deflateRawSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { readTable } from "./table.ts";
import { toWorkbook } from "./workbook.ts";

const read = async (bytes: Uint8Array) => {
  const table = await readTable(Buffer.from(bytes));
  return table.ok
    ? [table.value.header, ...table.value.rows.map((row) => row.cells)]
    : table.problems;
};

const NAUGHTY = [
  '=HYPERLINK("http://evil.example")',
  "+385 1 555",
  "-",
  "@sum",
  "'quoted",
  "Ђорђевић",
  "Đorđević",
  "a,b;c\td",
  'say "hi"',
  "<b>&amp;",
  "two\nlines",
  "0012",
  "1e5",
  "TRUE",
  "2009-03-12",
  "e\u0301",
  "👩‍🔧",
];

test("what goes out as a workbook comes back letter by letter, and nothing of it is a formula", async () => {
  const bytes = await toWorkbook("People: all/some?", [
    ["id", "text", "number"],
    ...NAUGHTY.map((text, at) => [`id-${at}`, text, at]),
  ]);
  expect(await read(bytes)).toEqual([
    ["id", "text", "number"],
    ...NAUGHTY.map((text, at) => [`id-${at}`, text.normalize("NFC"), String(at)]),
  ]);
  const sheet = await partOf(bytes, "xl/worksheets/sheet1.xml");
  expect(sheet).not.toContain("<f>");
  expect(sheet).toContain('state="frozen"');
});

test("days, yes and no, and empty cells are read as a person would type them", async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: "hidden", rows: [["not", "this"]], hidden: true },
      { name: "empty", rows: [] },
      {
        name: "list",
        rows: [
          ["name", "born", "permit", "points", "last"],
          ["Ana", new Date("2009-03-12T00:00:00Z"), true, 12, null],
          [null, null, null, null, null],
          ["Bo", null, false, 4.5, "x"],
        ],
        columns: [{}, { numFmt: "dd.mm.yyyy" }, {}, {}, {}],
      },
    ],
  });
  expect(await read(bytes)).toEqual([
    ["name", "born", "permit", "points", "last"],
    ["Ana", "2009-03-12", "yes", "12", ""],
    ["Bo", "", "no", "4.5", "x"],
  ]);
});

/** A zip of these parts, sizes as told, so that a directory can lie. */
function zip(parts: { name: string; content: Buffer; says?: number }[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, says } of parts) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(says ?? content.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

test.each([
  [
    "cut off",
    async () => (await toWorkbook("x", [["a"], ["1"]])).subarray(0, 400),
    "workbook-broken",
  ],
  [
    "no workbook inside",
    async () => zip([{ name: "x.txt", content: Buffer.from("x") }]),
    "workbook-broken",
  ],
  [
    "a bomb that says so",
    async () => zip([{ name: "xl/workbook.xml", content: Buffer.alloc(80 * 1024 * 1024) }]),
    "workbook-too-big",
  ],
  [
    "a bomb that says nothing",
    async () => zip([{ name: "xl/workbook.xml", content: Buffer.alloc(8 * 1024 * 1024), says: 0 }]),
    "workbook-broken",
  ],
  [
    "a bomb that lies",
    async () =>
      zip([{ name: "xl/workbook.xml", content: Buffer.alloc(80 * 1024 * 1024), says: 90 }]),
    "workbook-broken",
  ],
  [
    "a thousand parts",
    async () =>
      zip(Array.from({ length: 1000 }, (_, at) => ({ name: `p${at}`, content: Buffer.from("x") }))),
    "workbook-too-big",
  ],
  [
    "a program inside",
    async () => zip([{ name: "xl/vbaProject.bin", content: Buffer.from("x") }]),
    "workbook-macros",
  ],
])("a workbook with %s is refused in words", async (_, make, code) => {
  const before = process.memoryUsage().rss;
  expect(await read(await make())).toMatchObject([{ code }]);
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
});

test("5,000 rows go out and come back in a few seconds", async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => [`id-${at}`, ...NAUGHTY.slice(0, 12), at]);
  const began = performance.now();
  const bytes = await toWorkbook("People", [rows[0]!.map((_, at) => `c${at}`), ...rows]);
  const table = await readTable(bytes);
  expect(table.ok && table.value.rows.length).toBe(5_000);
  expect(performance.now() - began).toBeLessThan(15_000);
});

/** One part of a workbook, unpacked by the program's own zip reader's neighbour: zlib. */
async function partOf(bytes: Buffer, name: string): Promise<string> {
  const { inflateRawSync } = await import("node:zlib");
  const at = bytes.indexOf(Buffer.from(name)) - 30;
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return inflateRawSync(bytes.subarray(start)).toString("utf8");
}
