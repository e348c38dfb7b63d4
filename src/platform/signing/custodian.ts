/**
 * The process that holds the key of the seal, and the only one that ever does: it draws the key,
 * keeps it sealed on disk and hands out signatures, never the key. It is started by custody.ts with
 * an empty environment, no network of ours and the one folder it may write in.
 */
import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openVault, sealBytes, unsealBytes } from "../vault.ts";
import { selfIssued } from "./certificate.ts";
import { orderProblems, type SealOrder } from "./custody-rules.ts";
import { bytesToSign } from "./signature-parts.ts";

/** What it is sent, and what it answers. */
export type Opening = {
  readonly folder: string;
  readonly dataKey: string;
  readonly organisation: string;
};
export type CustodyMessage =
  | { readonly id: number; readonly open: Opening }
  | { readonly id: number; readonly order: SealOrder };
export type CustodyAnswer =
  | { readonly id: number; readonly certificate: Uint8Array }
  | { readonly id: number; readonly signature: Uint8Array }
  | { readonly id: number; readonly problems: readonly { readonly code: string }[] }
  | { readonly id: number; readonly failure: string };

const BITS = 3072;
const YEARS = 10;
const DAY_MS = 86_400_000;
const SEALED_FOR = "signing/seal.key";

let held:
  | {
      readonly key: KeyObject;
      readonly certificate: Buffer;
      readonly validity: { from: Date; until: Date };
    }
  | undefined;
let signedAt: number[] = [];

function open({ folder, dataKey, organisation }: Opening): Buffer {
  if (held) return held.certificate;
  openVault(dataKey);
  const [keyFile, certificateFile] = [join(folder, "seal.key"), join(folder, "seal.crt")];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(keyFile) || !existsSync(certificateFile))
    draw(keyFile, certificateFile, organisation);
  const key = createPrivateKey({
    key: unsealBytes(readFileSync(keyFile), SEALED_FOR),
    format: "der",
    type: "pkcs8",
  });
  const certificate = new X509Certificate(readFileSync(certificateFile));
  if (!certificate.checkPrivateKey(key)) throw new Error("the certificate is not the key's");
  held = {
    key,
    certificate: certificate.raw,
    validity: { from: certificate.validFromDate, until: certificate.validToDate },
  };
  return held.certificate;
}

/** The certificate is put down last and the key before it: half of the two is drawn anew. */
function draw(keyFile: string, certificateFile: string, organisation: string): void {
  // A key without its certificate sealed nothing yet; a certificate without its key is kept apart.
  if (existsSync(certificateFile))
    renameSync(certificateFile, `${certificateFile}.lost-${Date.now()}`);
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: BITS });
  const from = new Date(Math.floor(Date.now() / DAY_MS - 1) * DAY_MS);
  const until = new Date(from.getTime() + YEARS * 365.25 * DAY_MS);
  const certificate = selfIssued(
    { publicKey, serial: randomBytes(12), organisation, from, until },
    (bytes) => sign("sha256", bytes, privateKey),
  );
  put(keyFile, sealBytes(privateKey.export({ type: "pkcs8", format: "der" }), SEALED_FOR));
  put(certificateFile, Buffer.from(new X509Certificate(certificate).toString()));
}

function put(file: string, bytes: Buffer): void {
  const half = `${file}.half`;
  writeFileSync(half, bytes, { mode: 0o600 });
  renameSync(half, file);
}

function answerTo(message: CustodyMessage): CustodyAnswer {
  const { id } = message;
  if ("open" in message) return { id, certificate: open(message.open) };
  if (!held) return { id, failure: "not opened" };
  const now = Date.now();
  signedAt = signedAt.filter((moment) => moment > now - 60_000);
  const problems = orderProblems(message.order, held.validity, signedAt.length);
  if (problems.length > 0) return { id, problems };
  const { sha256, at } = message.order;
  const bytes = bytesToSign({
    digest: Buffer.from(sha256, "hex"),
    at: new Date(at),
    certificate: held.certificate,
  });
  signedAt.push(now);
  return { id, signature: sign("sha256", bytes, held.key) };
}

process.on("message", (message: CustodyMessage) => {
  let answer: CustodyAnswer;
  try {
    answer = answerTo(message);
  } catch (error) {
    answer = { id: message.id, failure: error instanceof Error ? error.message : "unknown" };
  }
  process.send?.(answer);
});
// Ended with the program, also when that was killed.
process.on("disconnect", () => process.exit(0));
