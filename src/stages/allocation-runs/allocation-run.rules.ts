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

const Z = 1.959963984540054;

/**
 * Wilson's 95 % interval for a share: right also for few people and for shares near 0 and 1, where
 * the usual formula leaves the scale. E. B. Wilson, JASA 22 (1927).
 */
export function wilson(successes: number, total: number): { low: number; high: number } {
  if (total === 0) return { low: 0, high: 1 };
  const share = successes / total;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * total);
  const spread = Z * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  const whole = 1 + z2 / total;
  return {
    low: Math.max(0, (middle - spread) / whole),
    high: Math.min(1, (middle + spread) / whole),
  };
}

/** An interval wider than this says too little to be read as a difference. */
export const WIDE = 0.4;

type Rate = { readonly low: number; readonly high: number };

/** What may be said about a set of groups without reading more into it than there is. */
export function equityVerdict(groups: readonly Rate[]): "too-few" | "within-chance" | "difference" {
  const told = groups.filter((g) => g.high - g.low <= WIDE);
  if (told.length < 2) return "too-few";
  const lowest = Math.min(...told.map((g) => g.high));
  const highest = Math.max(...told.map((g) => g.low));
  if (highest > lowest) return "difference";
  return told.length < groups.length ? "too-few" : "within-chance";
}
