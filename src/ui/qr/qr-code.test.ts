import { expect, test } from "vitest";
import { qrCode } from "./qr-code.ts";

test("a QR code is one path inside its quiet border, and says what it is", () => {
  const svg = String(qrCode("https://kalfa.example/sq/demo/apply/K7M4QX?class=PR-4711", "Apply"));
  expect(svg).toContain('role="img" aria-label="Apply"');
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  // A code has 21 modules and four more for each version; the border is four on each side.
  expect((side - 8 - 21) % 4).toBe(0);
  const rows = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].map(([, x, y, w]) =>
    [x, y, w].map(Number),
  ) as [number, number, number][];
  expect(Math.min(...rows.map(([x]) => x))).toBe(4);
  expect(Math.max(...rows.map(([x, , w]) => x + w))).toBe(side - 4);
  // The corner by which a phone finds it: seven dark modules, and five light ones below them.
  expect(rows).toContainEqual([4, 4, 7]);
  expect(svg).not.toContain("style=");
});
