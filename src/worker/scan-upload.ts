import { discardRefused, scanAgain } from "../platform/files/upload.ts";
import type { Task } from "../platform/jobs/jobs.ts";

/** Asks again about a file that lies apart because the scanner did not answer. */
export const scanUpload: Task<"scan-upload"> = async (
  { uploadId },
  { database, actor, lastAttempt },
) => {
  const scanned = await database.withTx(actor, (tx) => scanAgain(tx, uploadId));
  // Tried again later, with longer and longer pauses; then the office asks.
  if (scanned.ok && scanned.value === "down" && !lastAttempt) {
    throw new Error("the scanner does not answer");
  }
};

export const discardUpload: Task<"discard-upload"> = ({ uploadId }, { database, actor }) =>
  database.withTx(actor, (tx) => discardRefused(tx, uploadId));
