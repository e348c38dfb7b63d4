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
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../shared/result.ts";
import { openVault, sealBytes, unsealBytes } from "../vault.ts";
import { selfIssued } from "./certificate.ts";
import { orderProblems, type SealOrder } from "./custody-rules.ts";
import {
  certificatesIn,
  idProblems,
  importProblems,
  isOfOneKey,
  marked,
  retired,
  sinceProblems,
} from "./key-rules.ts";
import {
  type CurrentKey,
  idOf,
  type KeyEvent,
  keysOf,
  type Origin,
  RING_FILE,
  RING_FORMAT,
  type Ring,
  readRing,
  type SealKey,
  sealKey,
  writeRing,
} from "./ring.ts";
import { bytesToSign } from "./signature-parts.ts";

/** What it is sent, and what it answers. */
export type Opening = {
  readonly folder: string;
  readonly dataKey: string;
  readonly organisation: string;
};
export type KeyChange =
  | { readonly change: "new" }
  | { readonly change: "import"; readonly key: string; readonly certificates: string }
  | { readonly change: "compromised"; readonly id: string; readonly since: string };
export type CustodyMessage =
  | { readonly id: number; readonly open: Opening }
  | { readonly id: number; readonly order: SealOrder }
  | { readonly id: number; readonly change: KeyChange; readonly by: string };
export type CustodyAnswer =
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly signature: Uint8Array }
  | { readonly id: number; readonly problems: readonly Problem[] }
  | { readonly id: number; readonly failure: string };

const BITS = 3072;
const YEARS = 10;
const DAY_MS = 86_400_000;
const SEALED_FOR = "signing/seal.key";

let opening: Opening | undefined;
let held: { readonly key: KeyObject; readonly facts: SealKey; readonly seen: string } | undefined;
let signedAt: number[] = [];

function open(from: Opening): void {
  opening = from;
  openVault(from.dataKey);
  mkdirSync(from.folder, { recursive: true, mode: 0o700 });
  takeOver(from.folder);
  if (!readRing(from.folder).current) {
    const now = new Date();
    replace((ring) => retired(ring, now), draw(), { at: now, by: null });
  }
  hold();
}

/** A key that an earlier Kalfa kept in two files moves into the ring; its certificate stays known. */
function takeOver(folder: string): void {
  const [keyFile, certificateFile] = [join(folder, "seal.key"), join(folder, "seal.crt")];
  if (existsSync(join(folder, RING_FILE)) || !existsSync(certificateFile)) return;
  const certificate = readFileSync(certificateFile, "utf8");
  const since = new X509Certificate(certificate).validFromDate.toISOString();
  const facts = { certificate, chain: [], origin: "self-issued", since } as const;
  const ring: Ring = existsSync(keyFile)
    ? {
        format: RING_FORMAT,
        current: { ...facts, sealedKey: readFileSync(keyFile).toString("base64") },
        former: [],
      }
    : {
        format: RING_FORMAT,
        current: null,
        former: [{ ...facts, replaced: new Date().toISOString() }],
      };
  writeRing(folder, ring);
  for (const old of [keyFile, certificateFile]) rmSync(old, { force: true });
}

/** Another process may have put a new key down meanwhile: the file is looked at, its time and size. */
function hold(): NonNullable<typeof held> {
  const { folder } = opening!;
  const { ino, mtimeMs, size } = statSync(join(folder, RING_FILE));
  const seen = `${ino} ${mtimeMs} ${size}`;
  if (held?.seen === seen) return held;
  const { current } = readRing(folder);
  if (!current) throw new Error("there is no key in the ring");
  const key = createPrivateKey({
    key: unsealBytes(Buffer.from(current.sealedKey, "base64"), SEALED_FOR),
    format: "der",
    type: "pkcs8",
  });
  const facts = sealKey(current);
  if (!new X509Certificate(facts.certificate).checkPrivateKey(key)) {
    throw new Error("the certificate is not the key's");
  }
  held = { key, facts, seen };
  return held;
}

type Doing = { readonly at: Date; readonly by: string | null };

/** A key comes into use, and the ring says who did that and when. */
function replace(
  former: (ring: Ring) => Ring["former"],
  current: CurrentKey,
  { at, by }: Doing,
  before: readonly KeyEvent[] = [],
): void {
  const { folder } = opening!;
  const ring = readRing(folder);
  const event: KeyEvent = {
    at: at.toISOString(),
    by,
    act: current.origin === "imported" ? "imported" : "drawn",
    id: sealKey(current).id,
  };
  writeRing(folder, {
    format: RING_FORMAT,
    current,
    former: former(ring),
    changes: [...(ring.changes ?? []), ...before, event],
  });
}

function draw(): CurrentKey {
  const { organisation } = opening!;
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: BITS });
  const from = new Date(Math.floor(Date.now() / DAY_MS - 1) * DAY_MS);
  const until = new Date(from.getTime() + YEARS * 365.25 * DAY_MS);
  const certificate = selfIssued(
    { publicKey, serial: randomBytes(12), organisation, from, until },
    (bytes) => sign("sha256", bytes, privateKey),
  );
  return kept(privateKey, [new X509Certificate(certificate)], "self-issued");
}

const kept = (
  key: KeyObject,
  [own, ...chain]: readonly X509Certificate[],
  origin: Origin,
): CurrentKey => ({
  certificate: own!.toString(),
  chain: chain.map(String),
  origin,
  since: new Date().toISOString(),
  sealedKey: sealBytes(key.export({ type: "pkcs8", format: "der" }), SEALED_FOR).toString("base64"),
});

function changed(to: KeyChange, by: string): readonly Problem[] {
  const now = new Date();
  const doing = { at: now, by };
  if (to.change === "new") {
    replace((ring) => retired(ring, now), draw(), doing);
    return [];
  }
  if (to.change === "import") return brought(to.key, to.certificates, doing);
  const { folder } = opening!;
  const ring = readRing(folder);
  const keys = keysOf(ring);
  const unknown = idProblems(keys, to.id);
  if (unknown.length > 0) return unknown;
  const key = keys.find(({ id }) => id.startsWith(to.id.toLowerCase()))!;
  const since = new Date(to.since);
  const problems = sinceProblems(key, since, now);
  if (problems.length > 0) return problems;
  // Nothing more is sealed with it: the one in use goes out of use in the same breath.
  const { certificate } = key;
  const event: KeyEvent = {
    at: now.toISOString(),
    by,
    act: "compromised",
    id: key.id,
    since: since.toISOString(),
  };
  if (ring.current && isOfOneKey(ring.current.certificate, certificate)) {
    replace((was) => marked(retired(was, now, since), certificate, since), draw(), doing, [event]);
  } else {
    const former = marked(ring.former, certificate, since);
    writeRing(folder, { ...ring, former, changes: [...(ring.changes ?? []), event] });
  }
  return [];
}

function brought(keyText: string, certificateText: string, doing: Doing): readonly Problem[] {
  const { at: now } = doing;
  let key: KeyObject;
  let certificates: X509Certificate[];
  try {
    key = createPrivateKey(keyText);
  } catch {
    return [{ code: "seal-key-unreadable" }];
  }
  try {
    certificates = certificatesIn(certificateText);
  } catch {
    return [{ code: "seal-no-certificate" }];
  }
  const own = certificates[0]?.raw;
  const id = own && idOf(own);
  // Also under another certificate: an authority that issues a new one makes the key no safer.
  const lost = keysOf(readRing(opening!.folder)).find(
    (one) => one.compromised !== null && own && isOfOneKey(one.certificate, own),
  );
  const problems = [
    ...importProblems(key, certificates, now),
    ...(lost ? [{ code: "seal-key-lost", params: { id: lost.id.slice(0, 16) } }] : []),
  ];
  if (problems.length === 0) {
    // One that sealed here before comes back: it stands in the ring once.
    const others = (ring: Ring) => retired(ring, now).filter((one) => sealKey(one).id !== id);
    replace(others, kept(key, certificates, "imported"), doing);
  }
  return problems;
}

function answerTo(message: CustodyMessage): CustodyAnswer {
  const { id } = message;
  if ("open" in message) {
    open(message.open);
    return { id, done: true };
  }
  if (!opening) return { id, failure: "not opened" };
  if ("change" in message) {
    const problems = changed(message.change, message.by);
    return problems.length > 0 ? { id, problems } : { id, done: true };
  }
  const { key, facts } = hold();
  const now = Date.now();
  signedAt = signedAt.filter((moment) => moment > now - 60_000);
  const problems = orderProblems(message.order, facts, signedAt.length);
  if (problems.length > 0) return { id, problems };
  const { sha256, at } = message.order;
  const { certificate, chain } = facts;
  const bytes = bytesToSign({
    digest: Buffer.from(sha256, "hex"),
    at: new Date(at),
    certificate,
    chain,
  });
  signedAt.push(now);
  return { id, signature: sign("sha256", bytes, key) };
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
