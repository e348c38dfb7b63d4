/**
 * A QR code as its modules, for whoever draws it: on a page as SVG, on paper as a vector picture.
 */
import { create } from "qrcode";

/** Light modules around the code; fewer, and phones no longer find it on a crowded wall. */
const MARGIN = 4;

export type Square = {
  /** Modules a side, the light border included. */
  readonly side: number;
  /** The dark modules as path data of an SVG whose view box is `0 0 side side`. */
  readonly path: string;
};

/** @param text most often an address; up to some 300 signs stay readable at 4 cm */
export function squareOf(text: string): Square {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!modules.get(y, x)) continue;
      const start = x;
      while (x + 1 < size && modules.get(y, x + 1)) x += 1;
      runs.push(`M${start + MARGIN} ${y + MARGIN}h${x - start + 1}v1h-${x - start + 1}z`);
    }
  }
  return { side: size + 2 * MARGIN, path: runs.join("") };
}
