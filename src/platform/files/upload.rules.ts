import { ok, type Result, refuse } from "../../shared/result.ts";
import type { Scan } from "./scanner.ts";

export type UploadState = "checked" | "quarantined" | "refused";
export type UploadAction = "pass" | "refuse" | "take-back";

/**
 * Only the scanner lets a file out that lies apart; nobody waves one through. What was taken back ends
 * as what was refused does: its row stays, its bytes do not.
 */
export const uploadStates = {
  checked: { "take-back": "refused" },
  quarantined: { pass: "checked", refuse: "refused", "take-back": "refused" },
  refused: {},
} as const satisfies Record<UploadState, Partial<Record<UploadAction, UploadState>>>;

export function nextUpload(state: UploadState, action: UploadAction): Result<UploadState> {
  const after = (uploadStates[state] as Partial<Record<UploadAction, UploadState>>)[action];
  return after ? ok(after) : refuse({ code: `upload-${state}`, params: { action } });
}

export type UploadAfter = {
  readonly state: UploadState;
  readonly reason?: string;
  readonly finding?: string;
};

/** A scanner that does not answer has looked at nothing, so nothing passes. */
export function afterScan(scan: Scan): UploadAfter {
  if (scan.verdict === "clean") return { state: "checked" };
  return scan.verdict === "found"
    ? { state: "quarantined", reason: "upload-scanner-found", finding: scan.finding }
    : { state: "quarantined", reason: "upload-scanner-down" };
}
