/** From the bytes of an upload to a filled Word file, or to everything that is wrong with it. */
import { createHash } from "node:crypto";
import type { CappedChild } from "../../platform/files/capped-child.ts";
import type { DocxValues } from "../../platform/word/docx.ts";
import {
  type FilledDocx,
  fillApart,
  marksApart,
  wordFiller,
} from "../../platform/word/fill-apart.ts";
import { type Result, refuse } from "../../shared/result.ts";
import type { AgreementKind } from "./agreement.ts";
import { fieldProblems } from "./own-template.rules.ts";
import { ownFields } from "./own-template-fields.ts";
import { exampleValues } from "./own-template-values.ts";

export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Harmless as a file, every field known, every part closed: judged each time, because fields that a
 * later year of agreements leaves out make a file of earlier years a wrong one.
 * @param child a process that fills several files in a row; else one of its own
 */
export async function fillOwnTemplate(
  from: { readonly kind: AgreementKind; readonly bytes: Buffer; readonly values: DocxValues },
  child?: CappedChild,
): Promise<Result<FilledDocx>> {
  const own = child ?? wordFiller();
  try {
    const marks = await marksApart(from.bytes, own);
    if (!marks.ok) return marks;
    const problems = fieldProblems(marks.value, ownFields(from.kind));
    return problems.length > 0 ? refuse(...problems) : await fillApart(from, own);
  } finally {
    if (!child) own.end();
  }
}

/** Filled once with somebody invented before it is kept; problems stand at the field of the file. */
export async function checkOwnTemplate(
  from: { readonly kind: AgreementKind; readonly language: string; readonly bytes: Buffer },
  child?: CappedChild,
): Promise<Result<FilledDocx>> {
  const values = exampleValues(from.kind, from.language, "Kalfa");
  const filled = await fillOwnTemplate({ ...from, values }, child);
  if (filled.ok) return filled;
  return refuse(...filled.problems.map((one) => ({ ...one, field: "file" })));
}
