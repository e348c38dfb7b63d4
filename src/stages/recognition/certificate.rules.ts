import { ok, type Result, refuse } from "../../shared/result.ts";
import type { CertificateState } from "./certificate.ts";

type CertificateAction = "seal" | "withdraw";

/** One that was wrong is withdrawn and another issued: a sealed paper is never changed. */
export const certificateStates = {
  asked: { seal: "sealed", withdraw: "withdrawn" },
  sealed: { withdraw: "withdrawn" },
  withdrawn: {},
} as const satisfies Record<CertificateState, Partial<Record<CertificateAction, CertificateState>>>;

export function next(state: CertificateState, action: CertificateAction): Result<CertificateState> {
  const after = (certificateStates[state] as Partial<Record<CertificateAction, CertificateState>>)[
    action
  ];
  return after ? ok(after) : refuse({ code: `certificate-${state}` });
}

/** The code as it is read aloud: small letters, spaces and missing dashes are forgiven. */
export function certificateCodeFrom(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const found = /^KLC([0-9A-Z]{4})([0-9A-Z]{4})$/.exec(bare);
  return found ? `KLC-${found[1]}-${found[2]}` : undefined;
}
