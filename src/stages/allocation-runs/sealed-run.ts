import { seal, unseal } from "../../platform/vault.ts";

/**
 * What a run keeps about people lies in the database sealed, each value bound to its row: the frozen
 * files, the id of the draw, the explanation, the last places, the flags. Whoever has the database
 * without the data key cannot read from them who counted for a reserved seat.
 */
export const belongsTo = {
  file: (runId: string, name: string) => `run_files/${runId}/${name}`,
  ref: (runId: string, applicationId: string) => `run_applicants/${runId}/${applicationId}/ref`,
  explanation: (runId: string, applicationId: string) =>
    `run_applicants/${runId}/${applicationId}/explanation`,
  cutOff: (runId: string, placeId: string) => `run_places/${runId}/${placeId}/cut_off`,
  flag: (flagId: string) => `run_flags/${flagId}/about`,
};

/** First byte of what was written before runs were sealed: migration 0009 had no key to seal with. */
const FROM_BEFORE = 0;

export const sealText = seal;

/** Throws when the value was changed, moved to another row or sealed with another key. */
export const openText = (stored: Buffer, where: string): string =>
  stored[0] === FROM_BEFORE ? stored.subarray(1).toString("utf8") : unseal(stored, where);

// An explanation with a reserve in it is a few letters longer; whole kilobytes do not tell.
const BLOCK = 1024;

export function sealValue(value: unknown, where: string): Buffer {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  return seal(text + " ".repeat(Math.ceil(bytes / BLOCK) * BLOCK - bytes), where);
}

/** Null for what is not there yet: a run that is still computing. */
export const openValue = <T>(stored: Buffer | null, where: string): T | null =>
  stored === null ? null : (JSON.parse(openText(stored, where)) as T);
