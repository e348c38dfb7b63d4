export { equityVerdict, WIDE, wilson } from "../../shared/share.ts";

import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { RunAction, RunState } from "./allocation-run.ts";

type Row = Readonly<Partial<Record<RunAction, RunState>>>;

/** Every state and what may be done in it; whatever is not listed is refused. */
export const runTable: Readonly<Record<RunState, Row>> = {
  computing: { finish: "computed", fail: "failed" },
  computed: { replace: "superseded", sign: "computed", publish: "published" },
  failed: {},
  superseded: {},
  published: {},
};

export function next(state: RunState, action: RunAction): Result<RunState> {
  const to = runTable[state][action];
  return to ? ok(to) : refuse({ code: `run-${state}`, params: { action } });
}

export type Signature = {
  readonly userId: string;
  readonly personName: string;
  readonly role: string;
  readonly organisationId: string | null;
  readonly problemHash: string;
  readonly resultHash: string;
  readonly signedAt: Date;
};

/** Four eyes: two people, one who coordinates and one who answers for a sending country. */
export function signaturesMissing(
  signatures: readonly Signature[],
  hashes: { readonly problemHash: string; readonly resultHash: string | null },
): readonly Problem[] {
  const valid = signatures.filter(
    (s) => s.problemHash === hashes.problemHash && s.resultHash === hashes.resultHash,
  );
  const missing: Problem[] = [];
  if (valid.length < signatures.length) missing.push({ code: "signature-for-another-result" });
  if (!valid.some((s) => s.role === "coordinator")) missing.push({ code: "coordinator-must-sign" });
  if (!valid.some((s) => s.role === "country-partner"))
    missing.push({ code: "country-partner-must-sign" });
  if (missing.length === 0 && new Set(valid.map((s) => s.userId)).size < 2)
    missing.push({ code: "two-people-must-sign" });
  return missing;
}
