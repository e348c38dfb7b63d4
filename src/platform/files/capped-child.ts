/**
 * A process that opens what strangers sent: it has nothing of the program's (no environment, no key,
 * no database), reads the program's own files and writes none, and is ended when it takes too long or
 * too much memory. What it was about to say is then lost, and so is whatever the file had done to it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { residentBytes, workedMs } from "../processes.ts";

/** Of the processor's time: on a busy machine a harmless file waits longer for its turns. */
export const LONGEST_TIME_MS = 10_000;
/** By the clock on the wall, for one that does nothing and does not end either. */
const LONGEST_WAIT_MS = 60_000;
export const MOST_MEMORY = 512 * 1024 * 1024;
/** Memory and time are looked at this often; in between a bomb can fill a little more. */
const LOOK_MS = 50;
/** Each may take half a gigabyte: the others wait their turn. */
const AT_ONCE = 2;

const PROGRAM = fileURLToPath(new URL("../../../", import.meta.url));
const MODULES = join(PROGRAM, "node_modules");

export type CappedChild = {
  /** Null when it had to be ended, or died by itself; the next question gets a new process. */
  ask<Answer>(order: object): Promise<Answer | null>;
  end(): void;
};

let atWork = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<() => void> {
  if (atWork >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else atWork += 1;
  return () => {
    const next = waiting.shift();
    if (next) next();
    else atWork -= 1;
  };
}

type Limits = { readonly ms: number; readonly waitMs: number };
const LIMITS: Limits = { ms: LONGEST_TIME_MS, waitMs: LONGEST_WAIT_MS };

/** @param script of the process; it answers each message with one */
export function cappedChild(script: URL, limits: Limits = LIMITS): CappedChild {
  let child: ChildProcess | undefined;
  const path = fileURLToPath(script);
  // Not the whole folder: unless another was chosen, keys and database lie in `.kalfa` in it.
  const read = [
    path,
    ...["src/*", "package.json"].map((one) => join(PROGRAM, one)),
    // Packages that several releases share lie elsewhere, and where they lie is what is asked about.
    ...new Set([MODULES, realpathSync(MODULES)].map((one) => join(one, "*"))),
  ];
  const start = () =>
    fork(path, [], {
      serialization: "advanced",
      execArgv: [
        "--max-old-space-size=256",
        "--permission",
        // The opener of pictures is compiled.
        "--allow-addons",
        ...read.map((one) => `--allow-fs-read=${one}`),
        "--disable-sigusr1",
      ],
      env: {},
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  return {
    async ask<Answer>(order: object) {
      const done = await turn();
      try {
        child ??= start();
        const answer = await asked(child, order, limits);
        if (answer === null) {
          child.kill("SIGKILL");
          child = undefined;
        }
        return answer as Answer | null;
      } finally {
        done();
      }
    },
    end() {
      child?.kill("SIGKILL");
      child = undefined;
    },
  };
}

const asked = (child: ChildProcess, order: object, limits: Limits): Promise<unknown> =>
  new Promise((resolve) => {
    const end = (answer: unknown) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off("message", end);
      child.off("exit", died);
      child.off("error", died);
      resolve(answer);
    };
    const died = () => end(null);
    const pid = child.pid ?? 0;
    const before = workedMs(pid);
    // Where the system does not tell how long a process worked, the clock on the wall has to do.
    const timer = setTimeout(died, before === null ? limits.ms : limits.waitMs);
    const watch = setInterval(() => {
      const worked = (workedMs(pid) ?? 0) - (before ?? 0);
      if (worked > limits.ms || residentBytes(pid) > MOST_MEMORY) died();
    }, LOOK_MS);
    child.on("message", end);
    child.on("exit", died);
    child.on("error", died);
    // A process that has just died cannot be sent to; its exit tells.
    child.send(order, () => {});
  });
