/** The process that opens pictures of strangers: see picture.ts. It knows no database and no key. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { PagePicturesAnswer, PageSize, PictureAnswer, PictureOrder } from "./picture.ts";

const require = createRequire(import.meta.url);
// From this disk: left alone, the library would ask a server on the network for it.
const wasmBinary = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer } });
sharp.concurrency(1);
sharp.cache(false);

/** A square of a few centimetres on a photographed sheet has some four points a module at this size. */
const SIDE_FOR_CODES = 2_200;

async function answerTo({ bytes, longest, points }: PictureOrder): Promise<PictureAnswer> {
  const input = Buffer.from(bytes);
  const settings = { failOn: "error", limitInputPixels: points, pages: 1 } as const;
  const { width = 0, height = 0 } = await sharp(input, { limitInputPixels: false }).metadata();
  if (width * height > points) return { problem: "picture-too-many-points" };
  // `autoOrient` turns it as the phone was held, before the note that says so is left out.
  const within = (side: number) =>
    sharp(input, settings)
      .autoOrient()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" });
  const small = await within(longest).jpeg({ quality: 72 }).toBuffer({ resolveWithObject: true });
  const { data, info } = await within(SIDE_FOR_CODES)
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const found = await readBarcodes(
    {
      data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
      width: info.width,
      height: info.height,
      colorSpace: "srgb",
    } as ImageData,
    { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 4 },
  );
  return {
    jpeg: small.data,
    width: small.info.width,
    height: small.info.height,
    codes: found.filter((code) => code.isValid).map((code) => code.text),
  };
}

/** Coarser before smaller: a face that is soft is better on a telephone than one of a few points. */
const QUALITIES = [76, 66, 56, 46];
const SMALLER = 0.8;
/** Below this nothing is recognised. */
const LEAST_SIDE = 160;

async function pagesOf({ bytes, points, forPage = [] }: PictureOrder): Promise<PagePicturesAnswer> {
  const input = Buffer.from(bytes);
  const { width = 0, height = 0 } = await sharp(input, { limitInputPixels: false }).metadata();
  if (width * height > points) return { problem: "picture-too-many-points" };
  const pictures = [];
  for (const size of forPage) {
    const made = await fitting(input, points, size);
    if (!made) return { problem: "picture-broken" };
    pictures.push(made);
  }
  return { pictures };
}

async function fitting(input: Buffer, points: number, { longest, bytes }: PageSize) {
  for (let side = longest; side >= LEAST_SIDE; side = Math.floor(side * SMALLER)) {
    // Opened once a side: a telephone's picture takes longer to open than to write.
    const { data, info } = await sharp(input, {
      failOn: "error",
      limitInputPixels: points,
      pages: 1,
    })
      .autoOrient()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (const quality of QUALITIES) {
      const jpeg = await sharp(data, {
        raw: { width: info.width, height: info.height, channels: info.channels },
      })
        .jpeg({ quality, progressive: true, mozjpeg: true })
        .toBuffer();
      if (jpeg.length <= bytes) return { jpeg, width: info.width, height: info.height };
    }
  }
  return undefined;
}

process.on("message", (order: PictureOrder) => {
  (order.forPage ? pagesOf(order) : answerTo(order))
    .catch((): PictureAnswer => ({ problem: "picture-broken" }))
    .then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());
