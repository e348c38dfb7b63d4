/**
 * What the custodian signs and what it does not. It sees no paper, only what is said of one: so it
 * checks what can be checked (what it is for, what kind, how large, how many in how short a time)
 * and puts the bytes that are signed together itself.
 */
import type { Problem } from "../../shared/result.ts";

/** What a seal is for: a paper that counts, or a trial that says so on each page. */
export const PURPOSES = ["paper", "sample"] as const;
export type Purpose = (typeof PURPOSES)[number];

export const SEALED_KINDS = [
  "learning-agreement",
  "grant-agreement",
  "host-agreement",
  "staff-agreement",
  "travel-consent",
  "pocket-card",
  "certificate",
  "event-certificate",
  "own-template",
] as const;
export type SealedKind = (typeof SEALED_KINDS)[number];

export type SealOrder = {
  readonly purpose: Purpose;
  readonly kind: SealedKind;
  /** Bytes of the file. */
  readonly size: number;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Id of the key that the paper names; another may have come into use since it was asked for. */
  readonly key: string;
};

export const LARGEST_PAPER = 25 * 1024 * 1024;
/** More than a whole consortium needs, few enough that a thief does not get far unnoticed. */
export const MOST_A_MINUTE = 3_000;

export type HeldKey = { readonly id: string; readonly from: Date; readonly until: Date };

/** Everything that speaks against an order; nothing when it is signed. */
export function orderProblems(order: unknown, held: HeldKey, signedLastMinute: number): Problem[] {
  const { purpose, kind, size, sha256, at, key } = (
    typeof order === "object" && order !== null ? order : {}
  ) as Record<string, unknown>;
  const problems: Problem[] = [];
  if (!(PURPOSES as readonly unknown[]).includes(purpose)) problems.push({ code: "seal-purpose" });
  if (!(SEALED_KINDS as readonly unknown[]).includes(kind)) problems.push({ code: "seal-kind" });
  if (typeof size !== "number" || !Number.isInteger(size) || size < 100 || size > LARGEST_PAPER) {
    problems.push({ code: "seal-size", params: { most: LARGEST_PAPER } });
  }
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) {
    problems.push({ code: "seal-digest" });
  }
  const moment = typeof at === "string" ? Date.parse(at) : Number.NaN;
  if (!(moment >= held.from.getTime() && moment <= held.until.getTime())) {
    problems.push({ code: "seal-time" });
  }
  if (key !== held.id) problems.push({ code: "seal-key-replaced" });
  if (signedLastMinute >= MOST_A_MINUTE) {
    problems.push({ code: "seal-too-many", params: { most: MOST_A_MINUTE } });
  }
  return problems;
}
