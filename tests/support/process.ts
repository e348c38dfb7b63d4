/**
 * The whole program as a person starts it: `npm start` in a process of its own, on a data folder of
 * its own. For tests of starting, stopping and being killed.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pause } from "../../src/platform/clock.ts";
import { startEmbedded } from "../../src/platform/db/embedded.ts";
import { isAlive } from "../../src/platform/processes.ts";
import { buildAssets } from "../../src/ui/build/build-assets.ts";
import { testFolder } from "./folder.ts";

const ROOT = join(import.meta.dirname, "../..");
/** Far from 4000, where a person's own Kalfa may be running while the tests run. */
const FIRST_PORT = 4_600;
const PREFIX = "kalfa-start-";

export type Program = {
  readonly url: string;
  /** The node process of src/main.ts. */
  readonly pid: number;
  /** npm when started through it, else the same as `pid`. */
  readonly outerPid: number;
  /** Everything printed so far. */
  output(): string;
  /** Waits for the end; null when a signal ended it. */
  ended(): Promise<number | null>;
  /** kill -9 of the program; its database lives on, as it does for a person. */
  kill(): Promise<void>;
  /** kill -9 of the database under the running program. */
  killDatabase(): Promise<void>;
  /** Ctrl-C. */
  stop(): Promise<void>;
};

export type ProgramOptions = {
  home: string;
  args?: string[];
  env?: Record<string, string>;
  throughNpm?: boolean;
  /** How long the start may take. */
  patienceMs?: number;
};

/** A data folder that the database's account can enter, with the assets already built. */
export async function temporaryHome(): Promise<string> {
  const home = mkdtempSync(join(testFolder, PREFIX));
  const { dir } = await buildAssets();
  cpSync(dir, join(home, "assets"), { recursive: true });
  return home;
}

/** Another folder like one whose program has stopped: creating a database takes seconds, a copy does not. */
export function copiedHome(from: string): string {
  const home = mkdtempSync(join(dirname(from), PREFIX));
  // Files of a database keep their owner, which Node's own copy would not.
  execFileSync("cp", ["-a", `${from}/.`, home]);
  return home;
}

const launched = new Set<ChildProcess>();

/** After a failed test: nothing that it started may live on. */
export async function killLaunched(): Promise<void> {
  for (const child of launched) {
    const over = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid!, "SIGKILL");
    await over;
  }
}

/** Starts the program without waiting for anything. */
export function launch(options: ProgramOptions): { child: ChildProcess; output(): string } {
  const args = options.args ?? [];
  const [command, words] = options.throughNpm
    ? ["npm", ["start", "--", ...args]]
    : [process.execPath, ["src/main.ts", ...args]];
  const child = spawn(command, words as string[], {
    cwd: ROOT,
    // A process group of its own, like a terminal's: the test can send Ctrl-C to all of it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...withoutNpm(process.env),
      PORT: String(FIRST_PORT),
      KALFA_HOME: options.home,
      ...options.env,
    },
  });
  launched.add(child);
  child.once("exit", () => launched.delete(child));
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  return { child, output: () => output };
}

/** Starts the program and waits until it says that it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { child, output } = launch(options);
  const over = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let exited = false;
  void over.then(() => {
    exited = true;
  });
  const patience = options.patienceMs ?? 60_000;
  for (let waited = 0; !/Kalfa is ready at \S+/.test(output()); waited += 20) {
    if (exited || waited > patience) {
      if (child.pid && !exited) process.kill(-child.pid, "SIGKILL");
      throw new Error(`Kalfa did not become ready:\n${output()}`);
    }
    await pause(20);
  }
  const url = /Kalfa is ready at (\S+)/.exec(output())![1]!;
  const outerPid = child.pid!;
  const lock = JSON.parse(readFileSync(join(options.home, "lock"), "utf8")) as { pid: number };
  return {
    url,
    pid: lock.pid,
    outerPid,
    output,
    ended: () => over,
    async kill() {
      process.kill(lock.pid, "SIGKILL");
      await over;
    },
    async killDatabase() {
      const pid = databasePid(options.home);
      if (pid === null) throw new Error("no database is running");
      process.kill(pid, "SIGKILL");
      while (isAlive(pid)) await pause(10);
    },
    async stop() {
      process.kill(-outerPid, "SIGINT");
      await over;
    },
  };
}

/** The process of the database that serves a data folder, or null. */
export function databasePid(home: string): number | null {
  try {
    const file = readFileSync(join(home, "database/postmaster.pid"), "utf8");
    const pid = Number(file.split("\n")[0]);
    return isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Ends what still runs on a data folder and deletes it. */
export async function clearHome(home: string): Promise<void> {
  if (databasePid(home) !== null) await (await startEmbedded({ home })).stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/** The tests themselves run under npm, whose marks a program started by hand does not see. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_|^VITEST/.test(name)));
}
