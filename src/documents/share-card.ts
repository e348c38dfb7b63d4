import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { FONTS, printableAll } from "./letters.ts";

/** What a picture beside a link says. */
export type ShareCard = {
  readonly lang: string;
  readonly programme: string;
  readonly title: string;
  readonly line: string;
  /** The sentence about the funder, and whether the emblem stands beside it. */
  readonly funding: string | null;
  readonly emblem: boolean;
};

/** What programs that show links ask for. */
export const SHARE_SIZE = { width: 1200, height: 630 } as const;

let compiler: NodeCompiler | undefined;

/** An SVG of 1200 by 630 whose letters are outlines: it looks the same on every machine. */
export function shareCardSvg(card: ShareCard): string {
  compiler ??= NodeCompiler.create({
    workspace: fileURLToPath(new URL("./templates/", import.meta.url)),
    fontArgs: [{ fontPaths: [fileURLToPath(FONTS)] }],
  });
  const outcome = compiler.compile({
    mainFilePath: fileURLToPath(new URL("./templates/share/2026/card.typ", import.meta.url)),
    inputs: { model: JSON.stringify(printableAll(card)) },
  });
  if (outcome.hasError() || !outcome.result) throw new Error("a share card cannot be set");
  const svg = compiler.plainSvg(outcome.result);
  compiler.evictCache(10);
  return svg;
}
