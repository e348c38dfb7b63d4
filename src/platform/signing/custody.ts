/**
 * The program's side of the custodian: started when the first seal is wanted, started again when it
 * died, ended with the program. What is asked while it dies is asked once more.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { CustodyAnswer, CustodyMessage, KeyChange, Opening } from "./custodian.ts";
import type { SealOrder } from "./custody-rules.ts";
import { type KeyEvent, keysOf, readRing, type SealKey, settleRing } from "./ring.ts";

export type Custody = {
  /** Every key that ever sealed here, the one in use first; none before the first paper. */
  keys(): readonly SealKey[];
  /** What was done with the keys, the first first. */
  events(): readonly KeyEvent[];
  /** The key in use, without its secret. It is drawn on the first call in an installation's life. */
  current(): Promise<SealKey>;
  /** RSA over what the custodian put together, or why it did not. */
  sign(order: SealOrder): Promise<Result<Buffer>>;
  /** Another key from now on, drawn or brought; or the word that one is in other hands. */
  change(to: KeyChange, by: string): Promise<Result<null>>;
  /** Ends the process; a later call starts a new one. */
  end(): void;
  /** For the tests, which kill it; null while none runs. */
  readonly pid: number | null;
};

const PATIENCE_MS = 30_000;
const SOURCES = fileURLToPath(new URL("../../", import.meta.url));

type Running = {
  readonly child: ChildProcess;
  readonly waiting: Map<number, (answer: CustodyAnswer | null) => void>;
  /** Null when it died before it had opened the key. */
  readonly opened: Promise<true | null>;
};

export function custodyOf(opening: Opening): Custody {
  let running: Running | undefined;
  let last = 0;

  const ask = (one: Omit<Running, "opened">, message: object): Promise<CustodyAnswer | null> =>
    new Promise((resolve) => {
      last += 1;
      const id = last;
      const timer = setTimeout(() => one.child.kill("SIGKILL"), PATIENCE_MS);
      one.child.ref();
      one.child.channel?.ref();
      one.waiting.set(id, (answer) => {
        clearTimeout(timer);
        one.waiting.delete(id);
        // Nothing is under way: the process alone must not keep a command from ending.
        if (one.waiting.size === 0) {
          one.child.unref();
          one.child.channel?.unref();
        }
        resolve(answer);
      });
      one.child.send({ id, ...message } as CustodyMessage, (error) => {
        if (error) one.waiting.get(id)?.(null);
      });
    });

  const start = (): Running => {
    const child = fork(fileURLToPath(new URL("./custodian.ts", import.meta.url)), [], {
      serialization: "advanced",
      // It reads the program and its own folder, writes that folder alone, starts nothing, and
      // nobody can attach a debugger to it by a signal.
      execArgv: [
        "--permission",
        `--allow-fs-read=${SOURCES}*`,
        `--allow-fs-read=${opening.folder}`,
        `--allow-fs-read=${opening.folder}/*`,
        `--allow-fs-write=${opening.folder}`,
        `--allow-fs-write=${opening.folder}/*`,
        "--disable-sigusr1",
        "--max-old-space-size=64",
      ],
      env: {},
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const waiting: Running["waiting"] = new Map();
    const gone = () => {
      if (running?.child === child) running = undefined;
      for (const tell of [...waiting.values()]) tell(null);
    };
    child.on("message", (answer: CustodyAnswer) => waiting.get(answer.id)?.(answer));
    child.on("exit", gone);
    child.on("error", gone);
    const opened = ask({ child, waiting }, { open: opening }).then((answer) => {
      if (answer && "failure" in answer) throw new Error(`custodian: ${answer.failure}`);
      if (!answer || !("done" in answer)) return null;
      settleRing(opening.folder);
      return true as const;
    });
    opened.catch(() => child.kill("SIGKILL"));
    return { child, waiting, opened };
  };

  /** One that died meanwhile is replaced once; a second death is trouble for who runs the program. */
  const twice = async <T>(work: (one: Running) => Promise<T | null>): Promise<T> => {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      running ??= start();
      const asked = running;
      const answer = await work(asked);
      if (answer !== null) return answer;
      // Its death is noticed in the channel before the system tells of it.
      asked.child.kill("SIGKILL");
      if (running === asked) running = undefined;
    }
    throw new Error("the custodian of the seal does not answer");
  };

  const tell = (
    message: { order: SealOrder } | { change: KeyChange; by: string },
  ): Promise<CustodyAnswer> =>
    twice(async (one) => ((await one.opened) === null ? null : ask(one, message)));

  const keys = () => keysOf(readRing(opening.folder));

  return {
    keys,
    events: () => readRing(opening.folder).changes ?? [],
    current: async () => {
      let [first] = keys();
      if (!first || first.replaced) {
        await twice((one) => one.opened);
        [first] = keys();
      }
      if (!first || first.replaced) throw new Error("custodian: no key");
      return first;
    },
    sign: async (order) => {
      const answer = await tell({ order });
      if ("problems" in answer) return refuse(...answer.problems);
      if ("failure" in answer) throw new Error(`custodian: ${answer.failure}`);
      if (!("signature" in answer)) throw new Error("custodian: no signature");
      return ok(Buffer.from(answer.signature));
    },
    change: async (to, by) => {
      const answer = await tell({ change: to, by });
      if ("problems" in answer) return refuse(...answer.problems);
      if ("failure" in answer) throw new Error(`custodian: ${answer.failure}`);
      settleRing(opening.folder);
      return ok(null);
    },
    end: () => {
      running?.child.kill("SIGKILL");
      running = undefined;
    },
    get pid() {
      return running?.child.pid ?? null;
    },
  };
}
