/** A folder for the time of one piece of work, for what is too much to be held in memory. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type WorkFolder = {
  write(name: number, bytes: Uint8Array): Promise<void>;
  read(name: number): Promise<Buffer>;
  end(): Promise<void>;
};

export async function workFolder(): Promise<WorkFolder> {
  const folder = await mkdtemp(join(tmpdir(), "kalfa-work-"));
  const path = (name: number) => join(folder, String(name));
  return {
    write: (name, bytes) => writeFile(path(name), bytes),
    read: (name) => readFile(path(name)),
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
