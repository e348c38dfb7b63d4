import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";
import { readTable } from "./table.ts";

const read = async (content: string | Uint8Array) => {
  const result = await readTable(Buffer.from(content as string));
  return result.ok ? result.value : result.problems;
};
const cells = async (content: string | Uint8Array) => {
  const table = await read(content);
  return "rows" in table ? [table.header, ...table.rows.map((row) => row.cells)] : table;
};
// Bytes as Excel of a Serbian or Albanian Windows writes them.
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((p) => (typeof p === "string" ? Buffer.from(p, "latin1") : Buffer.from(p))),
  );

test("commas, semicolons, tabs and Excel's own line about them", async () => {
  const expected = [
    ["name", "city"],
    ["Ana", "Niš"],
  ];
  expect(await cells("name,city\nAna,Niš\n")).toEqual(expected);
  expect(await cells("\ufeffname;city\r\nAna;Niš\r\n")).toEqual(expected);
  expect(await cells("name\tcity\nAna\tNiš")).toEqual(expected);
  expect(await cells("sep=;\r\nname;city\r\nAna;Niš")).toEqual(expected);
  expect(await cells('"name, first";city\nAna;Niš')).toEqual([
    ["name, first", "city"],
    ["Ana", "Niš"],
  ]);
});

test("old code pages of both scripts, and UTF-16, are told apart", async () => {
  const latin = bytes("ime;grad\nĆ".replace("Ć", ""), [0xc6], "osi", [0xe6], ";Ni", [0x9a], "\n");
  expect(await read(latin)).toMatchObject({ encoding: "windows-1250" });
  expect(await cells(latin)).toEqual([
    ["ime", "grad"],
    ["Ćosić", "Niš"],
  ]);
  const cyrillic = bytes([0xe8, 0xec, 0xe5], ";x\n", [0xc0, 0xed, 0xe0, 0x20, 0x80], ";1\n");
  expect(await read(cyrillic)).toMatchObject({ encoding: "windows-1251" });
  expect(await cells(cyrillic)).toEqual([
    ["име", "x"],
    ["Ана Ђ", "1"],
  ]);
  const wide = Buffer.from("\ufeffname;x\nЂурић;1\n", "utf16le");
  expect(await cells(wide)).toEqual([
    ["name", "x"],
    ["Ђурић", "1"],
  ]);
});

test("ragged rows, quotes, empty lines and cells of several lines keep their line numbers", async () => {
  const table = await read('a,b,,\n\n1\n"two\nlines",x,y,z\nO"Brien,"say ""hi"""\n');
  expect(table).toMatchObject({
    header: ["a", "b"],
    rows: [
      { line: 3, cells: ["1"] },
      { line: 4, cells: ["two\nlines", "x", "y", "z"] },
      { line: 6, cells: ['O"Brien', 'say "hi"'] },
    ],
  });
});

test("what is no table is refused by name", async () => {
  expect(await read("")).toEqual([{ code: "file-empty" }]);
  expect(await read("\n \n")).toEqual([{ code: "file-empty" }]);
  expect(await read("a,b\n")).toEqual([{ code: "file-header-only" }]);
  expect(await read(bytes([0xd0, 0xcf, 0x11, 0xe0], "old"))).toEqual([
    { code: "file-is-old-workbook" },
  ]);
  expect(await read(bytes([0x89, 0x50, 0, 1]))).toEqual([{ code: "file-not-text" }]);
  expect(await read('a,b\n1,2\n3,"four\n5,6\n')).toMatchObject([{ code: "file-quote-open" }]);
  expect(await read(`a\n${"1\n".repeat(20_001)}`)).toMatchObject([
    { code: "file-too-long", params: { rows: 20_001, max: 20_000 } },
  ]);
});

test("one letter is written in one way, so that a name typed on a Mac is found", async () => {
  expect(await cells("name,x\nC\u0301osic\u0301,1")).toEqual([
    ["name", "x"],
    ["Ćosić", "1"],
  ]);
});

test("no cell that goes out can run as a formula, and it comes back as it was", async () => {
  const cruel = ["=1+1", "+355 69 123", "-5", "@sum", "\tx", "Ana", 'a"b', "a\nb"];
  const text = toCsv([["one", "two"], ...cruel.map((cell) => [cell, 1])]);
  expect(text.startsWith("\ufeff")).toBe(true);
  const lines = text.slice(1).split("\r\n");
  for (const line of lines) expect(line).not.toMatch(/^"?[=+\-@\t]/);
  const back = (await cells(text)) as string[][];
  expect(back.slice(1).map(([cell]) => cell)).toEqual(cruel.map((c) => (c === "\tx" ? "'\tx" : c)));
});
