import { create } from "qrcode";
import { type Html, html } from "../html.ts";

/** Light modules around the code; fewer, and phones no longer find it on a crowded wall. */
const MARGIN = 4;

/**
 * A QR code as one path of an SVG: sharp on paper at any size, and nothing is loaded or run for it.
 * @param text most often an address; up to some 300 signs stay readable at 4 cm
 * @param label what it leads to, for whoever does not see it
 */
export function qrCode(text: string, label: string): Html {
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
  const side = size + 2 * MARGIN;
  return html`<svg class="app-qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${runs.join("")}"/></svg>`;
}
