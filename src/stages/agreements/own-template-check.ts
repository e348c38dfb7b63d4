/** From the bytes of an upload to a template that can be filled, or to everything that is wrong with it. */
import { createHash } from "node:crypto";
import { type CheckedDocx, checkDocx } from "../../platform/word/check-docx.ts";
import { fillDocx } from "../../platform/word/docx.ts";
import { docxMarks, docxParagraphs } from "../../platform/word/docx-text.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { AgreementKind } from "./agreement.ts";
import { fieldProblems } from "./own-template.rules.ts";
import { ownFields } from "./own-template-fields.ts";
import { exampleValues } from "./own-template-values.ts";

export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Harmless as a file, every field known and every part closed, and filled once to be sure. */
export function checkOwnTemplate(
  kind: AgreementKind,
  language: string,
  bytes: Buffer,
): Result<CheckedDocx> {
  const opened = checkDocx(bytes);
  if (!opened.ok) return refuse(...opened.problems.map((one) => ({ ...one, field: "file" })));
  const problems = fieldProblems(docxMarks(docxParagraphs(opened.value)), ownFields(kind));
  if (problems.length > 0) return refuse(...problems);
  const tried = fillDocx(opened.value, exampleValues(kind, language, "Kalfa"));
  if (tried.ok) return opened;
  return refuse(...tried.problems.map((one) => ({ ...one, field: "file" })));
}

export type PreviewLine = { readonly area: string; readonly text: string };

/** What a filled file says, paragraph by paragraph; a refusal only for one that was not checked. */
export function readFilled(bytes: Buffer): Result<readonly PreviewLine[]> {
  const opened = checkDocx(bytes);
  return opened.ok ? ok(docxParagraphs(opened.value)) : opened;
}
