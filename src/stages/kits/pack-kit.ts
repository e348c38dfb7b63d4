/** A kit as the bytes of one file, and back. */
import { createHash } from "node:crypto";
import { readArchive, shownName, writeArchive } from "../../platform/files/plain-archive.ts";
import { canonical } from "../../shared/canonical.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import {
  fitManifest,
  fitRoom,
  KIT_VERSION,
  type KitRooms,
  LATER_ROOMS,
  type Manifest,
  type Misfit,
  ROOMS,
  type Room,
} from "./kit.forms.ts";
import { textProblems } from "./kit.rules.ts";
import type { Kit } from "./kit.ts";

/** Guides in eight languages and a shelf of papers fit many times over. */
export const MOST_KIT_BYTES = 24 * 1024 * 1024;
const MOST_FILES = 400;
const MANIFEST = "manifest.json";

export const roomNames = Object.keys(ROOMS) as readonly Room[];
const fileOf = (room: Room): string => `${room}.json`;
export const digestOf = (bytes: Buffer | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** The same kit is the same bytes, on every machine and at any time. */
export function packKit({ rooms, files }: Kit): Buffer {
  const all = new Map<string, Buffer>(files);
  for (const room of roomNames) all.set(fileOf(room), Buffer.from(canonical(rooms[room])));
  const digests = Object.fromEntries([...all].map(([name, bytes]) => [name, digestOf(bytes)]));
  const manifest: Manifest = { format: "kalfa-kit", version: KIT_VERSION, files: digests };
  return writeArchive(all.set(MANIFEST, Buffer.from(canonical(manifest))));
}

const misfitProblems = (file: string, misfits: readonly Misfit[]): Problem[] =>
  misfits.slice(0, 50).flatMap(({ where, unknown }): Problem[] => {
    const at = where === "" ? file : `${file}: ${shownName(where)}`;
    if (unknown.length === 0) return [{ code: "kit-misfit", params: { where: at } }];
    return unknown
      .slice(0, 20)
      .map((key) => ({ code: "kit-unknown-key", params: { key: shownName(key), where: at } }));
  });

function jsonOf(name: string, bytes: Buffer): Result<unknown> {
  const text = bytes.toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    // Said twice, said in another order, broken letters: two readers could read two things.
    if (canonical(value) === text) return ok(value);
  } catch {
    return refuse({ code: "kit-not-json", params: { name } });
  }
  return refuse({ code: "kit-not-canonical", params: { name } });
}

function manifestOf(files: ReadonlyMap<string, Buffer>): Result<Manifest> {
  const bytes = files.get(MANIFEST);
  if (!bytes) return refuse({ code: "kit-no-manifest" });
  const json = jsonOf(MANIFEST, bytes);
  if (!json.ok) return json;
  const read = fitManifest(json.value);
  if (read.misfits) return refuse(...misfitProblems(MANIFEST, read.misfits));
  return read.value.version > KIT_VERSION
    ? refuse({ code: "kit-newer", params: { version: read.value.version, known: KIT_VERSION } })
    : ok(read.value);
}

/** Every file is one that a kit can have, is listed, and is what the list says it is. */
function listProblems(files: ReadonlyMap<string, Buffer>, manifest: Manifest): Problem[] {
  const problems: Problem[] = [];
  const known = new Set(roomNames.map(fileOf));
  for (const [name, bytes] of files) {
    if (name === MANIFEST) continue;
    const params = { name };
    const listed = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined;
    if (!known.has(name) && !name.startsWith("files/")) {
      problems.push({ code: "kit-unknown-file", params });
    } else if (listed === undefined) problems.push({ code: "kit-unlisted", params });
    else if (listed !== digestOf(bytes)) problems.push({ code: "kit-hash", params });
  }
  const needed = roomNames.filter((room) => (LATER_ROOMS[room] ?? 0) <= manifest.version);
  for (const name of [...needed.map(fileOf), ...Object.keys(manifest.files)]) {
    if (!files.has(name)) problems.push({ code: "kit-missing", params: { name: shownName(name) } });
  }
  return problems.filter(
    (one, at) =>
      problems.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at,
  );
}

/** Names of the files that texts point at. */
const attachedIn = ({ papers, library }: KitRooms): readonly string[] => [
  ...papers.map(({ file }) => file),
  ...library.works.flatMap(({ texts }) => texts.flatMap(({ file }) => file?.file ?? [])),
];

/** The kit of a file that somebody sent, or everything that is wrong with it. Nothing is written. */
export function unpackKit(bytes: Buffer): Result<Kit> {
  const files = readArchive(bytes, { files: MOST_FILES, bytes: MOST_KIT_BYTES });
  if (!files.ok) return files;
  const manifest = manifestOf(files.value);
  if (!manifest.ok) return manifest;
  const problems = listProblems(files.value, manifest.value);
  // What an earlier version could not say yet, it has none of.
  const rooms: Partial<Record<Room, unknown>> = { events: [] };
  for (const room of roomNames) {
    const name = fileOf(room);
    const body = files.value.get(name);
    if (!body) continue;
    const json = jsonOf(name, body);
    if (!json.ok) {
      problems.push(...json.problems);
      continue;
    }
    const read = fitRoom(room, json.value);
    if (read.misfits) problems.push(...misfitProblems(name, read.misfits));
    else rooms[room] = read.value;
    problems.push(...textProblems(json.value, room));
  }
  if (problems.length > 0) return refuse(...problems);
  const kit = { rooms: rooms as KitRooms, files: new Map<string, Buffer>() };
  const pointed = new Set(attachedIn(kit.rooms));
  for (const [name, body] of files.value) {
    if (!name.startsWith("files/")) continue;
    if (!pointed.has(name) || !name.startsWith(`files/${digestOf(body)}.`)) {
      problems.push({ code: "kit-unknown-file", params: { name } });
    }
    kit.files.set(name, body);
  }
  for (const name of pointed) {
    if (!kit.files.has(name)) problems.push({ code: "kit-missing", params: { name } });
  }
  return problems.length > 0 ? refuse(...problems) : ok(kit);
}
