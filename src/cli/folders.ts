import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import {
  type FolderFiles,
  type ParsedProblem,
  PROBLEM_FILES,
  ProblemReader,
  type Refusal,
} from "../allocation/index.ts";

export const RESULT_FILES = [
  "placements.csv",
  "certificate.json",
  "summary.json",
  "explanations.ndjson",
] as const;

/** A disk or a path that does not do what it should: the user's to mend, so not a bug of ours. */
export class InOut extends Error {
  readonly path: string;
  constructor(path: string, error: unknown) {
    super(error instanceof Error ? error.message : String(error));
    this.path = path;
  }
}

export async function readProblemFolder(
  dir: string,
  onBytes: (done: number, of: number) => void,
): Promise<ParsedProblem> {
  const sizes = new Map<string, number>();
  if (!(await isFolder(dir))) return refusal("folder-missing", { path: dir });
  for (const file of PROBLEM_FILES) {
    const found = await stat(join(dir, file)).catch(() => null);
    if (found?.isFile()) sizes.set(file, found.size);
  }
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const reader = new ProblemReader();
  let done = 0;
  for (const file of PROBLEM_FILES) {
    if (!sizes.has(file)) continue;
    const path = join(dir, file);
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
        reader.push(file, chunk as Buffer);
        done += (chunk as Buffer).length;
        onBytes(done, all);
      }
    } catch (error) {
      if (isSystemError(error)) throw new InOut(path, error);
      throw error;
    }
    reader.end(file);
  }
  return reader.finish();
}

/** The files of a result folder that are there, whole. */
export async function readResultFolder(dir: string): Promise<Record<string, Uint8Array> | Refusal> {
  if (!(await isFolder(dir))) return refusal("folder-missing", { path: dir });
  const files: Record<string, Uint8Array> = {};
  for (const file of RESULT_FILES) {
    try {
      files[file] = await readFile(join(dir, file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        throw new InOut(join(dir, file), error);
    }
  }
  return files;
}

/** Null when `out` may be written: not there, or an earlier result that this one replaces. */
export async function outInTheWay(out: string): Promise<Refusal | null> {
  const found = await stat(out).catch(() => null);
  if (found === null) return null;
  const known: readonly string[] = RESULT_FILES;
  const other = found.isDirectory()
    ? (await readdir(out)).find((file) => !known.includes(file))
    : "a file";
  return other === undefined ? null : refusal("out-in-the-way", { path: out, found: other });
}

/**
 * Write a folder so that it is there whole or not at all: into a temporary one beside it, then
 * renamed. Interrupted in between, the temporary folder is removed and the exit status is 130.
 */
export async function writeFolder(out: string, files: FolderFiles): Promise<void> {
  const target = resolve(out);
  const parent = dirname(target);
  const temporary = join(parent, `.${basename(target)}.${process.pid}.part`);
  const old = `${temporary}.old`;
  const undo = async () => {
    await rm(temporary, { recursive: true, force: true });
    // Between the two renames only the earlier result is there, under its other name.
    if (!(await isFolder(target)) && (await isFolder(old))) await rename(old, target);
  };
  const interrupted = () => {
    void undo().finally(() => process.exit(130));
  };
  process.once("SIGINT", interrupted);
  try {
    await makeFolder(parent);
    await mkdir(temporary);
    for (const [file, text] of Object.entries(files)) await writeFile(join(temporary, file), text);
    const replaces = await isFolder(target);
    if (replaces) await rename(target, old);
    await rename(temporary, target);
    if (replaces) await rm(old, { recursive: true, force: true });
  } catch (error) {
    await undo();
    throw new InOut(target, error);
  } finally {
    process.off("SIGINT", interrupted);
  }
}

/** Parent by parent: Node's recursive mkdir never returns below /proc, where nothing can be made. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

function refusal(code: string, params: Record<string, string>): Refusal {
  return { ok: false, impossible: false, problems: [{ code, params }] };
}
