import type { Certificate as Paper } from "../../documents/index.ts";

export const CERTIFICATE_STATES = ["asked", "sealed", "withdrawn"] as const;
/** `asked`: the paper is being set and sealed. */
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export type Certificate = {
  readonly id: string;
  readonly mobilityId: string;
  readonly code: string;
  readonly state: CertificateState;
  /** What it says, frozen: the same text for ever, whatever is corrected later. */
  readonly model: Paper;
  readonly askedAt: Date;
  readonly sealedAt: Date | null;
  /** SHA-256 of the sealed file. */
  readonly digest: string | null;
  readonly endedAt: Date | null;
  readonly endedReason: string | null;
};
