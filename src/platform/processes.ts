/** What the operating system can tell about another process, without trusting its number alone. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Ended but not yet buried by its parent: in a container the first process may never do it.
    return process.platform !== "linux" || statOf(pid)[0] !== "Z";
  } catch (error) {
    // EPERM: there is such a process, it only belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The fields of /proc/PID/stat from the third on: the state, and at 19 the moment of the start. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/**
 * A text that two processes sharing a number over time do not share: the moment the process
 * started. In a container numbers repeat after every restart, so a number alone would make a stale
 * lock look alive. Empty where the system does not tell.
 */
export function startOf(pid: number): string {
  try {
    if (process.platform === "linux") {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      const start = statOf(pid)[19];
      return start === undefined ? "" : `${boot}/${start}`;
    }
    if (process.platform === "win32") return "";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** The memory that a process has now; 0 where the system does not tell. */
export function residentBytes(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** Linux counts a process's work in hundredths of a second, whatever its kernel's own clock does. */
const TICK_MS = 10;

/** How long a process has had a processor, all its threads together; null where nobody tells. */
export function workedMs(pid: number): number | null {
  if (process.platform !== "linux") return null;
  const [own, kernel] = statOf(pid).slice(11, 13);
  return own === undefined || kernel === undefined
    ? null
    : (Number(own) + Number(kernel)) * TICK_MS;
}

/** The command line of a process, or null where it cannot be read. */
export function commandLineOf(pid: number): string | null {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    }
    if (process.platform === "win32") return null;
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

export function isSameProcess(pid: number, start: string): boolean {
  if (!isAlive(pid)) return false;
  const now = startOf(pid);
  return start === "" || now === "" || now === start;
}
