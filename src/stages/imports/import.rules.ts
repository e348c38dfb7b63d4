import { ok, type Result, refuse } from "../../shared/result.ts";
import type { ImportAction, ImportState } from "./import.ts";

/**
 * `show` is the end of a check, also of a writing that found the world changed since the check:
 * then nothing is written and the new problems are shown.
 */
export const IMPORT_STEPS = {
  uploaded: { check: "checking", discard: "discarded" },
  checking: { show: "checked", fail: "failed" },
  checked: { check: "checking", write: "writing", discard: "discarded" },
  writing: { finish: "written", show: "checked", fail: "failed" },
  written: {},
  discarded: {},
  failed: { check: "checking", discard: "discarded" },
} as const satisfies Record<ImportState, Partial<Record<ImportAction, ImportState>>>;

export function next(state: ImportState, action: ImportAction): Result<ImportState> {
  const steps: Partial<Record<ImportAction, ImportState>> = IMPORT_STEPS[state];
  const to = steps[action];
  return to ? ok(to) : refuse({ code: "import-not-in-state", params: { state, action } });
}

/** Files up to this many rows are checked and written while the person waits for the page. */
export const AT_ONCE = 200;
