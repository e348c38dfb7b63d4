/** Puts the installation's seal on a PDF: PAdES B-B, or B-T where a timestamp authority is set. */
import { verify, X509Certificate } from "node:crypto";
import { PDF } from "@libpdf/core";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { Custody } from "./custody.ts";
import type { Purpose, SealedKind } from "./custody-rules.ts";
import { readAll, readDer } from "./der.ts";
import type { TimestampAuthority } from "./timestamp.ts";
import { verifyPdf } from "./verify-pdf.ts";

export type SealWish = {
  readonly purpose: Purpose;
  readonly kind: SealedKind;
  /** When, in whole seconds: the same bytes sealed for the same moment give the same bytes. */
  readonly at: Date;
  /** Shown by readers of PDFs beside the seal, such as "Issued by …". */
  readonly reason: string;
};

/** Bytes kept free for a signature; what is not needed stays as noughts. */
const ROOM = 4_096;
const ROOM_WITH_TIMESTAMP = 16_384;
const MESSAGE_DIGEST = Buffer.from("06092a864886f70d010904", "hex");

/** What a library wants signed: the attributes, in which the digest of the file stands. */
function digestIn(attributes: Buffer): string {
  for (const one of readAll(readDer(attributes).body)) {
    const [kind, values] = readAll(one.body);
    if (kind && values && kind.whole.equals(MESSAGE_DIGEST)) {
      return readDer(values.body).body.toString("hex");
    }
  }
  throw new Error("no digest to sign");
}

class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join(", "));
    this.problems = problems;
  }
}

/**
 * A file that has signatures keeps them valid: what is new is written behind the old bytes.
 * @throws when the file is no PDF that can be signed, or the custodian cannot be reached
 */
export async function sealPdf(
  custody: Custody,
  bytes: Uint8Array,
  { purpose, kind, at, reason }: SealWish,
  timestamps: TimestampAuthority | null,
): Promise<Result<Uint8Array>> {
  const moment = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const key = await custody.current();
  const { certificate, chain } = key;
  const { publicKey } = new X509Certificate(certificate);
  const sign = async (attributes: Uint8Array): Promise<Uint8Array> => {
    const signed = await custody.sign({
      purpose,
      kind,
      size: bytes.length,
      sha256: digestIn(Buffer.from(attributes)),
      at: moment.toISOString(),
      key: key.id,
    });
    if (!signed.ok) throw new Refused(signed.problems);
    // The custodian signs what it put together itself: what the library wrote must be the same.
    if (!verify("sha256", attributes, publicKey, signed.value)) {
      throw new Error("the custodian signed something else than what is in the file");
    }
    return signed.value;
  };
  try {
    const pdf = await PDF.load(bytes);
    const { bytes: sealed } = await pdf.sign({
      signer: {
        certificate,
        certificateChain: [...chain],
        keyType: "RSA",
        signatureAlgorithm: "RSASSA-PKCS1-v1_5",
        sign,
      },
      reason,
      signingTime: moment,
      digestAlgorithm: "SHA-256",
      estimatedSize:
        (timestamps ? ROOM_WITH_TIMESTAMP : ROOM) + chain.reduce((sum, one) => sum + one.length, 0),
      level: timestamps ? "B-T" : "B-B",
      ...(timestamps && { timestampAuthority: timestamps }),
    });
    // One that this program would not know again tomorrow must not leave the house today.
    if (verifyPdf(sealed, [key]).verdict !== "whole") throw new Error("the seal is not whole");
    return ok(sealed);
  } catch (error) {
    if (error instanceof Refused) return refuse(...error.problems);
    throw error;
  }
}
