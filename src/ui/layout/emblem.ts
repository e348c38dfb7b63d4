import { type Html, html, raw } from "../html.ts";

/**
 * The European emblem, drawn from its published geometry: a rectangle of two to three, twelve
 * upright five-pointed stars whose centres stand like the hours of a clock on a circle with a
 * radius of a third of the height; each star fits a circle with a radius of an eighteenth of it.
 */
const HEIGHT = 18;
const INNER = (3 - Math.sqrt(5)) / 2;

function star(cx: number, cy: number): string {
  const points = Array.from({ length: 10 }, (_, at) => {
    const radius = at % 2 === 0 ? 1 : INNER;
    const angle = (at * Math.PI) / 5;
    return `${(cx + radius * Math.sin(angle)).toFixed(2)} ${(cy - radius * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}z`;
}

const stars = Array.from({ length: 12 }, (_, hour) => {
  const angle = (hour * Math.PI) / 6;
  return star(13.5 + 6 * Math.sin(angle), 9 - 6 * Math.cos(angle));
}).join("");

export function emblem(label: string): Html {
  return html`<svg class="app-emblem" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 27 ${HEIGHT}" width="72" height="48"><path fill="#039" d="M0 0h27v18H0z"/><path fill="#fc0" d="${raw(stars)}"/></svg>`;
}
