import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { keepUpload, type ReadUpload, readUpload } from "../../platform/files/upload.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { subjectOf } from "./consent.store.ts";
import { exitScansOf, insertExitScan } from "./exit-scan.store.ts";
import { ruleOf } from "./rule.store.ts";
import type { SentFile } from "./take-papers.ts";

export type { ExitScan } from "./exit-scan.store.ts";

export const SCAN_KINDS = ["picture", "pdf"] as const;

/** Keeps the signed form for the border as a file beside the learner's form. */
export async function keepExitScan(
  tx: Tx,
  applicationId: string,
  file: SentFile | undefined,
): Promise<Result<string>> {
  const subject = await subjectOf(tx, applicationId);
  if (!subject || !can.sendExitScan(tx.actor, subject)) return notFound;
  const rule = await ruleOf(tx, subject.sendingCountry);
  if (rule.exitNeeded === "no") return refuse({ code: "exit-not-needed" });
  // A browser sends an empty part for a field in which nothing was chosen.
  if (!file || (file.name === "" && file.bytes.length === 0)) {
    return refuse({ code: "no-file", field: "scan" });
  }
  const kept = await keepUpload(tx, { ...file, kinds: SCAN_KINDS, field: "scan" });
  if (!kept.ok) return kept;
  const by = actorId(tx.actor) ?? "";
  await insertExitScan(tx, { uploadId: kept.value, applicationId: subject.applicationId, by });
  await record(
    tx,
    "exit-authorisation.scanned",
    { type: "application", id: subject.applicationId },
    { uploadId: kept.value },
  );
  return kept;
}

/** For a learner whom the caller was shown already. */
export const readExitScans = exitScansOf;

/** One of them, for whoever works on the learner's form; undefined also while it lies apart. */
export async function readExitScan(
  tx: Tx,
  applicationId: string,
  uploadId: string,
): Promise<Result<ReadUpload>> {
  const subject = await subjectOf(tx, applicationId);
  if (!subject || !can.workOnExit(tx.actor, subject)) return notFound;
  const own = (await exitScansOf(tx, subject.applicationId)).some(({ id }) => id === uploadId);
  const file = own ? await readUpload(tx, uploadId) : undefined;
  return file ? ok(file) : notFound;
}
