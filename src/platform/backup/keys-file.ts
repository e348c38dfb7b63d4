/**
 * The keys of an installation as one small file of their own. A backup without it shows names and
 * answers and opens nothing that was told in confidence; the keys without a backup open nothing at
 * all. Only both in one hand are everything, so they are never in one file.
 */
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { RING_FILE } from "../signing/ring.ts";

export type Keys = {
  readonly secret: string;
  readonly dataKey: string;
  /** Of the seal on papers, by the name of the file; its key is itself sealed with the data key. */
  readonly seal: Readonly<Record<string, string>>;
};

const FORMAT = "kalfa-keys-1";
/** What a backup says of the keys that belong to it; the keys cannot be worked out from it. */
export const markOf = ({ secret, dataKey }: Pick<Keys, "secret" | "dataKey">): string =>
  createHmac("sha256", `${dataKey}\n${secret}`).update("kalfa keys of a backup").digest("hex");

/** All keys over the years lie in the ring; the other two are how an earlier Kalfa kept its one. */
const SEAL_FILES = [RING_FILE, "seal.key", "seal.crt"];

export function keysIn(home: string, from: { secret: string; dataKey: string }): Keys {
  const folder = join(home, "keys");
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => SEAL_FILES.includes(name))
    : [];
  const seal = names.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);
  return { ...from, seal: Object.fromEntries(seal) };
}

/** @param about what whoever finds the file reads first */
export const keysText = (keys: Keys, about: string): string =>
  `${JSON.stringify({ format: FORMAT, about, ...keys }, null, 2)}\n`;

export function readKeys(path: string): Result<Keys> {
  const refused = refuse({ code: "not-a-keys-file", params: { path } });
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch {
    return refused;
  }
  const { format, secret, dataKey, seal } = found;
  const isSeal =
    typeof seal === "object" &&
    seal !== null &&
    Object.entries(seal).every(
      ([name, text]) => SEAL_FILES.includes(name) && typeof text === "string",
    );
  if (format !== FORMAT || typeof secret !== "string" || typeof dataKey !== "string" || !isSeal) {
    return refused;
  }
  return ok({ secret, dataKey, seal: seal as Record<string, string> });
}

/** Puts them where a start of Kalfa looks for them. */
export function placeKeys(home: string, { secret, dataKey, seal }: Keys): void {
  writeFileSync(join(home, "secret"), secret, { mode: 0o600 });
  writeFileSync(join(home, "data-key"), dataKey, { mode: 0o600 });
  const names = Object.entries(seal);
  if (names.length > 0) mkdirSync(join(home, "keys"), { mode: 0o700, recursive: true });
  for (const [name, text] of names) {
    writeFileSync(join(home, "keys", name), Buffer.from(text, "base64"), { mode: 0o600 });
  }
}
