import { squareOf } from "../../shared/square.ts";
import { type Html, html } from "../html.ts";

/**
 * A QR code as one path of an SVG: sharp on paper at any size, and nothing is loaded or run for it.
 * @param text most often an address; up to some 300 signs stay readable at 4 cm
 * @param label what it leads to, for whoever does not see it
 */
export function qrCode(text: string, label: string): Html {
  const { side, path } = squareOf(text);
  return html`<svg class="app-qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`;
}
