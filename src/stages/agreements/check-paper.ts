import type { Tx } from "../../platform/db/index.ts";
import { agreementByCode, agreementById } from "./agreement.store.ts";
import type { AgreementKind, AgreementState, Channel, PartyRole } from "./agreement.ts";
import { newestSealed, sealedByDigest } from "./file.store.ts";
import { readStand } from "./read-standings.ts";

/** What anybody may know of a paper who holds it: no name of a person is among it. */
export type CheckedPaper = {
  readonly kind: AgreementKind;
  readonly state: AgreementState;
  readonly code: string;
  readonly version: number;
  readonly textHash: string;
  readonly sentAt: Date;
  readonly signed: readonly {
    readonly role: PartyRole;
    readonly at: Date | null;
    readonly channel: Channel | null;
  }[];
  /** SHA-256 of the file that was made last; null while none was. */
  readonly digest: string | null;
  /** Of a file: whether it is the newest one. */
  readonly isNewest: boolean;
};

/** The code as it is read aloud: small letters, spaces and missing dashes are forgiven. */
export function paperCode(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const found = /^KLA([0-9A-Z]{4})([0-9A-Z]{4})$/.exec(bare);
  return found ? `KLA-${found[1]}-${found[2]}` : undefined;
}

/** A paper by its printed code, or by the SHA-256 of the file; undefined for one that is not ours. */
export async function checkPaper(
  tx: Tx,
  by: { readonly code: string } | { readonly digest: string },
): Promise<CheckedPaper | undefined> {
  const file = "digest" in by ? await sealedByDigest(tx, by.digest) : undefined;
  const agreement =
    "code" in by
      ? await agreementByCode(tx, by.code)
      : file && (await agreementById(tx, file.agreementId));
  if (!agreement || agreement.state === "draft") return undefined;
  const stand = await readStand(tx, agreement);
  if (!stand) return undefined;
  const newest = await newestSealed(tx, agreement.id);
  return {
    kind: agreement.kind,
    state: agreement.state,
    code: agreement.code,
    version: stand.version.number,
    textHash: stand.version.textHash,
    sentAt: stand.version.sentAt,
    signed: stand.standings.map(({ party, valid }) => ({
      role: party.role,
      at: valid?.at ?? null,
      channel: valid?.channel ?? null,
    })),
    digest: newest?.digest ?? null,
    isNewest: file === undefined || file.id === newest?.id,
  };
}
