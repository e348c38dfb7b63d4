/**
 * The embedded database while the program runs: found dead (killed for want of memory, a crash), it
 * is started again at the same address, so that whoever works with it has only to try again.
 */
import { pause } from "../clock.ts";
import { isAlive } from "../processes.ts";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "./embedded.ts";

const LOOK_MS = 500;

export async function keepEmbedded(
  options: EmbeddedOptions,
): Promise<Pick<Embedded, "adminUrl" | "stop">> {
  const log = options.log ?? (() => {});
  let current = await startEmbedded(options);
  const { adminUrl } = current;
  const port = Number(new URL(adminUrl).port);
  let stopping = false;
  let restart: Promise<void> | null = null;

  async function again(): Promise<void> {
    log("The database ended without being asked to and is started again.");
    while (!stopping) {
      try {
        current = await startEmbedded({ ...options, port });
        log("The database is back.");
        return;
      } catch (error) {
        log((error as Error).message);
        await pause(LOOK_MS);
      }
    }
  }

  const watch = setInterval(() => {
    if (restart !== null || isAlive(current.pid)) return;
    restart = again().finally(() => {
      restart = null;
    });
  }, LOOK_MS);
  // Looking after the database alone must not keep a finished program alive.
  watch.unref();

  return {
    adminUrl,
    async stop() {
      stopping = true;
      clearInterval(watch);
      await restart;
      await current.stop();
    },
  };
}
