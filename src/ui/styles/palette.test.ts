import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { colours } from "../charts/chart.ts";

const source = readFileSync(join(import.meta.dirname, "_palette.scss"), "utf8");
const palette = Object.fromEntries(
  [...source.matchAll(/^\$([\w-]+): (#[0-9a-f]{6});/gm)].map(([, name = "", hex = ""]) => [
    name,
    hex,
  ]),
);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
const of = (name: string): string => palette[name] ?? "";

describe("the palette", () => {
  const grounds = ["#ffffff", of("paper"), of("plum-100"), of("petrol-100")];

  it.each(["ink", "plum", "petrol", "petrol-900", "copper", "success", "error", "muted"])(
    "%s can be read on every ground",
    (name) => {
      for (const ground of grounds) expect(contrast(of(name), ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("shows the edge of a field and the focus", () => {
    for (const ground of grounds) {
      expect(contrast(of("border"), ground)).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(of("ink"), of("saffron"))).toBeGreaterThanOrEqual(7);
    expect(contrast("#ffffff", of("petrol"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast("#ffffff", of("error"))).toBeGreaterThanOrEqual(4.5);
  });

  it("is the palette of the charts", () => {
    expect([colours.ink, colours.plum, colours.petrol, colours.copper, colours.ground]).toEqual(
      ["ink", "plum", "petrol", "copper", "quiet"].map(of),
    );
  });

  it("keeps the marks of a chart apart from their ground and from each other", () => {
    for (const mark of [colours.petrol, colours.copper, colours.plum, colours.ink]) {
      expect(contrast(mark, colours.ground)).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(colours.petrol, colours.pale)).toBeGreaterThanOrEqual(3);
  });
});
