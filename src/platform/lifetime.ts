/**
 * When the program ends, and in which order. Whatever is started says at once how it is stopped;
 * the last started is stopped first, so the web lets go of the database before it goes away.
 */
import { pause } from "./clock.ts";

export type Lifetime = {
  /** Registers how to stop what was just started. */
  onEnd(name: string, stop: () => Promise<void> | void): void;
  /** Stops everything once and ends the process; later calls wait for the first. */
  end(exitCode: number): Promise<void>;
  readonly ending: boolean;
};

/** Everything must have stopped by then; a request that hangs must not keep the process. */
const PATIENCE_MS = 20_000;

export function beginLifetime(onTrouble: (name: string, error: unknown) => void): Lifetime {
  const stops: { name: string; stop: () => Promise<void> | void }[] = [];
  let ended: Promise<void> | null = null;

  const endAll = async (exitCode: number): Promise<void> => {
    for (const { name, stop } of stops.reverse()) {
      const late = pause(PATIENCE_MS).then(() => {
        throw new Error("took too long");
      });
      await Promise.race([Promise.resolve().then(stop), late]).catch((error: unknown) =>
        onTrouble(name, error),
      );
    }
    process.exit(exitCode);
  };
  const lifetime: Lifetime = {
    onEnd: (name, stop) => void stops.push({ name, stop }),
    end: (exitCode) => {
      ended ??= endAll(exitCode);
      return ended;
    },
    get ending() {
      return ended !== null;
    },
  };
  // A terminal sends its Ctrl-C to npm and to us, and npm passes it on: the same wish arrives
  // twice. It is granted once, in order, and a second signal does not cut the order short.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void lifetime.end(0));
  }
  watchParent(lifetime);
  return lifetime;
}

/**
 * When only npm is ended, on some systems the shell between swallows the signal and we would live
 * on unseen, holding the port. A changed parent gives it away.
 */
function watchParent(lifetime: Lifetime): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    void lifetime.end(0);
  }, 500);
  watch.unref();
}
