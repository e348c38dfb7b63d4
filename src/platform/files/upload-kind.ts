/** What a file that somebody sent is: by its first bytes, never by its name or what a browser says. */
import { type PictureProblem, refusalOf } from "./picture.ts";

export const UPLOAD_KINDS = ["picture", "pdf", "docx"] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

/** Ten pages of a scan fit into these; a film does not. */
export const MOST_BYTES: Readonly<Record<UploadKind, number>> = {
  picture: 15 * 1024 * 1024,
  pdf: 10 * 1024 * 1024,
  docx: 5 * 1024 * 1024,
};
export const MOST_PAGES = 60;
/** Of one person in 24 hours: a class's papers fit, a disk does not fill. */
export const MOST_A_DAY = 60;
export const MOST_BYTES_A_DAY = 200 * 1024 * 1024;

export type Kind =
  | { readonly kind: UploadKind }
  | { readonly problem: "upload-empty" | "upload-heic" | "upload-unknown" };

export function kindOf(bytes: Buffer): Kind {
  const start = bytes.toString("latin1", 0, 8);
  if (start.startsWith("%PDF-")) return { kind: "pdf" };
  // A workbook or a plain archive begins so too; what is inside is looked at in the process.
  if (start.startsWith("PK\x03\x04")) return { kind: "docx" };
  const problem: PictureProblem | undefined = refusalOf(bytes.subarray(0, 64));
  if (problem === undefined) return { kind: "picture" };
  if (problem === "picture-empty") return { problem: "upload-empty" };
  return { problem: problem === "picture-heic" ? "upload-heic" : "upload-unknown" };
}

const ENDINGS: Readonly<Record<UploadKind, string>> = { picture: "jpg", pdf: "pdf", docx: "docx" };
export const TYPES: Readonly<Record<UploadKind, string>> = {
  picture: "image/jpeg",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/** A name to save it under: without folders, and with the ending of what it is. */
export function savedName(sent: string, kind: UploadKind): string {
  const last = sent.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "").replace(/\.[^.]{0,8}$/, "");
  return `${clean.trim().slice(0, 80) || "file"}.${ENDINGS[kind]}`;
}
