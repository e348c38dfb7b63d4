/** The process that opens pictures of strangers: see picture.ts. It knows no database and no key. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { PictureAnswer, PictureOrder } from "./picture.ts";

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

process.on("message", (order: PictureOrder) => {
  answerTo(order)
    .catch((): PictureAnswer => ({ problem: "picture-broken" }))
    .then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());
