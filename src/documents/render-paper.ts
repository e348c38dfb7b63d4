/**
 * A frozen model becomes the bytes of a PDF (PDF/A-2a: tagged, its fonts inside, nothing fetched).
 * The same model gives the same bytes: the time inside is the model's, and only the fonts that lie
 * beside this file are looked at.
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { squareOf } from "../shared/square.ts";
import { FONTS, printableAll } from "./letters.ts";
import type { PaperModel } from "./model.ts";
import type { Drawing } from "./paper-head.ts";
import { withScript } from "./script-tags.ts";
import { tongueOf } from "./words.ts";

let compiler: NodeCompiler | undefined;
let rendered = 0;
/**
 * The type-setter remembers what it laid out; without this a long series would fill the memory. What
 * was not used again in the last rounds (other people's papers) goes, what all have in common stays.
 */
const ROUND = 20;
const ROUNDS_KEPT = 2;

/**
 * @throws when the model is not one of ours (a language the paper is not written in, a moment that
 * is none): who built it made a mistake, and a person can do nothing about it.
 */
export function renderPaper(model: PaperModel): Uint8Array {
  const seconds = Date.parse(model.madeAt) / 1000;
  if (!Number.isInteger(seconds)) throw new Error(`no whole second: ${model.madeAt}`);
  compiler ??= NodeCompiler.create({
    workspace: fileURLToPath(new URL("./templates/", import.meta.url)),
    fontArgs: [{ fontPaths: [fileURLToPath(FONTS)] }],
  });
  const tongues = model.languages.map((language) => tongueOf(model.paper, model.year, language));
  const outcome = compiler.compile({
    mainFilePath: fileURLToPath(
      new URL(`./templates/${model.paper}/${model.year}/paper.typ`, import.meta.url),
    ),
    inputs: {
      model: JSON.stringify({ ...readyToPrint(model), fingerprint: fingerprintOf(model) }),
      words: JSON.stringify(tongues),
      square: squareSvg(model.checkAddress),
    },
  });
  if (outcome.hasError() || !outcome.result) {
    const trouble = outcome.takeDiagnostics();
    const found = trouble ? compiler.fetchDiagnostics(trouble) : [];
    throw new Error(`the paper ${model.paper} cannot be set: ${JSON.stringify(found)}`);
  }
  const bytes = compiler.pdf(outcome.result, { pdfStandard: "a-2a", creationTimestamp: seconds });
  rendered += 1;
  if (rendered % ROUND === 0) compiler.evictCache(ROUNDS_KEPT);
  const [scripted, other] = model.languages.filter((language) => language.startsWith("sr-"));
  return scripted && !other ? withScript(bytes, scripted) : new Uint8Array(bytes);
}

/**
 * SHA-256 of what the paper says, in hexadecimal digits: printed on each page, and what a signature
 * refers to. Signatures are not part of it (those who sign first and last sign the same text), nor are
 * the moment the file was made, who certified the seal and what a page looks like.
 */
export function fingerprintOf(model: PaperModel): string {
  const { signatures, madeAt, checkAddress, sample, seal, ...said } = model;
  const signers = signatures.map(({ role, name, capacity }) => ({ role, name, capacity }));
  return createHash("sha256")
    .update(JSON.stringify(ordered({ ...said, signers })))
    .digest("hex");
}

/** Keys in one order and nothing undefined, so that a model read back from JSON gives the same. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  );
}

function readyToPrint(model: PaperModel): object {
  return {
    ...(printableAll(model) as object),
    signatures: model.signatures.map((entry) => ({
      ...(printableAll(entry) as object),
      ...(entry.signed && {
        signed: {
          ...(printableAll(entry.signed) as object),
          drawing: entry.signed.drawing ? drawingSvg(entry.signed.drawing) : null,
        },
      }),
    })),
  };
}

const squareSvg = (address: string): string => {
  const { side, path } = squareOf(address);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
};

/** Strokes alone: a drawing from a stranger's browser must not bring a picture, a link or a script. */
function drawingSvg({ width, height, path }: Drawing): string {
  const isSound = /^[MmLlHhVvCcSsQqTtZz0-9 ,.-]{1,20000}$/.test(path) && /^[Mm]/.test(path);
  if (!isSound || !(width > 0 && height > 0 && width <= 4000 && height <= 4000)) {
    throw new Error("no drawing of strokes");
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><path fill="none" stroke="#16202a" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="${path}"/></svg>`;
}
