/** A film for the camera of a test's browser: squares held before it, one after the other. */
import { writeFileSync } from "node:fs";
import { squareOf } from "../../src/shared/square.ts";

const WIDTH = 640;
const HEIGHT = 480;
const PER_SECOND = 5;

/** Which modules of a square are dark, as its path says it. */
function darkOf(text: string): { side: number; isDark: (x: number, y: number) => boolean } {
  const { side, path } = squareOf(text);
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+)[ ,](\d+)h(\d+)/g)) {
    for (let at = 0; at < Number(width); at += 1) dark.add(`${Number(x) + at} ${y}`);
  }
  if (dark.size === 0) throw new Error(`no modules in ${path.slice(0, 80)}`);
  return { side, isDark: (x, y) => dark.has(`${x} ${y}`) };
}

function pictureOf(text: string): Buffer {
  const { side, isDark } = darkOf(text);
  const scale = Math.floor(HEIGHT / side);
  const [left, top] = [(WIDTH - side * scale) >> 1, (HEIGHT - side * scale) >> 1];
  const picture = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128);
  picture.fill(235, 0, WIDTH * HEIGHT);
  for (let y = 0; y < side * scale; y += 1) {
    for (let x = 0; x < side * scale; x += 1) {
      if (isDark(Math.floor(x / scale), Math.floor(y / scale))) {
        picture[(top + y) * WIDTH + left + x] = 16;
      }
    }
  }
  return picture;
}

/** Each square is held for some seconds; the camera begins again after the last one. */
export function filmOf(file: string, squares: readonly string[], seconds: number): void {
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${PER_SECOND}:1 Ip A1:1 C420jpeg\n`);
  const frame = Buffer.from("FRAME\n");
  const held = squares.map(pictureOf);
  const frames = held.flatMap((picture) =>
    Array.from({ length: seconds * PER_SECOND }, () => [frame, picture]).flat(),
  );
  writeFileSync(file, Buffer.concat([head, ...frames]));
}
