import { crc32 } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { photographOf } from "../../../tests/support/photograph.ts";
import { LARGEST_PICTURE, type ReadPicture, refusalOf, withPictureReader } from "./picture.ts";

const CODE = "KALFA-SHEET/0123456789ABCDEF0123456789ABCDEF/1/SQ/0123456789AB/0123456789ABCDEF";
const one = (bytes: Buffer) => withPictureReader((read: ReadPicture) => read(bytes));

test("what a file is, its first bytes say, not its name", () => {
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from("ftypheic"),
    Buffer.alloc(40),
  ]);
  expect(refusalOf(Buffer.alloc(0))).toBe("picture-empty");
  expect(refusalOf(heic)).toBe("picture-heic");
  expect(refusalOf(Buffer.from("%PDF-1.7 ..."))).toBe("picture-pdf");
  expect(refusalOf(Buffer.from("<svg onload='alert(1)'/>"))).toBe("picture-no-picture");
  expect(refusalOf(Buffer.from("GIF89a........"))).toBe("picture-no-picture");
  expect(refusalOf(Buffer.alloc(LARGEST_PICTURE + 1, 0xff))).toBe("picture-too-big");
  expect(refusalOf(Buffer.from("\xff\xd8\xff\xe0", "latin1"))).toBeUndefined();
});

test("a crooked, noisy photograph of a sheet is read, made small and freed of its notes", async () => {
  const photo = await photographOf(CODE, { turned: 7, width: 1800, height: 2400 });
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const taken = await one(photo);
  if (!taken.ok) throw new Error(taken.problem);
  expect(taken.codes).toEqual([CODE]);
  expect(Math.max(taken.width, taken.height)).toBe(1600);
  expect(taken.jpeg.length).toBeLessThan(900_000);
  const { exif, format } = await sharp(taken.jpeg).metadata();
  expect({ exif, format }).toEqual({ exif: undefined, format: "jpeg" });
  expect(taken.jpeg.includes("Somewhere in Tirana")).toBe(false);
});

test("the square is found upside down and sideways", async () => {
  await withPictureReader(async (read) => {
    for (const turned of [90, 190]) {
      const taken = await read(await photographOf(CODE, { turned, width: 1000, height: 1300 }));
      expect(taken).toMatchObject({ ok: true, codes: [CODE] });
    }
  });
});

test("a picture without a square is kept, a broken one and a flood of points are refused, and the next is read", async () => {
  const plain = await sharp({
    create: { width: 300, height: 200, channels: 3, background: "#ccc" },
  })
    .png()
    .toBuffer();
  const photo = await photographOf(CODE, { turned: 0, width: 900, height: 1200 });
  // A small file whose head says that it unfolds to 400 million points.
  const flood = Buffer.from(plain);
  flood.writeUInt32BE(20_000, 16);
  flood.writeUInt32BE(20_000, 20);
  flood.writeUInt32BE(crc32(flood.subarray(12, 29)), 29);
  await withPictureReader(async (read) => {
    expect(await read(plain)).toMatchObject({ ok: true, codes: [] });
    expect(await read(photo.subarray(0, 4_000))).toEqual({ ok: false, problem: "picture-broken" });
    expect(await read(flood)).toEqual({ ok: false, problem: "picture-too-many-points" });
    expect(await read(photo)).toMatchObject({ ok: true, codes: [CODE] });
  });
});
