/**
 * Word files that somebody uploaded are opened and filled in a process of their own, with the bounds
 * of every upload: ten seconds, 512 MB, nothing of the program's within reach.
 */
import { ok, type Result, refuse } from "../../shared/result.ts";
import { type CappedChild, cappedChild } from "../files/capped-child.ts";
import type { DocxValues } from "./docx.ts";
import type { DocxMark, DocxParagraph } from "./docx-text.ts";
import type { FillAnswer, FillOrder } from "./filler.ts";

/** For many files in a row; whoever asks for one ends it. */
export const wordFiller = (): CappedChild => cappedChild(new URL("./filler.ts", import.meta.url));

export type FilledDocx = {
  readonly bytes: Buffer;
  /** What it says, paragraph by paragraph. */
  readonly lines: readonly DocxParagraph[];
};

async function asked(
  child: CappedChild,
  order: FillOrder,
): Promise<Result<Exclude<FillAnswer, { problems: unknown }>>> {
  const answer = await child.ask<FillAnswer>(order);
  if (!answer) return refuse({ code: "word-too-hard" });
  return "problems" in answer ? refuse(...answer.problems) : ok(answer);
}

/** What stands between the braces of a harmless file, or everything that speaks against it. */
export async function marksApart(
  bytes: Buffer,
  child: CappedChild,
): Promise<Result<readonly DocxMark[]>> {
  const answer = await asked(child, { bytes, values: null });
  if (!answer.ok) return answer;
  if (!("marks" in answer.value)) throw new Error("the filler answers another question");
  return ok(answer.value.marks);
}

/** Only for files whose marks were read and found known. */
export async function fillApart(
  from: { readonly bytes: Buffer; readonly values: DocxValues },
  child: CappedChild,
): Promise<Result<FilledDocx>> {
  const answer = await asked(child, from);
  if (!answer.ok) return answer;
  if (!("bytes" in answer.value)) throw new Error("the filler answers another question");
  const { bytes, lines } = answer.value;
  return ok({ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), lines });
}
