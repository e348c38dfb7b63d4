/**
 * Seals what must not be readable in a backup, a dump or by whoever reads the disk: AES-256-GCM
 * under the installation's data key. What a sealed value belongs to (table, row, field) is bound
 * in, so that a value copied to another row does not open there.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

let key: Buffer | undefined;
let markKey: Buffer | undefined;

/**
 * Once, when the program starts. The configured text is stretched to 256 bits by hashing: it is a
 * generated key, not a password somebody thought of.
 */
export function openVault(dataKey: string): void {
  if (dataKey.length < 16) throw new Error("the data key is too short");
  key = createHash("sha256").update("kalfa data key\n").update(dataKey).digest();
  markKey = createHash("sha256").update("kalfa mark key\n").update(dataKey).digest();
}

function opened(): Buffer {
  if (!key) throw new Error("the vault is closed: openVault() was not called");
  return key;
}

/** @param belongsTo such as `application_grounds/<id>/fewer-opportunities`; needed again to open */
export const seal = (text: string, belongsTo: string): Buffer =>
  sealBytes(Buffer.from(text, "utf8"), belongsTo);

/** The same for what is no text: a picture. */
export function sealBytes(bytes: Buffer, belongsTo: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", opened(), nonce);
  cipher.setAAD(Buffer.from(belongsTo));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
}

/** Throws when the value was changed, moved to another row or sealed with another key. */
export const unseal = (sealed: Buffer, belongsTo: string): string =>
  unsealBytes(sealed, belongsTo).toString("utf8");

export function unsealBytes(sealed: Buffer, belongsTo: string): Buffer {
  if (sealed[0] !== VERSION) throw new Error("sealed by a version this program does not know");
  const nonce = sealed.subarray(1, 1 + NONCE);
  const decipher = createDecipheriv("aes-256-gcm", opened(), nonce);
  decipher.setAAD(Buffer.from(belongsTo));
  decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
  const body = sealed.subarray(1 + NONCE + TAG);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

/**
 * 64 hexadecimal digits that stand for a text: always the same ones, and nobody without the data key
 * can work them out. For ids that must not be joinable by whoever has the database alone.
 */
export function mark(text: string): string {
  if (!markKey) throw new Error("the vault is closed: openVault() was not called");
  return createHmac("sha256", markKey).update(text).digest("hex");
}
