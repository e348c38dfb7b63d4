import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../platform/i18n/catalogues.ts";
import { LOCALES } from "../../platform/i18n/index.ts";
import { asset, loadAssets } from "../assets.ts";
import { type BuiltAssets, buildAssets } from "./build-assets.ts";
import { cutFont, cuts } from "./fonts.ts";

let dir: string;
let built: BuiltAssets;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "kalfa-assets-"));
  built = await buildAssets(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const content = (name: string): Buffer => readFileSync(join(dir, built.manifest[name] ?? name));
const onTheWire = (name: string): number =>
  name.endsWith(".woff2") ? content(name).length : brotliCompressSync(content(name)).length;

describe("assets", () => {
  it("carry a hash of what is in them and lie there compressed", () => {
    expect(built.built).toBe(true);
    const files = readdirSync(dir);
    for (const [name, file] of Object.entries(built.manifest)) {
      expect(file).toMatch(/-[0-9a-f]{10}\.\w+$/);
      if (!name.endsWith(".woff2")) {
        expect(files).toContain(`${file}.br`);
        expect(files).toContain(`${file}.gz`);
      }
    }
    loadAssets(dir);
    expect(asset("portal.css")).toBe(`/assets/${built.manifest["portal.css"]}`);
    expect(() => asset("nothing.css")).toThrow("nothing.css");
  });

  it("are left alone when nothing changed, in less time than a person notices", async () => {
    const before = performance.now();
    const again = await buildAssets(dir);
    expect(again.built).toBe(false);
    expect(again.manifest).toEqual(built.manifest);
    expect(performance.now() - before).toBeLessThan(50);
  });

  it("weigh what a slow line can carry", () => {
    expect(onTheWire("portal.css")).toBeLessThanOrEqual(10 * 1024);
    expect(onTheWire("console.css")).toBeLessThanOrEqual(13.5 * 1024);
    expect(onTheWire("portal.js")).toBeLessThanOrEqual(3 * 1024);
    expect(onTheWire("apply.js")).toBeLessThanOrEqual(1.5 * 1024);
    expect(onTheWire("console.js")).toBeLessThanOrEqual(3 * 1024);
    const latin = onTheWire("sans-latin.woff2") + onTheWire("sans-latin-ext.woff2");
    expect(latin).toBeLessThanOrEqual(21 * 1024);
    expect(latin + onTheWire("sans-cyrillic.woff2")).toBeLessThanOrEqual(33 * 1024);
  });

  it("ask nobody else's server for anything", () => {
    for (const name of ["portal.css", "console.css", "portal.js", "console.js"]) {
      const asked = content(name)
        .toString()
        .match(/@import[^;]*|url\((?!"?\/assets\/)[^)]*|["'`]https?:\/\/[^"'`]+/g);
      expect(asked).toBeNull();
    }
  });

  it("hold neither the crown nor the type of a government", () => {
    for (const name of ["portal.css", "console.css"]) {
      expect(
        content(name)
          .toString()
          .match(/GDS Transport|crown/i),
      ).toBeNull();
    }
  });
});

describe("the font", () => {
  it("has every letter that the catalogues use", () => {
    const known = new Set(cuts.flatMap((cut) => [...cut.characters]));
    for (const locale of LOCALES) {
      const used = new Set([...catalogue(locale).values()].flatMap((message) => [...message]));
      expect([...used].filter((letter) => letter !== "\n" && !known.has(letter))).toEqual([]);
    }
  });

  it("has every letter of the demo's people, schools and cities", () => {
    const known = new Set(cuts.flatMap((cut) => [...cut.characters]));
    const world = join(import.meta.dirname, "../../../tests/world");
    const used = new Set(
      readdirSync(world).flatMap((name) => [...readFileSync(join(world, name), "utf8")]),
    );
    // The marks around words that keep their letters are taken off before anything is shown.
    for (const mark of "\n⟦⟧") used.delete(mark);
    expect([...used].filter((letter) => !known.has(letter))).toEqual([]);
  });

  it.each(cuts)("$name can draw every letter it is offered for", async (cut) => {
    const drawn = characterMap(await cutFont(cut, "sfnt"));
    const missing = [...cut.characters].filter((letter) => !drawn.has(letter.codePointAt(0) ?? 0));
    expect(missing).toEqual([]);
  });

  it("keeps the letter shapes of Serbian and Macedonian", async () => {
    const cut = cuts.find(({ name }) => name === "sans-cyrillic");
    if (!cut) throw new Error("no Cyrillic cut");
    const languages = localisedLanguages(await cutFont(cut, "sfnt"));
    expect(languages).toContain("cyrl SRB ");
    expect(languages).toContain("cyrl MKD ");
  });
});

function tableOf(font: Buffer, tag: string): Buffer {
  const count = font.readUInt16BE(4);
  for (let at = 0; at < count; at++) {
    const record = 12 + at * 16;
    if (font.toString("latin1", record, record + 4) === tag) {
      const offset = font.readUInt32BE(record + 8);
      return font.subarray(offset, offset + font.readUInt32BE(record + 12));
    }
  }
  throw new Error(`the font has no ${tag} table`);
}

/** Code points of a `cmap` table, formats 4 and 12 (OpenType 1.9, "cmap"). */
function characterMap(font: Buffer): Set<number> {
  const table = tableOf(font, "cmap");
  const found = new Set<number>();
  for (let at = 0; at < table.readUInt16BE(2); at++) {
    const sub = table.subarray(table.readUInt32BE(4 + at * 8 + 4));
    const format = sub.readUInt16BE(0);
    if (format === 4) {
      const segments = sub.readUInt16BE(6) / 2;
      for (let s = 0; s < segments; s++) {
        const end = sub.readUInt16BE(14 + s * 2);
        const start = sub.readUInt16BE(16 + segments * 2 + s * 2);
        for (let c = start; c <= end && c !== 0xffff; c++) found.add(c);
      }
    } else if (format === 12) {
      for (let g = 0; g < sub.readUInt32BE(12); g++) {
        const start = sub.readUInt32BE(16 + g * 12);
        for (let c = start; c <= sub.readUInt32BE(20 + g * 12); c++) found.add(c);
      }
    }
  }
  return found;
}

/** Script and language pairs of `GSUB` whose language system turns on `locl`. */
function localisedLanguages(font: Buffer): string[] {
  const gsub = tableOf(font, "GSUB");
  const scripts = gsub.subarray(gsub.readUInt16BE(4));
  const features = gsub.subarray(gsub.readUInt16BE(6));
  const isLocl = (index: number): boolean =>
    features.toString("latin1", 2 + index * 6, 6 + index * 6) === "locl";
  const found: string[] = [];
  for (let s = 0; s < scripts.readUInt16BE(0); s++) {
    const script = scripts.toString("latin1", 2 + s * 6, 6 + s * 6);
    const table = scripts.subarray(scripts.readUInt16BE(6 + s * 6));
    for (let l = 0; l < table.readUInt16BE(2); l++) {
      const language = table.toString("latin1", 4 + l * 6, 8 + l * 6);
      const system = table.subarray(table.readUInt16BE(8 + l * 6));
      const indices = Array.from({ length: system.readUInt16BE(4) }, (_, f) =>
        system.readUInt16BE(6 + f * 2),
      );
      if (indices.some(isLocl)) found.push(`${script} ${language}`);
    }
  }
  return found;
}
