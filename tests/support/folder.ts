/**
 * Where tests keep their databases: in memory when the machine has plenty, because a virtual disk
 * takes a second for the thousand small files of one database and memory takes fifty milliseconds.
 */
import { accessSync, constants, readFileSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";

const MEMORY = "/dev/shm";
/** Three workers, their databases and whole starts need about one of these; containers often give 64 MB. */
const NEEDED_BYTES = 4 * 1024 ** 3;

/** Not the clone: on a shared disk or below a closed folder the database could not work in it. */
const DISK = process.platform === "linux" ? "/var/tmp" : tmpdir();

export const testFolder: string = hasRoomInMemory() ? MEMORY : DISK;

/** Where a run that was killed may have left something: not this one's choice, perhaps. */
export const testFolders: readonly string[] =
  process.platform === "linux" ? [MEMORY, DISK] : [DISK];

function hasRoomInMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const mount = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" "))
      .find(([, at]) => at === MEMORY);
    // Programs may have to be copied beside their database and started there.
    if (mount?.[2] !== "tmpfs" || mount[3]?.split(",").includes("noexec")) return false;
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= NEEDED_BYTES && freemem() >= NEEDED_BYTES;
  } catch {
    return false;
  }
}
