/** Reads a backup whole and says whether this program can bring it back; writes nothing. */
import { existsSync, statSync } from "node:fs";
import { ok, type Result, refuse } from "../../shared/result.ts";
import { migrationsKnown } from "../db/migrate.ts";
import { type Opened, openArchive } from "./archive.ts";
import { type Keys, markOf } from "./keys-file.ts";
import { FORMAT, MANIFEST, type Manifest } from "./manifest.ts";

/** The names that Kalfa gives; one of them becomes a path and the others stand in statements. */
const FILE = /^[0-9a-f-]{36}\/[0-9a-f]{2}\/[0-9a-f]{64}$/;
const NAME = /^(?:[a-z_][a-z0-9_]*|"[A-Za-z_][A-Za-z0-9_]*")$/;

export type Checked = { readonly archive: Opened; readonly manifest: Manifest };

export async function checkBackup(
  path: string,
  keys: Keys | null,
  onBytes?: (done: number, all: number) => void,
): Promise<Result<Checked>> {
  if (!existsSync(path) || !statSync(path).isFile()) {
    return refuse({ code: "backup-missing", params: { path } });
  }
  const archive = await openArchive(path, onBytes);
  if (!archive) return refuse({ code: "backup-changed", params: { path } });
  const manifest = await manifestOf(archive);
  const problem = manifest
    ? problemOf(path, manifest, keys)
    : { code: "backup-changed", params: { path } };
  if (manifest && !problem) return ok({ archive, manifest });
  await archive.close();
  return refuse(problem!);
}

/** Its list of entries is the archive's own, so that nothing can be slipped in beside it. */
async function manifestOf(archive: Opened): Promise<Manifest | null> {
  const last = archive.entries.at(-1);
  if (last?.name !== MANIFEST) return null;
  const manifest = JSON.parse((await archive.read(last)).toString()) as Manifest;
  const found = archive.entries.slice(0, -1).map(({ name, sha256 }) => ({ name, sha256 }));
  const same = JSON.stringify(manifest.entries) === JSON.stringify(found);
  return same && isNamedByUs(manifest) ? manifest : null;
}

/** A seal is no signature: somebody else's file can carry one, so nothing in it is taken as it is. */
const isNamedByUs = ({ files, tables }: Manifest): boolean =>
  files.every((path) => FILE.test(path)) &&
  tables.every(({ name, columns }) =>
    [...name.split("."), ...columns].every((one) => NAME.test(one)),
  );

function problemOf(path: string, manifest: Manifest, keys: Keys | null) {
  if (manifest.format !== FORMAT) return { code: "backup-other-format", params: { path } };
  const known = new Map(migrationsKnown().map(({ name, sha256 }) => [name, sha256]));
  const newer = manifest.migrations.find(({ name }) => !known.has(name));
  if (newer) {
    const { program } = manifest;
    return { code: "backup-newer-than-program", params: { path, program, name: newer.name } };
  }
  const edited = manifest.migrations.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (edited) return { code: "migration-edited", params: { name: edited.name } };
  if (keys && markOf(keys) !== manifest.keys) return { code: "keys-of-another", params: { path } };
  return null;
}
