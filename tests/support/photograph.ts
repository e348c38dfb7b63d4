/** A sheet with a square code as a phone would photograph it: crooked, on a table, grainy. */
import sharp from "sharp";
import { qrCode } from "../../src/ui/qr/qr-code.ts";

type How = {
  /** Degrees. */
  readonly turned: number;
  readonly width: number;
  readonly height: number;
};

export async function photographOf(code: string | null, how: How): Promise<Buffer> {
  const sheet = { width: Math.round(how.width * 0.72), height: Math.round(how.width * 1.018) };
  // 3.6 cm of the 21 cm that the sheet is wide.
  const side = Math.round((sheet.width * 3.6) / 21);
  const square = code
    ? [
        {
          input: await sharp(Buffer.from(String(qrCode(code, "test"))), { density: 600 })
            .resize(side, side, { kernel: "cubic" })
            .png()
            .toBuffer(),
          left: sheet.width - side - Math.round(sheet.width / 14),
          top: Math.round(sheet.width / 14),
        },
      ]
    : [];
  const paper = await sharp({ create: { ...sheet, channels: 3, background: "#f1efe9" } })
    .composite(square)
    .png()
    .toBuffer();
  const turned = await sharp(paper)
    .rotate(how.turned, { background: "#7a6a58" })
    .resize({ width: how.width, height: how.height, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer();
  return sharp({
    create: { width: how.width, height: how.height, channels: 3, background: "#7a6a58" },
  })
    .composite([
      { input: turned, gravity: "centre" },
      {
        input: {
          create: {
            width: how.width,
            height: how.height,
            channels: 3,
            background: "#777",
            noise: { type: "gaussian", mean: 128, sigma: 22 },
          },
        },
        blend: "soft-light",
      },
    ])
    .blur(0.9)
    .withExif({ IFD0: { ImageDescription: "Somewhere in Tirana" } })
    .jpeg({ quality: 78 })
    .toBuffer();
}
