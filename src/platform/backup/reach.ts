/** The installation that is to be kept, running or not; whatever is started for it is ended again. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result, refuse } from "../../shared/result.ts";
import type { Config } from "../config.ts";
import { startEmbedded } from "../db/embedded.ts";
import { runningAddress } from "../db/embedded-address.ts";
import { dataKeyOf, homeFolders, isTrusted, secretOf } from "../home.ts";
import { answersAt, lockHome } from "../home-lock.ts";
import { type Keys, keysIn } from "./keys-file.ts";

export type Reached = {
  readonly adminUrl: string;
  readonly home: string;
  readonly keys: Keys;
  release(): Promise<void>;
};

export async function reachInstallation(config: Config): Promise<Result<Reached>> {
  for (const home of homeFolders(config.home).filter((one) => existsSync(one) && isTrusted(one))) {
    const secret = config.secret ?? secretOf(home);
    const dataKey = config.dataKey ?? dataKeyOf(home);
    if (secret === null || dataKey === null) continue;
    const keys = keysIn(home, { secret, dataKey });
    if (config.databaseUrl !== null) {
      return ok({ adminUrl: config.databaseUrl, home, keys, release: async () => {} });
    }
    const running = answersAt(home) === null ? null : runningAddress(home);
    if (running !== null) return ok({ adminUrl: running, home, keys, release: async () => {} });
    if (!existsSync(join(home, "database"))) continue;
    // Locked, so that nobody starts Kalfa on a database that is ended a moment later.
    const lock = lockHome(home);
    if (!lock.ok) return lock;
    const embedded = await startEmbedded({ home });
    return ok({
      adminUrl: embedded.adminUrl,
      home,
      keys,
      async release() {
        await embedded.stop();
        lock.value.release();
      },
    });
  }
  return refuse({
    code: "backup-nothing",
    params: { folders: homeFolders(config.home).join(" or ") },
  });
}
