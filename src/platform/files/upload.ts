/**
 * Files that people send: what each is, whether it may be kept, and keeping it. Whatever is opened is
 * opened in a process of its own; a picture is kept as it was made anew from its points; a file that
 * no scanner could look at, where there is one, lies apart and is served to nobody.
 */

import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { actorId } from "../db/actor.ts";
import type { Tx } from "../db/index.ts";
import { record } from "../events/record.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { newId } from "../random.ts";
import { type CappedChild, cappedChild } from "./capped-child.ts";
import { openLongFiles } from "./long-file.ts";
import type { PaperAnswer, PaperOrder } from "./paper-reader.ts";
import { withPictureReader } from "./picture.ts";
import { clamd, type Scan, type Scanner } from "./scanner.ts";
import { discard, hashOf, openShelf, shelve, taken } from "./shelf.ts";
import { afterScan, nextUpload } from "./upload.rules.ts";
import {
  holdBytes,
  holdBytesAlone,
  insertUpload,
  isKeptElsewhere,
  lockSender,
  lockUpload,
  sentToday,
  settleUpload,
  type Upload,
  uploadById,
  uploadsApart,
} from "./upload.store.ts";
import {
  kindOf,
  MOST_A_DAY,
  MOST_BYTES,
  MOST_BYTES_A_DAY,
  MOST_PAGES,
  savedName,
  TYPES,
  type UploadKind,
} from "./upload-kind.ts";

export type { Upload } from "./upload.store.ts";
export { MOST_BYTES, UPLOAD_KINDS, type UploadKind } from "./upload-kind.ts";

let scanner: Scanner | null = null;

/** Once, when the program starts. @param choice.clamd the address of a scanner, where there is one */
export function openUploads(choice: {
  readonly home: string;
  readonly clamd: string | null;
}): void {
  openShelf(choice.home);
  openLongFiles(choice.home);
  scanner = choice.clamd === null ? null : clamd(choice.clamd);
}

export type SentUpload = {
  readonly bytes: Buffer;
  /** As it was sent. */
  readonly name: string;
  /** What may be sent here. */
  readonly kinds: readonly UploadKind[];
  /** The field of the form that problems stand at. */
  readonly field?: string;
};

type Clean = {
  readonly kind: UploadKind;
  readonly bytes: Buffer;
  readonly pages: number | null;
};

/**
 * What is kept of a file, or every reason why it is not. Nothing is written.
 * @param child a process that looks through several files in a row; else one of its own
 */
export async function checkUpload(sent: SentUpload, child?: CappedChild): Promise<Result<Clean>> {
  const at = (...problems: readonly Problem[]) =>
    refuse(...problems.map((one) => (sent.field ? { ...one, field: sent.field } : one)));
  const found = kindOf(sent.bytes);
  if ("problem" in found) {
    return at({ code: found.problem === "upload-unknown" ? otherKind(sent) : found.problem });
  }
  const { kind } = found;
  if (!sent.kinds.includes(kind)) return at({ code: otherKind(sent) });
  if (sent.bytes.length > MOST_BYTES[kind]) {
    return at({ code: "upload-too-big", params: { megabytes: MOST_BYTES[kind] / 1_048_576 } });
  }
  if (kind === "picture") {
    const read = await withPictureReader((reader) => reader(sent.bytes));
    return read.ok ? ok({ kind, bytes: read.jpeg, pages: 1 }) : at({ code: read.problem });
  }
  const own = child ?? cappedChild(new URL("./paper-reader.ts", import.meta.url));
  try {
    const order: PaperOrder = { kind, bytes: sent.bytes, pages: MOST_PAGES };
    const answer = await own.ask<PaperAnswer>(order);
    if (!answer) return at({ code: "upload-too-hard" });
    if ("problems" in answer) return at(...answer.problems);
    return ok({ kind, bytes: sent.bytes, pages: answer.pages });
  } finally {
    if (!child) own.end();
  }
}

/** What may be sent here, in the words of the place where it is asked for. */
function otherKind({ kinds }: SentUpload): string {
  const code = `upload-kinds-${[...kinds].sort().join("-")}`;
  return ["upload-kinds-pdf-picture", "upload-kinds-pdf", "upload-kinds-docx"].includes(code)
    ? code
    : "upload-kinds";
}

/**
 * Keeps a file: on the disk, whole, before anybody is told so. Whether the actor may send one here is
 * the caller's question.
 * @returns its id, also when it lies apart for now: `readUpload` gives it when it was looked through
 */
export async function keepUpload(tx: Tx, sent: SentUpload): Promise<Result<string>> {
  const schemeId = tx.actor.schemeId;
  const by = actorId(tx.actor);
  if (!schemeId || by === null) throw new Error("an upload of nobody");
  const problem = await overDay(tx, by, sent.bytes.length);
  if (problem) return refuse(sent.field ? { ...problem, field: sent.field } : problem);
  const clean = await checkUpload(sent);
  if (!clean.ok) return clean;
  const { bytes, kind, pages } = clean.value;
  const after = scanner ? afterScan(await scanner(bytes)) : ({ state: "checked" } as const);
  await holdBytes(tx, hashOf(bytes));
  const { hash } = await shelve(schemeId, bytes);
  const id = newId();
  const name = savedName(sent.name, kind);
  await insertUpload(tx, { id, hash, kind, bytes: bytes.length, pages, name, by, ...after });
  await record(tx, "upload.kept", { type: "upload", id }, { kind, state: after.state });
  if (after.state === "quarantined" && after.reason === "upload-scanner-down") {
    await enqueue(tx, "scan-upload", { uploadId: id }, { inMinutes: 1 });
  }
  return ok(id);
}

/** What speaks against a file that is kept at once or not at all: one not looked at is not kept. */
export async function scanProblems(bytes: Buffer, field: string): Promise<readonly Problem[]> {
  const after = scanner ? afterScan(await scanner(bytes)) : null;
  return after?.reason ? [{ code: apartProblem(after.reason), field }] : [];
}

/** Where nothing waits for a second look: the same as the reason, but nobody asks again by itself. */
export const apartProblem = (reason: string | null): string =>
  reason === "upload-scanner-down" ? "upload-unscanned" : (reason ?? "not-found");

async function overDay(tx: Tx, by: string, bytes: number): Promise<Problem | null> {
  await lockSender(tx, by);
  const today = await sentToday(tx, by);
  if (today.count >= MOST_A_DAY) return { code: "upload-day-count", params: { most: MOST_A_DAY } };
  return today.bytes + bytes > MOST_BYTES_A_DAY
    ? { code: "upload-day-bytes", params: { megabytes: MOST_BYTES_A_DAY / 1_048_576 } }
    : null;
}

/** What is known of a file, also of one that lies apart. */
export const readUploadFacts = uploadById;

export type ReadUpload = Upload & { readonly type: string; readonly body: Buffer };

/** The file, for whoever may see what it belongs to; undefined unless it was looked through. */
export async function readUpload(tx: Tx, id: string): Promise<ReadUpload | undefined> {
  const upload = await uploadById(tx, id);
  if (upload?.state !== "checked" || !tx.actor.schemeId) return undefined;
  const body = await taken({ schemeId: tx.actor.schemeId, hash: upload.hash });
  return { ...upload, type: TYPES[upload.kind], body };
}

/** What lies apart, oldest first, for the office. */
export const readUploadsApart = uploadsApart;

/** Asks the scanner again; where it still does not answer, the file stays where it is. */
export async function scanAgain(tx: Tx, id: string): Promise<Result<Scan["verdict"]>> {
  const upload = await lockUpload(tx, id);
  if (!upload || !tx.actor.schemeId) return refuse({ code: "not-found" });
  if (upload.state !== "quarantined") return refuse({ code: `upload-${upload.state}` });
  const body = await taken({ schemeId: tx.actor.schemeId, hash: upload.hash });
  const scan: Scan = scanner ? await scanner(body) : { verdict: "down" };
  const after = afterScan(scan);
  await settleUpload(tx, id, after);
  await record(tx, "upload.scanned", { type: "upload", id }, { state: after.state });
  return ok(scan.verdict);
}

/** The office lets a file go that lies apart: the row stays, the bytes do not. */
export async function refuseUpload(tx: Tx, id: string): Promise<Result<null>> {
  const upload = await lockUpload(tx, id);
  if (!upload) return refuse({ code: "not-found" });
  const after = nextUpload(upload.state, "refuse");
  if (!after.ok) return after;
  await settleUpload(tx, id, { state: after.value, reason: upload.reason ?? "upload-refused" });
  await record(tx, "upload.refused", { type: "upload", id });
  // After this is committed: a file is never gone while its row says that it is there.
  await enqueue(tx, "discard-upload", { uploadId: id });
  return ok(null);
}

/** Whoever may do so where it belongs takes a file away again: the row stays, the bytes do not. */
export async function takeBackUpload(tx: Tx, id: string): Promise<Result<null>> {
  const upload = await lockUpload(tx, id);
  if (!upload) return refuse({ code: "not-found" });
  const after = nextUpload(upload.state, "take-back");
  if (!after.ok) return after;
  await settleUpload(tx, id, { state: after.value, reason: "upload-taken-back" });
  await record(tx, "upload.taken-back", { type: "upload", id });
  await enqueue(tx, "discard-upload", { uploadId: id });
  return ok(null);
}

/** Takes the bytes of a refused file from the disk, unless the same were sent twice. */
export async function discardRefused(tx: Tx, id: string): Promise<void> {
  const upload = await lockUpload(tx, id);
  if (upload?.state !== "refused" || !tx.actor.schemeId) return;
  await holdBytesAlone(tx, upload.hash);
  if (await isKeptElsewhere(tx, upload)) return;
  await discard({ schemeId: tx.actor.schemeId, hash: upload.hash });
}
